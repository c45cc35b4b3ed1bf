/** `npm run codegen [-- --check]`: its options are in src/toolkit/codegen/command.ts. */
import { bindClient } from "../src/client.js";
import { readRequest, toResponse } from "../src/sandbox/fetch.js";
import { createServer } from "../src/sandbox/server.js";
import { codegenWith } from "../src/toolkit/codegen/command.js";

const args = process.argv.slice(2);
// The README and the pages tell of what this package ships, and not of what a project of its own has.
const own = args.some((arg) => /^--(?:openapi|out)\b/.test(arg));
const pages = own ? [] : ["--list", "README.md", "--migrations", "openapi/migrations"];
// Of what needs no generated code, which may not be there yet.
const codegen = codegenWith({
  bind: (contract, options) => bindClient(contract)(options),
  play: (contract) => {
    const server = createServer({ contract });
    return async (input, init) => toResponse(await server.receive(await readRequest(input, init)));
  },
});
process.exitCode = await codegen([...pages, ...args], console);
