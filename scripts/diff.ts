/** `npm run spec:diff -- <a> <b>`: its options are in src/toolkit/diff/command.ts. */
import { diff } from "../src/toolkit/diff/command.js";

process.exitCode = await diff(process.argv.slice(2), console);
