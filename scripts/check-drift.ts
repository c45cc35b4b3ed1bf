/** `npm run spec:check -- <file or https URL>`: its options are in src/toolkit/diff/check.ts. */
import { check } from "../src/toolkit/diff/check.js";

process.exitCode = await check(process.argv.slice(2), console);
