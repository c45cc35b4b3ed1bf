import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/toolkit/codegen/document.js";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { filesBelow } from "../../../src/toolkit/codegen/load.js";
import { shipped } from "../../helpers/shipped.js";
import { batch, contractOf, type Described, type JsonObject } from "./contracts.js";

const generated = (...described: Described[]) => generate({ contracts: described.map(contractOf), overlays: [] });

describe("what is generated", () => {
  it("is the same in every run, with one kind of line end, and whatever the order of what a contract says", async () => {
    const reversed = (value: Json): Json =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                // The order of rules and of pairs is what they say.
                .map(([key, child]) => [key, key === "x-batch" ? child : reversed(child)]),
            )
          : value;
    const contracts = shipped.contracts.map((contract) => ({ ...contract, document: reversed(contract.document) }));
    const files = await generate({ ...shipped, contracts });
    // What is committed is of another run; that it is of contracts as they are, `npm run codegen:check` asks.
    expect([...files.keys()].sort()).toEqual(await filesBelow("generated"));
    for (const [path, text] of files) {
      expect(await readFile(join("generated", path), "utf8"), path).toBe(text);
      expect(text).not.toContain("\r");
    }
  });

  it("says in its first lines that it is not to be edited", async () => {
    for (const text of (await generated({})).values()) expect(text.split("\n", 2).join()).toContain("do not edit");
  });

  it("imports the contract's type from where it is told to", async () => {
    const files = await generate({ contracts: [contractOf()], overlays: [] }, "hubspot-batch");
    expect(files.get("operations.ts")).toContain('import type { Contract } from "hubspot-batch";');
  });

  it("has no examples of null", async () => {
    const files = await generated({
      schemas: { Input: { type: "object", properties: { id: { type: "string", example: null } }, example: null } },
    });
    expect(files.get("v1/things.ts")).not.toContain("example");
  });

  it("leaves out schemas and samples where a contract has no batch operation", async () => {
    const files = await generated({ batch: undefined, schemas: { Batch: { type: "object" } } });
    expect([...files.keys()]).toEqual([
      "v1/things.ts",
      "v1/things.openapi.json",
      "v1/client.ts",
      "v1/loaders.ts",
      "operations.ts",
      "lazy.ts",
      "repairs.json",
      "README.md",
    ]);
    // An import that nothing uses is an error to many a compiler.
    expect(files.get("operations.ts")).not.toContain("components");
  });

  it("marks an operation whose success has no body, and gives it no sample", async () => {
    const described = { ...batch, recordId: [], match: [] };
    const files = await generated({ batch: described, post: { responses: { "204": { description: "Gone." } } } });
    expect(files.get("v1/things.operations.ts")).toContain("noContent: true");
    expect(files.get("v1/things.operations.ts")).toContain("sample: () => Promise.resolve(undefined)");
  });

  it("takes what import has guessed for what it says", async () => {
    const guessed = await generated({ batch: { ...batch, inferred: true } });
    expect([...guessed]).toEqual([...(await generated({}))]);
  });

  it("offers what a body has beside its inputs, and finds inputs by it", async () => {
    const files = await generated({
      batch: { ...batch, match: [{ result: "id[key]", input: "id", when: "key" }] },
      schemas: {
        Batch: {
          type: "object",
          required: ["inputs", "fields"],
          properties: {
            inputs: { type: "array", items: ref("Input") },
            fields: { type: "array", items: { type: "string" } },
            key: { type: "string" },
          },
        },
      },
    });
    expect(files.get("v1/things.operations.ts")).toContain('body: { fields: "required", key: "optional" },');
    expect(files.get("v1/things.operations.ts")).toContain('body: Omit<components["schemas"]["Batch"], "inputs">;');
  });

  it("knows fields within fields", async () => {
    const inner = properties({ id: { type: "string" } });
    const described = { ...batch, identity: ["from.id"], match: [{ echo: ["from.id"] }], errors: {} };
    const schemas = {
      Input: properties({ from: ref("End") }),
      Result: properties({ id: inner, from: ref("End") }),
      End: inner,
    };
    await expect(generated({ batch: described, schemas })).resolves.toBeDefined();
    await expect(generated({ batch: { ...described, identity: ["from.key"] }, schemas })).rejects.toThrow(
      "from.key is no field of Input",
    );
  });

  it("says how many scopes will do where they are many", async () => {
    const security = ["a", "b", "c", "d", "e"].map((scope) => ({ oauth2: [scope] }));
    expect((await generated({ post: { security } })).get("v1/things.operations.ts")).toContain("needs one of 5 scopes");
    expect((await generated({ post: { security: security.slice(3) } })).get("v1/things.operations.ts")).toContain(
      "needs one of `d`, `e`",
    );
  });

  it("follows references to bodies", async () => {
    const contract = contractOf();
    const { paths, components } = contract.document as Record<"paths" | "components", JsonObject>;
    const [[path, item]] = Object.entries(paths) as [[string, { post: JsonObject }]];
    const { requestBody, responses } = item.post as { requestBody: Json; responses: { 200: Json } };
    const document = {
      ...(contract.document as JsonObject),
      paths: {
        [path]: {
          post: {
            ...item.post,
            requestBody: { $ref: "#/components/requestBodies/Things" },
            responses: { "200": { $ref: "#/components/responses/Things" } },
          },
        },
      },
      components: { ...components, requestBodies: { Things: requestBody }, responses: { Things: responses[200] } },
    };
    const files = await generate({ contracts: [{ ...contract, document }], overlays: [] });
    const own = "v1/things.operations.ts";
    expect(files.get(own)).toBe((await generated({})).get(own));
  });

  it("takes the version's dates without a word", async () => {
    const contract = contractOf();
    const dated = { released: "2026-03-30", supportedUntil: "2027-09-30" };
    const document = { ...(contract.document as JsonObject), "x-version": dated };
    await expect(generate({ contracts: [{ ...contract, document }], overlays: [] })).resolves.toBeDefined();
  });
});

const xBatch = "/paths/~1v1~1things~1batch~1update/post/x-batch";
const schemas = "/components/schemas";
const properties = (of: JsonObject): JsonObject => ({ type: "object", properties: of });
const ref = (name: string): JsonObject => ({ $ref: `#${schemas}/${name}` });

describe("a contract that can't be used is one line with its file and place:", () => {
  const text = { type: "string" };
  it.each<[string, Described, string]>([
    ["no x-batch", { batch: undefined }, "/post: takes inputs but has no x-batch"],
    [
      "a read that is not said to be one",
      { path: "/v1/things/batch/read" },
      "~1read/post/x-batch: expected `reads: true`",
    ],
    ["a method without an api", { batch: { ...batch, method: "update" } }, `${xBatch}/method: expected \`api.verb\``],
    ["a method in the client's own name", { batch: { ...batch, method: "api.get" } }, `${xBatch}/method: expected`],
    [
      "a method of a member of the client",
      { batch: { ...batch, method: "preload.get" } },
      `${xBatch}/method: expected`,
    ],
    ["a method of an option's name", { batch: { ...batch, method: "default.get" } }, `${xBatch}/method: expected`],
    ["a misspelt key", { batch: { ...batch, indentity: [] } }, `${xBatch}: Unrecognized key`],
    ["a rule of no kind", { batch: { ...batch, match: [{ by: "id" }] } }, `${xBatch}/match/0: expected { trace }`],
    [
      "an identity of no field",
      { batch: { ...batch, identity: ["key"] } },
      `${xBatch}/identity/0: key is no field of Input`,
    ],
    [
      "a record id of no field",
      { batch: { ...batch, recordId: ["key"] } },
      `${xBatch}/recordId/0: key is no field of Result`,
    ],
    [
      "an error's key for no field",
      { batch: { ...batch, errors: { ids: "key" } } },
      `${xBatch}/errors/ids: key is no field`,
    ],
    ["a trace in no field", { batch: { ...batch, trace: "key" } }, `${xBatch}/trace: key is no field of Input`],
    [
      "a match by a trace there is not",
      { batch: { ...batch, match: [{ trace: true }] } },
      `${xBatch}/match/0: there is no trace`,
    ],
    [
      "a match by no field of the result",
      { batch: { ...batch, match: [{ result: "key", input: "id" }] } },
      `${xBatch}/match/0/result: key is no field of Result`,
    ],
    [
      "a match by no field of the input",
      { batch: { ...batch, match: [{ result: "id", input: "key" }] } },
      `${xBatch}/match/0/input: key is no field of Input`,
    ],
    [
      "a match on condition of no field",
      { batch: { ...batch, match: [{ result: "id", input: "id", when: "key" }] } },
      `${xBatch}/match/0/when: key is no field of Input`,
    ],
    [
      "a lookup by no field",
      { batch: { ...batch, match: [{ result: "note[key]", input: "id" }] } },
      `${xBatch}/match/0/result: key is no field of Input`,
    ],
    [
      "two echoes",
      { batch: { ...batch, match: [{ echo: ["id"] }, { echo: ["id"] }] } },
      `${xBatch}/match: expected at most one`,
    ],
    [
      "an echo of no field",
      { batch: { ...batch, match: [{ echo: ["id", "key"] }] } },
      `${xBatch}/match/0/echo/1: key is no`,
    ],
    [
      "an undeclared field that is declared",
      { batch: { ...batch, undeclared: ["id"] } },
      `${xBatch}/undeclared/0: id is declared`,
    ],
    [
      "no size of a batch",
      { batch: { ...batch, batchSize: undefined } as unknown as JsonObject },
      `${xBatch}/batchSize: is missing, and there is no maxItems`,
    ],
    [
      "a batch beyond the maximum",
      { schemas: { Batch: properties({ inputs: { type: "array", maxItems: 5, items: ref("Input") } }) } },
      `${xBatch}/batchSize: is more than maxItems, 5`,
    ],
    [
      "no array of inputs",
      { schemas: { Batch: properties({ id: text }) } },
      "/requestBody: expected an array of inputs",
    ],
    [
      "inputs without a name",
      { schemas: { Batch: properties({ inputs: { type: "array", items: { type: "object" } } }) } },
      "/requestBody: expected inputs of a named schema",
    ],
    ["no results", { schemas: { Answer: properties({ id: text }) } }, "/responses: expected an array of results"],
    [
      "an answer that is no JSON",
      { post: { responses: { "200": { description: "Done.", content: { "text/html": { schema: text } } } } } },
      "/responses: expected an array of results of a named schema, in JSON",
    ],
    [
      "a dangling reference",
      { schemas: { Input: properties({ id: ref("Nothing") }) } },
      `${schemas}/Input/properties/id/$ref: #${schemas}/Nothing leads nowhere`,
    ],
    [
      "a reference with a broken escape",
      { schemas: { Input: properties({ id: { $ref: `#${schemas}/%E0%A4` } }) } },
      `${schemas}/Input/properties/id/$ref: #${schemas}/%E0%A4 leads nowhere`,
    ],
    [
      "a reference that is no text",
      { schemas: { Input: properties({ id: { $ref: 42 } }) } },
      `${schemas}/Input/properties/id/$ref: Invalid input`,
    ],
    ["a schema's name with signs in it", { schemas: { "A b": text } }, `${schemas}/A b: expected a name of letters`],
    [
      "a schema's name that no object has",
      { schemas: JSON.parse('{ "__proto__": { "type": "string" } }') as JsonObject },
      `${schemas}/__proto__: expected a name of letters`,
    ],
    [
      "a reference to another file",
      { schemas: { Input: properties({ id: { $ref: "other.yaml#/Id" } }) } },
      `${schemas}/Input/properties/id/$ref: other.yaml#/Id leads nowhere`,
    ],
    [
      "an input that needs itself",
      {
        schemas: {
          Input: { ...properties({ id: text, parent: ref("Parent") }), required: ["parent"] },
          Parent: { ...properties({ child: { allOf: [ref("Input")] } }), required: ["child"] },
        },
      },
      `${schemas}/Input: needs itself, without an end: Input → Parent → Input`,
    ],
    [
      "a result that needs itself",
      { schemas: { Result: { ...properties({ id: text, parent: ref("Result") }), required: ["parent"] } } },
      `${schemas}/Result: needs itself, without an end: Result → Result`,
    ],
  ])("%s", async (_, described, message) => {
    const failure: unknown = await generated(described).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "ContractError", message: expect.stringContaining(message) });
    expect(String((failure as Error).message)).toMatch(/^v1\/things\.yaml#[^\n]*$/);
  });

  it("two operations of one name", async () => {
    await expect(generated({}, { api: "stuff" })).rejects.toThrow(
      "v1/stuff.yaml#/paths/~1v1~1stuff~1batch~1update/post/x-batch/method: things.update is /v1/things/batch/update of v1/things.yaml already",
    );
  });

  it("an API of two contracts, which would have to be loaded from both", async () => {
    await expect(generated({}, { api: "stuff", batch: { ...batch, method: "things.archive" } })).rejects.toThrow(
      "v1/stuff.yaml#/paths/~1v1~1stuff~1batch~1update/post/x-batch/method: things is of v1/things.yaml already",
    );
  });

  it.each<[string, JsonObject, string]>([
    [
      "of a parameter that its paths lack",
      { parameter: "kind", apis: {} },
      "/parameter: /v1/{type}/batch/update has no",
    ],
    ["of its own name", { parameter: "type", apis: { things: "a" } }, "/apis/things: things is the API itself"],
    ["whose value is no part of a path", { parameter: "type", apis: { people: "a/b" } }, "/apis/people: Invalid"],
    ["of no name", { parameter: "type", apis: { "a-b": "a" } }, "/apis"],
  ])("named objects %s", async (_, objects, message) => {
    const contract = contractOf({ path: "/v1/{type}/batch/update" });
    const document = { ...(contract.document as JsonObject), "x-objects": objects };
    await expect(generate({ contracts: [{ ...contract, document }], overlays: [] })).rejects.toThrow(
      `v1/things.yaml#/x-objects${message}`,
    );
  });

  it("two servers for one version", async () => {
    const other = contractOf({ api: "stuff", batch: { ...batch, method: "stuff.update" } });
    (other.document as JsonObject)["servers"] = [{ url: "https://other.example.com" }];
    await expect(generate({ contracts: [contractOf(), other], overlays: [] })).rejects.toThrow(
      "v1/stuff.yaml#/servers/0/url: the other contracts of v1 have https://api.example.com",
    );
  });

  it("another OpenAPI", async () => {
    const contract = contractOf();
    const document = { ...(contract.document as JsonObject), openapi: "3.1.0" };
    await expect(generate({ contracts: [{ ...contract, document }], overlays: [] })).rejects.toThrow(
      "v1/things.yaml#/openapi: expected OpenAPI 3.0",
    );
  });
});
