import { expect, it } from "vitest";
import type { Contract, Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import type { Sources } from "../../../src/toolkit/codegen/load.js";
import { contractsOf, driftOf } from "../../../src/toolkit/diff/drift.js";
import type { Published } from "../../../src/toolkit/import/source.js";
import { contractOf, overlayOf } from "../codegen/contracts.js";
import { inside } from "./descriptions.js";

/** A contract that requires a note, and the overlay that says it need not. */
const contract = contractOf();
schemaOf(contract.document, "Input")["required"] = ["id", "note"];
const sources: Sources = {
  contracts: [contract, contractOf({ api: "others" })],
  overlays: [overlayOf({ target: "$.components.schemas.Input.required[?@ == 'note']", remove: true })],
};

function schemaOf(document: Json, name: string): JsonObject {
  // Contracts made here are documents.
  return inside(document as JsonObject, "components", "schemas", name);
}

/** What is published, with a change of its own. */
function published(
  change: (document: JsonObject) => void = () => undefined,
  { document }: Contract<Json> = contract,
): Published {
  const copy = JSON.parse(JSON.stringify(document)) as JsonObject;
  change(copy);
  return { name: "published.json", stem: "published", document: copy };
}

it("a description that is repaired as the contract is agrees with it", async () => {
  const more = published((document) => {
    inside(document, "paths")["/v1/things/batch/read"] = inside(document, "paths", "/v1/things/batch/update");
    schemaOf(document, "Input")["description"] = "Prose.";
  });
  expect(await driftOf(contract, more, sources)).toEqual({ changes: [], expired: [] });
});

it("what a repair takes back in both is no drift", async () => {
  const optional = contractOf();
  const own = { ...sources, contracts: [optional, contract] };
  expect((await driftOf(optional, published(), own)).changes).toEqual([]);
});

it("a repair that the description no longer needs has expired", async () => {
  const healed = published((document) => void (schemaOf(document, "Input")["required"] = ["id"]));
  const { changes, expired } = await driftOf(contract, healed, sources);
  expect(changes).toEqual([]);
  expect(expired.map(({ overlay, action }) => [overlay, action])).toEqual([["overlays/test.overlay.yaml", 0]]);
});

it("what no repair takes back is a change to the contract", async () => {
  const changed = published((document) => void delete inside(schemaOf(document, "Result"), "properties")["note"]);
  const { changes } = await driftOf(contract, changed, sources);
  expect(changes).toEqual([
    {
      severity: "breaking",
      audience: "what is read back",
      pointer: "/components/schemas/Result/properties/note",
      operation: "POST /v1/things/batch/update",
      message: "`note` was removed from results[]: callers who read it stop compiling",
    },
  ]);
});

it("an overlay of one contract repairs what is published of it", async () => {
  const [overlay] = sources.overlays;
  const bound = {
    file: overlay!.file,
    document: { ...(overlay!.document as JsonObject), extends: "../v1/things.yaml" },
  };
  expect(await driftOf(contract, published(), { ...sources, overlays: [bound] })).toMatchObject({ changes: [] });
});

it("contracts are known by the paths they have", () => {
  expect(contractsOf(published(), sources)).toEqual([contract]);
  expect(
    contractsOf(
      published((document) => void (document["paths"] = {})),
      sources,
    ),
  ).toEqual([]);
});

it("a path for any object is of the contract that its file is named for", () => {
  const [ours, theirs] = ["/crm/v1/objects/0-1/batch/update", "/crm/v1/objects/{objectType}/batch/update"];
  const own = contractOf({ path: ours });
  const other = published(undefined, contractOf({ path: theirs }));
  expect(contractsOf({ ...other, stem: "things" }, { contracts: [own], overlays: [] })).toEqual([own]);
  expect(contractsOf({ ...other, stem: "people" }, { contracts: [own], overlays: [] })).toEqual([]);
});
