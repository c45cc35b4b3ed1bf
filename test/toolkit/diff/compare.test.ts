import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import { type CompareOptions, compare } from "../../../src/toolkit/diff/compare.js";
import { publishedFrom, repaired } from "../../../src/toolkit/diff/source.js";
import type { Published } from "../../../src/toolkit/import/source.js";
import { shipped } from "../../helpers/shipped.js";
import { changed, description, type Endpoint, endpoint, inside } from "./descriptions.js";
import { matrix } from "./matrix.js";

const asPublished: CompareOptions = { repair: async (one) => one };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** What is said of the changes, without where. */
async function said(base: Endpoint[], revision: Endpoint[], options = asPublished): Promise<string[]> {
  const changes = await compare({ all: [description(...base)] }, { all: [description(...revision)] }, options);
  return changes.map(({ severity, audience, message }) => `${severity} | ${audience} | ${message}`);
}

/** An endpoint of its own path and schemas, so that many are compared at the price of one. */
function apart(one: Endpoint, index: number): Endpoint {
  const named = JSON.stringify(one).replaceAll("#/components/schemas/", `#/components/schemas/Own${index}`);
  // It is the same endpoint but for what its schemas are called.
  const { post, schemas } = JSON.parse(named) as Endpoint;
  const renamed = Object.entries(schemas).map(([name, schema]) => [`Own${index}${name}`, schema]);
  return {
    path: `/things/v1/${index}/batch/update`,
    post,
    schemas: Object.fromEntries(renamed) as Endpoint["schemas"],
  };
}

it("every change made by hand is told for what it is", async () => {
  expect(matrix.length).toBeGreaterThanOrEqual(25);
  const base = description(...matrix.map((_, index) => apart(endpoint(), index)));
  const revision = description(...matrix.map(([, change], index) => apart(changed(change), index)));
  const changes = await compare({ all: [base] }, { all: [revision] }, asPublished);
  for (const [index, [name, , ...expected]] of matrix.entries()) {
    const own = changes.filter(({ operation }) => operation === `POST /things/v1/${index}/batch/update`);
    const told = own.map(({ severity, audience, message }) => [severity, audience, message.replace(/Own\d+/g, "")]);
    expect([name, ...told]).toEqual([name, ...expected]);
    for (const { pointer } of own) expect(pointer).toMatch(/^\/(paths|components\/schemas)\//);
  }
});

const answers = ({ post }: Endpoint) => inside(post, "responses");
const harmless: [name: string, change: (endpoint: Endpoint) => void][] = [
  ["another version", (e) => void (e.path = "/crm/2026-03/things/batch/update")],
  [
    "prose",
    (e) => {
      e.schemas.Input["description"] = "Something else.";
      e.post["summary"] = "Does something else.";
      e.post["tags"] = ["Other"];
      e.post["operationId"] = "other";
      e.post["x-more"] = true;
      inside(e.schemas.Input, "properties", "id")["example"] = null;
      inside(e.schemas.Input, "properties", "id")["default"] = null;
    },
  ],
  [
    "order",
    (e) => {
      e.schemas.Input["required"] = ["name", "id"];
      e.schemas.Input["properties"] = Object.fromEntries(
        Object.entries(inside(e.schemas.Input, "properties")).reverse(),
      );
      inside(e.schemas.Input, "properties", "kind")["enum"] = ["small", "large"];
      e.post["responses"] = Object.fromEntries(Object.entries(answers(e)).reverse());
    },
  ],
  ["schemas of no batch operation", (e) => void (e.schemas["Other"] = { type: "object" })],
  [
    "any content instead of JSON",
    (e) => {
      for (const answer of Object.values(answers(e)) as JsonObject[]) {
        answer["content"] = { "*/*": inside(answer, "content", "application/json") };
      }
    },
  ],
  [
    "what OpenAPI takes for granted",
    (e) => {
      e.post["deprecated"] = false;
      e.post["parameters"] = [
        { name: "archived", in: "query", style: "form", explode: true, schema: { type: "boolean" } },
      ];
      inside(e.schemas.Input, "properties", "id")["nullable"] = false;
      e.schemas.Refusal["required"] = [];
    },
  ],
  [
    "a reference in an allOf",
    (e) => {
      inside(e.schemas.Batch, "properties", "inputs")["items"] = { allOf: [ref("Input")] };
    },
  ],
  [
    "null among the types instead of beside them",
    (e) => {
      inside(e.schemas.Result, "properties")["at"] = { type: ["string", "null"], format: "date-time" };
    },
  ],
  [
    "null in an anyOf",
    (e) => {
      inside(e.schemas.Result, "properties")["at"] = {
        anyOf: [{ type: "string", format: "date-time" }, { type: "null" }],
      };
    },
  ],
  [
    "the same scopes for other kinds of app, and keys and cookies",
    (e) => {
      const schemes = ["private_apps", "oauth2", "oauth2_legacy"].map((name) => ({ [name]: ["things.write"] }));
      e.post["security"] = [...schemes, { private_apps_legacy: [] }, { hapikey: [] }, { app_cookie: ["oauth"] }];
    },
  ],
];

it.each(harmless)("no change: %s", async (_, change) => {
  expect(await said([endpoint()], [changed(change)])).toEqual([]);
});

it("a newly required field that a repair lets be left out is said to be that", async () => {
  const contract = shipped.contracts.find(({ file }) => file === "v3/marketing-events.yaml");
  const before = JSON.parse(JSON.stringify(publishedFrom(contract!))) as Published;
  const value = inside(before.document, "components", "schemas", "PropertyValue");
  value["required"] = (value["required"] as Json[]).filter((name) => name !== "maskedSubstrings");
  const changes = await compare(
    { all: [before] },
    { all: [publishedFrom(contract!)] },
    { repair: async (one) => repaired(one, shipped).description },
  );
  const pointer = "/components/schemas/PropertyValue/required";
  const [update, upsert] = ["batch/update", "events/upsert"].map((end) => `POST /marketing/v3/marketing-events/${end}`);
  const message =
    "`maskedSubstrings` became required in inputs[].customProperties[]: callers who build full PropertyValues stop compiling; the `{ name, value }` form is unaffected";
  expect(changes).toEqual([
    { severity: "breaking", audience: "caller's types", pointer, operation: update, message },
    { severity: "breaking", audience: "caller's types", pointer, operation: upsert, message },
    {
      severity: "safe",
      audience: "what is read back",
      pointer,
      operation: upsert,
      message: "`maskedSubstrings` became required in results[].customProperties[]",
    },
  ]);
});

it("what a repair has said of answers before is no loss", async () => {
  const change = (e: Endpoint): void => {
    e.schemas.Result["required"] = [];
    inside(e.schemas.Result, "properties", "note")["nullable"] = true;
    delete inside(e.schemas.AnswerWithErrors, "properties")["errors"];
  };
  const repair = async (one: Published): Promise<Published> => {
    const { name, stem, document } = JSON.parse(JSON.stringify(one)) as Published;
    const { Result, Answer } = inside(document, "components", "schemas");
    (Result as JsonObject)["required"] = [];
    inside(Result as JsonObject, "properties", "note")["nullable"] = true;
    inside(Answer as JsonObject, "properties")["errors"] = { type: "array", items: ref("Problem") };
    inside(document, "components", "schemas", "AnswerWithErrors", "properties")["errors"] = {
      type: "array",
      items: ref("Problem"),
    };
    return { name, stem, document };
  };
  expect(await said([endpoint()], [changed(change)], { repair })).toEqual([
    "safe | what is read back | `createdAt` and `id` are no longer required in results[], as a repair has had it before",
    "safe | what is read back | `note` in results[] can be null, as a repair has had it before",
    "safe | what is read back | `errors` was removed from the answer, but a repair has it all the same",
  ]);
  // The errors of 207, withdrawn, are in 200 by a repair, and what it says of them is in both.
  const withdrawn = await said([endpoint()], [changed((e) => void delete answers(e)["207"])], { repair });
  expect(withdrawn).toEqual([
    "breaking | what is read back | the answer 207 is no longer described, and no other has `numErrors`",
  ]);
});

it("an endpoint is known again under another object's name", async () => {
  const named = (path: string): Endpoint => changed((e) => void (e.path = path));
  const [literal, parametric] = ["/crm/v3/objects/0-420/batch/update", "/crm/v3/objects/{objectType}/batch/update"];
  const asking = named(parametric);
  asking.post["parameters"] = [
    { name: "objectType", in: "path", required: true, schema: { type: "string" } },
    { name: "archived", in: "query", schema: { type: "boolean" } },
  ];
  expect(await said([named(literal)], [asking])).toEqual([
    `breaking | what is sent | it is sent to ${parametric}, no longer to ${literal}`,
    "breaking | caller's types | the path parameter `objectType` was added, and is required",
  ]);
});

it("a path's parameter under another name is a change to callers", async () => {
  const named = (name: string): Endpoint =>
    changed((e) => {
      e.path = `/crm/v1/things/{${name}}/batch/update`;
      e.post["parameters"] = [{ name, in: "path", required: true, schema: { type: "integer" } }];
    });
  const changes = await said([named("id")], [named("thingId")]);
  expect(changes.every((change) => change.startsWith("breaking | caller's types | the path parameter `"))).toBe(true);
  expect(changes).not.toEqual([]);
});

it("another server is a change to what is sent", async () => {
  const [base, revision] = [description(endpoint()), description(endpoint())];
  revision.document["servers"] = [{ url: "https://eu.example.com/" }];
  const changes = await compare({ all: [base] }, { all: [revision] }, asPublished);
  expect(changes).toEqual([
    {
      severity: "breaking",
      audience: "what is sent",
      pointer: "/servers",
      operation: "POST /crm/v1/things/batch/update",
      message: "it is sent to the server https://eu.example.com",
    },
  ]);
});

it("operations come and go", async () => {
  const other = apart(endpoint(), 1);
  expect(await said([endpoint()], [other])).toEqual([
    "breaking | caller's types | it was removed: its callers stop compiling",
    "safe | caller's types | it was added",
  ]);
});

it("what others publish beyond what is ours is no change to ours", async () => {
  const [ours, unrelated, more] = [endpoint(), apart(endpoint(), 1), apart(endpoint(), 2)];
  const published = description(ours, more);
  const own = { all: [description(ours), description(unrelated)], ours: true };
  expect(await compare(own, { all: [published] }, asPublished)).toEqual([]);
  expect(await compare({ all: [published] }, own, asPublished)).toEqual([]);
});

it("what one version has beyond another is a change", async () => {
  const [base, revision] = [description(endpoint()), description(endpoint(), apart(endpoint(), 1))];
  const changes = await compare({ all: [base], ours: true }, { all: [revision], ours: true }, asPublished);
  expect(changes.map(({ operation, message }) => [operation, message])).toEqual([
    ["POST /things/v1/1/batch/update", "it was added"],
  ]);
});

it("only operations with these endings are compared", async () => {
  expect(await said([endpoint()], [apart(endpoint(), 1)], { ...asPublished, endings: ["batch/archive"] })).toEqual([]);
});

it.each<[string, (endpoint: Endpoint) => void, string]>([
  [
    "a reference that leads nowhere",
    (e) => void delete e.schemas["Problem" as string],
    "things.json#/components/schemas/AnswerWithErrors/properties/errors/items: #/components/schemas/Problem leads nowhere",
  ],
  ["no batch operation", (e) => void delete e.post["requestBody"], "things.json#/paths: no batch operation"],
])("refused: %s", async (_, change, message) => {
  await expect(said([endpoint()], [changed(change)])).rejects.toThrow(message);
});

it("a schema within itself is compared once, and keeps nothing else from being compared", async () => {
  const circular = changed((e) => void (inside(e.schemas.Result, "properties")["parent"] = ref("Result")));
  expect(await said([endpoint()], [circular])).toEqual(["safe | what is read back | `parent` was added to results[]"]);
  expect(await said([circular], [circular])).toEqual([]);
});

it("what moved is gone and new as a whole, whatever else changed in it", async () => {
  const moved = changed((e) => {
    e.path += "s";
    e.post["parameters"] = [{ name: "archive", in: "query", schema: { type: "boolean" } }];
    inside(e.schemas.Result, "properties")["notes"] = { type: "string" };
  });
  const changes = await compare({ all: [description(endpoint())] }, { all: [description(moved)] }, asPublished);
  expect(changes.map(({ severity, operation }) => [severity, operation])).toEqual([
    ["breaking", `POST ${endpoint().path}`],
    ["safe", `POST ${moved.path}`],
  ]);
});

it("a description without any operation of ours is refused", async () => {
  const ours = { all: [description(endpoint())], ours: true };
  await expect(compare(ours, { all: [description(apart(endpoint(), 1))] }, asPublished)).rejects.toThrow(
    "things.json#/paths: no batch operation of ours",
  );
});

it("what is sent by PUT is compared as what is sent by POST, and called by its method", async () => {
  const lists = (sending: string, items: JsonObject) => {
    const content = { "application/json": { schema: { type: "array", items } } };
    const inputs = {
      "application/json": { schema: { type: "object", properties: { inputs: content["application/json"].schema } } },
    };
    const operation = { requestBody: { content: sending === "put" ? content : inputs }, responses: {} };
    const document = { openapi: "3.0.1", paths: { "/crm/v3/lists/{listId}/add": { [sending]: operation } } };
    return { all: [{ name: `${sending}.json`, stem: sending, document }] };
  };
  const [text, short] = [{ type: "string" }, { type: "string", maxLength: 9 }];
  const changes = await compare(lists("put", text), lists("put", short), asPublished);
  expect(changes).toMatchObject([{ operation: "PUT /crm/v3/lists/{listId}/add", severity: "breaking" }]);
  expect(changes[0]?.pointer).toMatch(/^\/paths\/~1crm~1v3~1lists~1\{listId\}~1add\/put\//);
  const moved = await compare(lists("put", text), lists("post", text), asPublished);
  expect(moved[0]).toMatchObject({ severity: "breaking", message: "it is sent by POST, no longer by PUT" });
});
