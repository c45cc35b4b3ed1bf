import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders of test/ whose tests need more than Node: each runs by `npm run test:<its first part>`, and not by `npm test`. */
export const suites = ["package", "redis/server", "bullmq/server", "cli/processes", "browser", "sockets"];

/** Has what a module imports made ready while the module is on its way: a thread asks for one, waits, and then for the next. */
const ahead: Plugin = {
  name: "ahead",
  transform(code, id) {
    const { environment } = this;
    for (const [, path = ""] of code.matchAll(/^(?:im|ex)port .*?"(\..+)\.js";$/gm)) {
      const file = `${posix.join(posix.dirname(id), path)}.ts`;
      // Code that a module writes has imports of its own.
      if (environment.mode === "dev" && existsSync(file))
        void environment.warmupRequest(file.slice(environment.config.root.length));
    }
  },
};

/** Begins with the files that collect garbage: the collector goes through what all before have left, for half a second at last. */
class CollectFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const collects = new Set(files.filter((file) => readFileSync(file.moduleId, "utf8").includes("/helpers/gc.js")));
    return sorted.sort((one, other) => Number(collects.has(other)) - Number(collects.has(one)));
  }
}

/** Has what is kept of a file made anew where another `tsconfig.json` would have it be something else. */
const keptBy: Plugin = {
  name: "kept-by",
  configureVitest: ({ experimental_defineCacheKeyGenerator: addToKey }) => {
    const tsconfig = readFileSync("tsconfig.json", "utf8");
    addToKey(() => tsconfig);
  },
};

export default defineConfig({
  plugins: [ahead, keptBy],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.tmp-*/**", ...suites.map((suite) => `test/${suite}/**`)],
    // Type tests count as tests: wrong code that compiles fails the run. `npm run types` looks at the rest.
    typecheck: {
      enabled: true,
      include: ["test/**/*.test-d.ts"],
      exclude: ["**/node_modules/**", "**/.tmp-*/**"],
      tsconfig: "./test/tsconfig.types.json",
      // Five times as fast as `tsc`, which `npm run types` runs.
      checker: "tsgo",
    },
    // Files of tests leave nothing behind, and loading what they share once for each took a quarter of all time.
    isolate: false,
    // What a file imports comes to a thread in a quarter less of the time that it takes to a process.
    pool: "threads",
    // What Vite makes of a file is the same until the file is another, or a config.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: CollectFirst },
    // By default a core is left to the process that hands the files out, which has little to do.
    maxWorkers: "100%",
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // Nothing waits on the clock: a test this slow hangs, even on a loaded machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
