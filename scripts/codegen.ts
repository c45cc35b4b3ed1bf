/** `npm run codegen [-- --check]`: its options are in src/toolkit/codegen/command.ts. */
import { codegen } from "../src/toolkit/codegen/command.js";

process.exitCode = await codegen(process.argv.slice(2), console);
