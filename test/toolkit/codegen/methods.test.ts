import { expect, it } from "vitest";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { batch, contractOf, type Described } from "./contracts.js";

const pageOf = async (...contracts: Described[]): Promise<string | undefined> => {
  const files = await generate({ contracts: contracts.map(contractOf), overlays: [] });
  return files.get("v1/methods.md");
};

it("a page says of each method what it takes, needs and gives, with a call to begin with", async () => {
  expect(await pageOf({})).toBe(`<!-- Generated from the contracts by \`npm run codegen\`: do not edit. -->
# The methods of v1

What a call of each takes and needs. An input's fields are those that it must have, then those that it may have; the sample has the former.

## \`things\`

### \`things.update\`

Updates things.

\`POST /v1/things/batch/update\`

| | |
|---|---|
| an input has | \`id\` |
| and may have | \`note\` |
| scopes | \`things.write\` |
| inputs of a request | 10 |
| of one record are | inputs of the same \`id\` |
| \`recordId\` | the record's \`id\` |
| where an answer is lost | it is sent again; where that is in vain, the inputs are \`unknown\` |

\`\`\`ts
await hubspot.things.update([{ id: "90001" }]);
\`\`\`
`);
});

it("a page says when its version's support ends", async () => {
  const old = contractOf();
  const files = await generate({
    contracts: ["v1", "v2", "v3"].map((version, index) => {
      const contract = contractOf({ version });
      const document = { ...(contract.document as object), "x-version": { supportedUntil: `203${index}-01-01` } };
      return { ...old, ...contract, document };
    }),
    overlays: [],
  });
  expect(files.get("v1/methods.md")).toContain("\nHubSpot stops supporting v1 in January 2030.\n");
  expect(files.get("v3/methods.md")).not.toContain("stops supporting");
});

it("scopes that go together stand together, and those of every type are counted", async () => {
  const security = [{ oauth2: ["a.read", "b.write"] }, { oauth2: ["a.write"] }];
  expect(await pageOf({ post: { security } })).toContain("| scopes | `a.read` with `b.write`, or `a.write` |");
  const types = ["a", "b", "c", "d", "e"].map((type) => ({ oauth2: [`${type}.write`] }));
  expect(await pageOf({ post: { security: types } })).toContain("| scopes | one of 5: that of the records' type |");
  expect(await pageOf({ post: { security: [] } })).toContain("| scopes | none by name: those of the records' type |");
});

it("what is never sent twice, what reads, and what has no id say so", async () => {
  expect(await pageOf({ batch: { ...batch, idempotent: false, identity: [], recordId: [] } })).toMatch(
    /of one record are \| no two inputs \|\n\| `recordId` \| none: HubSpot returns no id \|\n.*it is not sent again: the inputs are `unknown` \|/,
  );
  const reading = await pageOf({ path: "/v1/things/batch/read", batch: { ...batch, reads: true, recordId: [] } });
  expect(reading).toContain("| where an answer is lost | it is asked again |");
  expect(reading).not.toContain("recordId");
});
