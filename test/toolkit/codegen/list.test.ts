import { expect, test } from "vitest";
import { listIn } from "../../../src/toolkit/codegen/list.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { batch, contractOf } from "./contracts.js";

const START = "<!-- The list of methods: `npm run codegen` writes it. -->";
const END = "<!-- The end of the list. -->";

test("a page's list has each API's methods, and the rest of the page stays", () => {
  const contracts = [
    contractOf(),
    contractOf({ version: "v2", schemas: { Input: { type: "object", properties: { id: { type: "string" } } } } }),
    contractOf({ api: "others", batch: { ...batch, method: "others.update" }, post: { security: [] } }),
  ];
  expect(listIn(`a\n${START}\nold\n${END}\nb\n`, contracts.map(readContract), "page.md")).toBe(`a
${START}
| in \`v1\`, \`v2\` | methods: inputs that a request has by default, and what each must have | scopes |
|---|---|---|
| \`others\` (v1 only) | \`update\` 10 \`{ id }\` | those of the records' type |
| \`things\` | \`update\` 10 \`{ id }\` | \`things.write\` |
${END}
b
`);
});

test("a page without a place for it is refused", () => {
  expect(() => listIn("a page", [], "page.md")).toThrow(
    "page.md#: expected <!-- The list of methods: `npm run codegen` writes it. --> and <!-- The end of the list. -->",
  );
});
