import { expect, it } from "vitest";
import { bindClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { readContract } from "../../../src/toolkit/codegen/read-contract.js";
import { assertTells, type Trial } from "../../../src/toolkit/codegen/trial.js";
import { contracts } from "../../helpers/repaired.js";
import { batch, contractOf, type Described } from "./contracts.js";

const trial: Trial = {
  bind: (contract, options) => bindClient(contract)(options),
  play: (contract) => createSandbox({ contract }).fetch,
};
const tried = (described: Described) => assertTells([readContract(contractOf(described))], trial);
const text = { type: "string" };
const end = { type: "object", required: ["id"], properties: { id: text } };
const objectOf = (properties: JsonObject): JsonObject => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});
const links = {
  Input: objectOf({ from: end, to: end }),
  Result: objectOf({ fromObjectId: text, toObjectId: text }),
};
const linking = { ...batch, identity: ["from.id", "to.id"], recordId: [], errors: {} };

it("every contract here tells what becomes of its inputs", async () => {
  await assertTells(contracts, trial);
});

it.each<[string, JsonObject]>([
  ["what was guessed", batch],
  ["fewer ways to tell", { ...batch, match: [], errors: {} }],
  ["another size and name", { ...batch, batchSize: 2, method: "things.change" }],
])("a correction to %s is taken", async (_, corrected) => {
  await tried({ batch: corrected });
});

it("ends that are paired are taken, under names of their own", async () => {
  const match = [{ result: ["fromObjectId", "toObjectId"], input: ["from.id", "to.id"] }];
  await tried({ schemas: links, batch: { ...linking, match } });
});

it.each<[string, Described, RegExp]>([
  [
    "a field that says something else",
    { batch: { ...batch, match: [{ result: "note", input: "id" }] } },
    /^v1\/things\.yaml#\/paths\/~1v1~1things~1batch~1update\/post\/x-batch: things\.update would leave every outcome unknown with match \[\{"result":"note","input":"id"\}\]: of 3 inputs none is told by the answer 200 \{.*"note":/,
  ],
  [
    "ends that are crossed",
    {
      schemas: links,
      batch: { ...linking, match: [{ result: ["fromObjectId", "toObjectId"], input: ["to.id", "from.id"] }] },
    },
    /with match .*"from\.id"/,
  ],
])("a correction to %s is refused", async (_, described, message) => {
  await expect(tried(described)).rejects.toThrow(
    expect.objectContaining({ name: "ContractError", message: expect.stringMatching(message) }),
  );
});

it("a correction that HubSpot was seen to bear out is taken, whatever its description suggests", async () => {
  const corrected = { ...batch, match: [{ result: "note", input: "id" }] };
  await expect(tried({ batch: corrected })).rejects.toThrow(
    /; if HubSpot answers otherwise, say in evidence where that is seen$/,
  );
  await tried({ batch: { ...corrected, evidence: "A recording of 8 September 2026: the note is the id." } });
  await expect(tried({ batch: { ...corrected, evidence: "" } })).rejects.toThrow(/x-batch\/evidence: /);
});
