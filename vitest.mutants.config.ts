import { mergeConfig } from "vitest/config";
import config from "./vitest.config.js";

/** The tests of the engine, as `npm run mutants` runs them: types change nothing that runs, and the toolkit is no part of it. */
export default mergeConfig(config, {
  test: { exclude: ["test/toolkit/**", "test/{demo,layers,soak}.test.ts"], typecheck: { enabled: false } },
});
