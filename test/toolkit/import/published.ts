/** A description as HubSpot publishes them, with every oddity they are known for, in words of our own. */
import type { Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import type { Published } from "../../../src/toolkit/import/source.js";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const text: JsonObject = { type: "string", description: "Their words.", example: null };
const texts: JsonObject = { type: "array", items: text };
const map: JsonObject = { type: "object", additionalProperties: text, properties: {}, description: "Their words." };

/** Eighty scopes, each of which will do, and each again for the other kind of app. */
const scopes = Array.from({ length: 80 }, (_, index) => `crm.objects.kind${String(index).padStart(2, "0")}.write`);
const anyScope = ["private_apps", "oauth2"].flatMap((app) => scopes.map((scope) => ({ [app]: [scope] })));
const oneScope = [{ oauth2: ["crm.objects.robots.write"] }, { private_apps: ["crm.objects.robots.write"] }];

/** A body of a schema, as JSON or as anything at all. */
const bodyOf = (name: string, type = "application/json"): JsonObject => ({
  content: { [type]: { schema: ref(name), example: null } },
});

const refusal: JsonObject = { description: "", $ref: "#/components/responses/Error" };

/** What tells one operation from another. */
interface Operation {
  input: string;
  /** The answers' schemas by status. */
  answers?: Record<string, string | undefined>;
  type?: string;
  security?: JsonObject[];
  parameters?: JsonObject[];
}

function operation(
  path: string,
  { input, answers = {}, type, security = oneScope, parameters = [] }: Operation,
): JsonObject {
  const responses = Object.entries(answers).map(([status, name]): [string, Json] => [
    status,
    { description: "Their words.", ...(name !== undefined && bodyOf(name, type)) },
  ]);
  return {
    post: {
      tags: ["Batch"],
      summary: "Their words",
      description: "Their words.",
      operationId: `post-${path}_${path}`,
      parameters,
      requestBody: { ...bodyOf(input, type), required: true },
      responses: { ...Object.fromEntries(responses), default: refusal },
      security,
      "x-hubspot-rate-limit-exemptions": [],
    },
  };
}

const pathParameter = (name: string, type = "string"): JsonObject => ({
  name,
  in: "path",
  description: "Their words.",
  required: true,
  style: "simple",
  explode: false,
  schema: { type, example: null },
});

const queryParameter = (name: string, required: boolean): JsonObject => ({
  ...pathParameter(name, "boolean"),
  in: "query",
  required,
});

const objectOf = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  description: "Their words.",
  example: null,
  required,
  properties,
});
const inputsOf = (name: string, more: JsonObject = {}, ...required: string[]): JsonObject =>
  objectOf({ inputs: { type: "array", items: ref(name), example: null }, ...more }, "inputs", ...required);
const resultsOf = (items: JsonObject, more: JsonObject = {}): JsonObject =>
  objectOf({ results: { type: "array", items }, startedAt: text, completedAt: text, status: text, ...more }, "results");

/** Every operation of the description, by its path in version `v3`. */
export function pathsOf(): JsonObject {
  const records = { "200": "BatchResponseRobot", "207": "BatchResponseRobotWithErrors" };
  const base = "/crm/v3/objects/0-987";
  const pair = "/crm/v3/objects/0-987/relations/{fromObjectType}/{toObjectType}/batch";
  const ends = [pathParameter("fromObjectType"), pathParameter("toObjectType", "integer")];
  const described: Record<string, Operation> = {
    [`${base}/batch/read`]: {
      input: "BatchReadInputRobotId",
      answers: records,
      parameters: [queryParameter("archived", false)],
    },
    [`${base}/batch/create`]: {
      input: "BatchInputRobotForCreate",
      answers: { "201": "BatchResponseRobot" },
      type: "*/*",
    },
    [`${base}/batch/update`]: { input: "BatchInputRobot", answers: records },
    [`${base}/batch/upsert`]: { input: "BatchInputRobotUpsert", answers: records },
    // An archive that never succeeds, to judge by its answers.
    [`${base}/batch/archive`]: { input: "BatchInputRobotId" },
    "/crm/v3/objects/{objectType}/parts/batch/update": {
      input: "BatchInputRobot",
      answers: records,
      security: anyScope,
      parameters: [pathParameter("objectType")],
    },
    [`${pair}/create`]: { input: "BatchInputPair", answers: { "201": "BatchResponsePair" }, parameters: ends },
    [`${pair}/archive`]: { input: "BatchInputPair", answers: { "200": "BatchResponseVoid" }, parameters: ends },
    [`${base}/rates/batch/create`]: { input: "BatchInputRate", answers: { "201": "BatchResponseRate" } },
    [`${base}/subscribers/batch/read`]: {
      input: "BatchInputRobotId",
      answers: records,
      parameters: [queryParameter("channel", true)],
    },
    // What can't be served.
    [`${base}/texts/batch/read`]: { input: "BatchInputText", answers: records },
    [`${base}/anything/batch/update`]: { input: "BatchInputAnything", answers: records },
    [`${base}/signed/batch/read`]: {
      input: "BatchInputRobotId",
      answers: records,
      parameters: [{ ...queryParameter("signature", true), in: "header" }],
    },
    [`${base}/hooks/batch/update`]: {
      input: "BatchInputRobot",
      answers: records,
      security: [{ developer_hapikey: [] }],
    },
    [`${base}/trees/batch/read`]: { input: "BatchInputRobotId", answers: { "200": "BatchResponseTree" } },
    [`${base}/statuses/batch/read`]: { input: "BatchInputRobotId", answers: { "200": "BatchResponseStatus" } },
  };
  const batches = Object.entries(described).map(([path, one]): [string, Json] => [path, operation(path, one)]);
  const unrelated = Array.from({ length: 40 }, (_, index): [string, Json] => [
    `/crm/v3/objects/0-987/other${index}`,
    {
      ...operation(`other${index}`, { input: `Other${index}`, answers: { "200": `Other${index}` } }),
      get: {},
      "x-note": 1,
    },
  ]);
  return Object.fromEntries([...unrelated, ...batches].reverse());
}

function schemasOf(): JsonObject {
  const robot = {
    id: text,
    properties: map,
    createdAt: { type: "string", format: "date-time" },
    updatedAt: text,
    objectWriteTraceId: text,
  };
  const written = { id: text, properties: map, idProperty: text, objectWriteTraceId: text };
  const end = { id: text };
  const others = Array.from({ length: 40 }, (_, index): [string, Json] => [
    `Other${index}`,
    objectOf({ note: ref("Nowhere") }),
  ]);
  return {
    ...Object.fromEntries(others),
    BatchReadInputRobotId: inputsOf(
      "RobotId",
      { properties: texts, propertiesWithHistory: texts, idProperty: text },
      "properties",
      "propertiesWithHistory",
    ),
    BatchInputRobotForCreate: inputsOf("RobotForCreate"),
    BatchInputRobot: inputsOf("RobotInput"),
    BatchInputRobotUpsert: inputsOf("RobotUpsert"),
    BatchInputRobotId: inputsOf("RobotId"),
    BatchInputPair: inputsOf("Pair"),
    BatchInputRate: inputsOf("RateInput"),
    BatchInputText: objectOf({ inputs: texts }, "inputs"),
    BatchInputAnything: objectOf({ inputs: { type: "array", items: { type: "object", properties: {} } } }, "inputs"),
    BatchResponseRobot: resultsOf(ref("Robot"), {
      errors: { type: "array", items: ref("StandardError") },
      numErrors: { type: "integer", format: "int32" },
    }),
    BatchResponseRobotWithErrors: resultsOf(ref("Robot")),
    BatchResponsePair: resultsOf(ref("Labels")),
    BatchResponseRate: resultsOf(ref("Rate")),
    BatchResponseVoid: resultsOf({ type: "object", properties: {} }),
    BatchResponseTree: resultsOf(ref("Tree")),
    BatchResponseStatus: resultsOf(ref("Status")),
    RobotId: objectOf({ id: text }, "id"),
    // Required, though it may be left out; and a format that is none.
    RobotForCreate: objectOf(
      {
        properties: map,
        objectWriteTraceId: text,
        associations: { type: "array", items: ref("PublicAssociationsForObject"), example: null },
        builtAt: { ...text, format: "datetime" },
      },
      "properties",
      "associations",
    ),
    PublicAssociationsForObject: objectOf({ to: ref("RobotId"), types: texts }, "to", "types"),
    RobotInput: objectOf(written, "properties", "id"),
    RobotUpsert: objectOf(written, "properties", "id"),
    Robot: objectOf(robot, "updatedAt", "id", "createdAt", "properties"),
    Pair: objectOf(
      { from: { ...ref("End"), description: "Their words.", example: null }, to: ref("End"), types: texts },
      "from",
      "to",
    ),
    End: objectOf(end, "id"),
    Labels: objectOf({ fromObjectId: text, toObjectId: text, labels: texts }, "fromObjectId", "toObjectId"),
    RateInput: objectOf(
      { currency: text, rate: { type: "number", default: null }, effectiveAt: text },
      "currency",
      "rate",
    ),
    Rate: objectOf({ id: text, currency: text, rate: { type: "number" }, createdAt: text }, "id"),
    Tree: objectOf({ id: text, branches: { type: "array", items: ref("Tree") }, root: ref("Tree") }, "id", "root"),
    Status: objectOf({ status: text }),
    StandardError: objectOf(
      { category: text, message: text, context: { type: "object", additionalProperties: texts } },
      "category",
      "context",
      "message",
    ),
    Error: objectOf({ category: text, message: text, correlationId: { type: "string", format: "uuid" } }, "category"),
  };
}

/** The whole description; parts of it may be replaced. */
export function robots(parts: { paths?: JsonObject; schemas?: JsonObject; version?: string } = {}): JsonObject {
  const { version = "v3", paths = pathsOf(), schemas = {} } = parts;
  const document: JsonObject = {
    openapi: "3.0.1",
    info: {
      title: "CRM Robots",
      description: "Basepom",
      version,
      "x-hubspot-product-tier-requirements": { crm: "FREE" },
    },
    servers: [{ url: "https://api.hubapi.com" }],
    tags: [{ name: "Batch" }],
    paths,
    components: {
      schemas: { ...schemasOf(), ...schemas },
      responses: { Error: { description: "Their words.", ...bodyOf("Error", "*/*") } },
      securitySchemes: { oauth2: { type: "oauth2" }, private_apps: { type: "apiKey" } },
    },
    "x-hubspot-available-client-libraries": ["Node"],
  };
  return structuredClone(document);
}

/** The description as if it had been read. */
export const published = (document: JsonObject = robots()): Published => ({
  name: "robots.json",
  stem: "robots",
  document,
});
