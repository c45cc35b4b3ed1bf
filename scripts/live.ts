/** `HUBSPOT_TEST_TOKEN=… npm run test:live`: see scripts/live/run.ts. */
import { runLive } from "./live/run.js";

process.exitCode = await runLive(process.env, console);
