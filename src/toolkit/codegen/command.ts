/** `codegen`: brings generated files up to date, or says that they are not. */
import { parseArgs } from "node:util";
import { type Command, telling } from "../command.js";
import { generate } from "./generate.js";
import { load } from "./load.js";
import { differences, write } from "./output.js";

/**
 * Writes generated/ from openapi/, or checks that it is up to date.
 *
 *     --openapi <folder>   where the contracts are (openapi)
 *     --out <folder>       where the generated files go (generated)
 *     --import <module>    where they import the `Contract` type from (../src/contract.js)
 *     --check              write nothing; exit 1 where a file is missing, drifted or extra
 *
 * A contract or an overlay that can't be used: one line, exit 2, and nothing is written.
 */
export const codegen: Command = telling(async (args, { error }) => {
  const { values: options } = parseArgs({
    args: [...args],
    options: {
      openapi: { type: "string", default: "openapi" },
      out: { type: "string", default: "generated" },
      import: { type: "string", default: "../src/contract.js" },
      check: { type: "boolean", default: false },
    },
  });
  const files = await generate(await load(options.openapi), options.import);
  if (!options.check) {
    await write(files, options.out);
    return 0;
  }
  const found = await differences(files, options.out);
  if (found.length === 0) return 0;
  error([...found, "Run `npm run codegen`, and commit what it changes."].join("\n"));
  return 1;
});
