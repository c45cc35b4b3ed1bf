import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.tmp-*/**"],
    // Type tests count as tests: wrong code that compiles fails the run.
    typecheck: {
      enabled: true,
      include: ["test/**/*.test-d.ts"],
      exclude: ["**/node_modules/**", "**/.tmp-*/**"],
      tsconfig: "./tsconfig.json",
    },
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // Nothing waits on the clock: a test this slow hangs, even on a loaded machine.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
