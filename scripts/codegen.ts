/** `npm run codegen [-- --check]`: its options are in src/toolkit/codegen/command.ts. */
import { codegen } from "../src/toolkit/codegen/command.js";

const args = process.argv.slice(2);
// The README lists what this package ships, and not what a project of its own has.
const list = args.some((arg) => /^--(?:openapi|out)\b/.test(arg)) ? [] : ["--list", "README.md"];
process.exitCode = await codegen([...list, ...args], console);
