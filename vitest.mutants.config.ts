import { readFileSync, statSync } from "node:fs";
import { mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import type { Plan } from "./scripts/mutants/plan.js";
import config from "./vitest.config.js";

// What `runPlan` wrote.
const plan = JSON.parse(readFileSync(process.env["MUTANTS_PLAN"] ?? "", "utf8")) as Plan;

/** Small files first: most changes are noticed by the tests of their own file, and soon. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => statSync(one.moduleId).size - statSync(other.moduleId).size);
  }
}

const { include: _, ...rest } = config.test ?? {};

/** The tests as `npm run mutants` runs them: on the changed sources, in one process. */
export default mergeConfig(
  { ...config, test: rest },
  {
    plugins: [
      {
        name: "changed-sources",
        enforce: "pre",
        transform: (_code: string, id: string) => plan.sources[id.replace(/\?.*/, "")],
      },
    ],
    test: {
      include: [...plan.include],
      exclude: [...plan.exclude],
      runner: "./scripts/mutants/runner.ts",
      pool: "forks",
      maxWorkers: 1,
      sequence: { sequencer: SmallFirst },
      typecheck: { enabled: false },
      // It would give a file as it is, and not as it was changed.
      experimental: { fsModuleCache: false },
      dangerouslyIgnoreUnhandledErrors: true,
      onConsoleLog: () => false,
    },
  },
);
