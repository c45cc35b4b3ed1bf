/** `npm run spec:import -- <file or https URL>`: its options are in src/toolkit/import/command.ts. */
import { importDescription } from "../src/toolkit/import/command.js";

process.exitCode = await importDescription(process.argv.slice(2), console);
