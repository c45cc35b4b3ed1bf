/**
 * Writes generated/ from openapi/, or checks that it is up to date. `npm run codegen [-- --check]`
 *
 *     --openapi <folder>   where the contracts are (openapi)
 *     --out <folder>       where the generated files go (generated)
 *     --import <module>    where they import the `Contract` type from (../src/contract.js)
 *     --check              write nothing; exit 1 where a file is missing, drifted or extra
 *
 * A contract or an overlay that can't be used: one line, exit 2, and nothing is written.
 */
import { parseArgs } from "node:util";
import { ContractError } from "../src/toolkit/codegen/document.js";
import { generate } from "../src/toolkit/codegen/generate.js";
import { load } from "../src/toolkit/codegen/load.js";
import { differences, write } from "../src/toolkit/codegen/output.js";

const { values: options } = parseArgs({
  options: {
    openapi: { type: "string", default: "openapi" },
    out: { type: "string", default: "generated" },
    import: { type: "string", default: "../src/contract.js" },
    check: { type: "boolean", default: false },
  },
});

try {
  const files = await generate(await load(options.openapi), options.import);
  if (!options.check) await write(files, options.out);
  else {
    const found = await differences(files, options.out);
    if (found.length > 0) {
      console.error([...found, "Run `npm run codegen`, and commit what it changes."].join("\n"));
      process.exitCode = 1;
    }
  }
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
