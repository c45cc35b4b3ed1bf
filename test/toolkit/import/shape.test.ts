import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import { driftOf } from "../../../src/toolkit/diff/drift.js";
import { importContract } from "../../../src/toolkit/import/import.js";
import { reportOf } from "../../../src/toolkit/import/report.js";
import { objectIn } from "../../../src/toolkit/import/select.js";
import { shapeInputs } from "../../../src/toolkit/import/shape.js";
import { shipped as ours } from "../../helpers/shipped.js";
import { published, robots } from "./published.js";

const base = "/crm/v3/objects/0-987/batch";
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const anything: JsonObject = { type: "object", description: "Their words.", example: null, properties: {} };

/** The description, with the inputs of some operations. */
function withInputs(items: Readonly<Record<string, Json>>): JsonObject {
  const document = robots();
  for (const [verb, one] of Object.entries(items)) {
    const schema = { type: "object", required: ["inputs"], properties: { inputs: { type: "array", items: one } } };
    const post = objectIn(objectIn(objectIn(document, "paths"), `${base}/${verb}`), "post");
    post["requestBody"] = {
      required: true,
      content: { "*/*": { schema: { ...schema, description: "Their words." } } },
    };
  }
  return document;
}

const imported = (document: JsonObject) =>
  importContract(published(document), ours, { api: "robots", version: "v3", only: "all" });
const schemasOf = ({ contract }: ReturnType<typeof imported>) =>
  objectIn(objectIn(contract.document, "components"), "schemas");

describe("an update whose inputs are of any shape", () => {
  const document = withInputs({ update: anything, create: ref("RobotInput") });

  it("takes an id, and any of what the create beside it takes", () => {
    const made = imported(document);
    const schemas = schemasOf(made);
    expect(made.shapes).toEqual([{ path: `${base}/update`, create: `${base}/create` }]);
    expect(schemas["RobotInputChanges"]).toEqual({ ...objectIn(schemas, "RobotInput"), required: ["id"] });
    expect(schemas["BatchInputRobotInputChanges"]).toMatchObject({
      required: ["inputs"],
      properties: { inputs: { items: ref("RobotInputChanges") } },
    });
    expect(made.guesses.find(({ path }) => path === `${base}/update`)?.batch).toMatchObject({
      method: "robots.update",
      idempotent: true,
      identity: ["id", "idProperty"],
    });
    expect(reportOf(made)).toContain(
      `Published as of any shape, and taken for an id with any of what is created:\n  ${base}/update: as ${base}/create\n`,
    );
  });

  it.each<[string, JsonObject]>([
    ["has no create beside it", withInputs({ update: anything, create: anything })],
    ["creates what has no id", withInputs({ update: anything })],
    [
      "has something to say of them",
      withInputs({ update: { ...anything, minProperties: 2 }, create: ref("RobotInput") }),
    ],
  ])("stays what it is where the API %s", (_, other) => {
    const { shapes, refused } = imported(other);
    expect(shapes).toEqual([]);
    expect(refused).toContainEqual({
      path: `${base}/update`,
      reason: "its inputs are of any shape: there is nothing to check or match",
    });
  });

  it("has a schema of its own, whatever else is called so", () => {
    const named = { RobotInputChanges: { type: "object", properties: {} } };
    const { components, ...rest } = structuredClone(document);
    const schemas = { ...objectIn(components, "schemas"), ...named };
    const shaped = shapeInputs(
      published({ ...rest, components: { ...objectIn({ components: components ?? null }, "components"), schemas } }),
    );
    const made = objectIn(objectIn(shaped.published.document, "components"), "schemas");
    expect(made["RobotInputChanges"]).toEqual(named.RobotInputChanges);
    expect(made["RobotInputChanges_"]).toMatchObject({ required: ["id"] });
  });

  it("does not drift from what was made of it", async () => {
    const { contract } = imported(document);
    const { changes } = await driftOf(contract, published(document), {
      ...ours,
      contracts: [...ours.contracts, contract],
    });
    // What else is imported otherwise than it is published is no matter of shapes.
    expect(changes.filter(({ operation }) => operation?.endsWith(`${base}/update`))).toEqual([]);
  });
});

it("inputs and results that are described where they stand have names of their own", () => {
  const described: JsonObject = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
  const document = withInputs({ read: described });
  const read = objectIn(objectIn(objectIn(document, "paths"), `${base}/read`), "post");
  const answer = { type: "object", properties: { results: { type: "array", items: described } } };
  read["responses"] = {
    "200": { description: "", content: { "application/json; charset=utf-8": { schema: answer } } },
  };
  const made = imported(document);
  expect(made.refused.map(({ path }) => path)).not.toContain(`${base}/read`);
  expect(schemasOf(made)).toMatchObject({ "0987ReadInput": described, "0987ReadResult": described });
  expect(made.guesses.find(({ path }) => path === `${base}/read`)?.batch).toMatchObject({
    identity: ["id"],
    match: [{ result: "id", input: "id" }],
  });
});

it("an answer that tells of errors alone has no results", () => {
  const document = withInputs({});
  const archive = objectIn(objectIn(objectIn(document, "paths"), `${base}/archive`), "post");
  const errors = { type: "object", properties: { errors: { type: "array", items: { type: "object" } } } };
  archive["responses"] = {
    "204": { description: "" },
    "207": { description: "", content: { "*/*": { schema: errors } } },
  };
  const made = imported(document);
  const post = objectIn(objectIn(objectIn(made.contract.document, "paths"), `${base}/archive`), "post");
  expect(objectIn(objectIn(post, "responses"), "207")["content"]).toBeUndefined();
});

it.each(["oneOf", "anyOf"])("inputs of a schema that is %s several are refused as that", (keyword) => {
  const document = withInputs({ read: ref("Kinds") });
  objectIn(objectIn(document, "components"), "schemas")["Kinds"] = { [keyword]: [ref("RobotId"), ref("RobotInput")] };
  expect(imported(document).refused).toContainEqual({
    path: `${base}/read`,
    reason: "its inputs are of several kinds, and a method's are of one",
  });
});

it.each(["oneOf", "anyOf", "allOf"])("inputs of which %s has one choice are that", (keyword) => {
  const made = imported(withInputs({ read: { [keyword]: [ref("RobotId")], example: null } }));
  expect(made.refused.map(({ path }) => path)).not.toContain(`${base}/read`);
  expect(made.shapes).toEqual([]);
  expect(made.guesses.find(({ path }) => path === `${base}/read`)?.batch).toMatchObject({ identity: ["id"] });
  const several = imported(withInputs({ read: { [keyword]: [ref("RobotId"), ref("RobotInput")] } }));
  const refused = several.refused.filter(({ path }) => path === `${base}/read`);
  // What is all of several objects is one.
  expect(refused.map(({ reason }) => reason)).toEqual(
    keyword === "allOf" ? [] : ["its inputs are of several kinds, and a method's are of one"],
  );
});
