import { defineConfig } from "vitest/config";
import { suites } from "./vitest.config.js";

/** The tests that need more than Node, by the name of their folder: `vitest --config vitest.suites.config.ts test/package` */
export default defineConfig({
  test: {
    include: suites.map((suite) => `test/${suite}/**/*.test.ts`),
    exclude: ["**/node_modules/**", "**/.tmp-*/**"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
