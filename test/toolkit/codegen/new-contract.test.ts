import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { bindClient } from "../../../src/client.js";
import { createSandbox, type SandboxContract } from "../../../src/sandbox/sandbox.js";
import type { Json } from "../../../src/toolkit/codegen/document.js";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { load } from "../../../src/toolkit/codegen/load.js";
import { write } from "../../../src/toolkit/codegen/output.js";
import { shipped, writeShipped } from "../../helpers/shipped.js";
import { diagnose } from "./compile.js";
import { batch, contractOf, type JsonObject } from "./contracts.js";

/** CRM operations that the package does not ship, over the schemas that HubSpot publishes for every CRM object. */
function contacts(listings: Json): Json {
  const { components, paths, ...rest } = structuredClone(listings) as Record<"components" | "paths", JsonObject>;
  const published = components["schemas"] as JsonObject;
  const [, item] = Object.entries(paths).find(([path]) => path.endsWith("/batch/update")) ?? [];
  const { post: update } = item as { post: JsonObject };
  const operation = (operationId: string, inputs: string, more: JsonObject): Json => ({
    post: {
      ...update,
      operationId,
      security: [{ oauth2: ["crm.objects.contacts.write"] }],
      requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${inputs}` } } } },
      ...more,
    },
  });
  return {
    ...rest,
    paths: {
      // Only the name is said here: how an update behaves, the overlays say of every CRM object.
      "/crm/v3/objects/contacts/batch/update": operation("update", "BatchInputSimplePublicObjectBatchInput", {
        "x-batch": { method: "contacts.update" },
      }),
      "/crm/v3/objects/contacts/batch/upsert": operation("upsert", "BatchInputSimplePublicObjectBatchInputUpsert", {
        summary: "Creates or updates contacts.",
        "x-batch": {
          method: "contacts.upsert",
          idempotent: true,
          identity: ["id", "idProperty"],
          recordId: ["id"],
          trace: "objectWriteTraceId",
          match: [{ trace: true }, { result: "properties[idProperty]", input: "id", when: "idProperty" }],
          errors: { ids: "id", objectWriteTraceId: "objectWriteTraceId" },
        },
      }),
      "/crm/v3/objects/{objectType}/batch/archive": operation("archive", "BatchInputSimplePublicObjectId", {
        parameters: [{ name: "objectType", in: "path", required: true, schema: { type: "string" } }],
        responses: { "204": { description: "Archived." } },
        "x-batch": {
          method: "objects.archive",
          idempotent: true,
          identity: ["id"],
          recordId: [],
          match: [],
          errors: { ids: "id" },
        },
      }),
    },
    components: {
      ...components,
      schemas: {
        ...published,
        SimplePublicObjectBatchInputUpsert: published["SimplePublicObjectBatchInput"] as Json,
        SimplePublicObjectId: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
        BatchInputSimplePublicObjectBatchInputUpsert: inputsOf("SimplePublicObjectBatchInputUpsert"),
        BatchInputSimplePublicObjectId: inputsOf("SimplePublicObjectId"),
      },
    },
  };
}

const inputsOf = (name: string): Json => ({
  type: "object",
  required: ["inputs"],
  properties: { inputs: { type: "array", items: { $ref: `#/components/schemas/${name}` } } },
});

/** A contract whose input changes from one version to the next, with a field of every kind that can be checked. */
const changing = (version: string, change: JsonObject): Json =>
  contractOf({
    version,
    api: "things",
    batch: { ...batch, method: "things.update" },
    schemas: {
      Input: {
        type: "object",
        required: ["id", ...Object.keys(change)],
        properties: {
          id: { type: "string" },
          at: { type: "string", format: "date-time" },
          kind: { type: "string", enum: ["A", "B"], nullable: true },
          level: { type: "integer", format: "int64", minimum: 1, default: 1 },
          ratio: { type: "number" },
          open: { type: "boolean" },
          tags: { type: "array", items: { type: "string" }, maxItems: 3 },
          labels: { type: "object", additionalProperties: { type: "integer" } },
          anything: { type: "object", properties: {} },
          either: { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Part" }] },
          part: { allOf: [{ $ref: "#/components/schemas/Part" }], nullable: true },
          ...change,
        },
      },
      Part: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 1 } } },
    },
  }).document;

const SOURCES = {
  "use.ts": `
    import { bindClient } from "../../src/client.js";
    import { contract } from "./generated/operations.js";

    export const createClient = bindClient(contract);
    type Options = Omit<Parameters<typeof createClient>[0], "apiVersion">;

    export const upsertContacts = (options: Options) => createClient({ ...options, apiVersion: "v3" })
      .contacts.upsert([
        { id: "ada@example.com", idProperty: "email", properties: { email: "ada@example.com" } },
        { id: "bob@example.com", idProperty: "email", properties: { email: "bob@example.com" } },
      ]);
    export const updateContacts = (options: Options) => createClient({ ...options, apiVersion: "v3" })
      .contacts.update([{ id: "1", properties: { firstname: "Ada" } }]);
    export const archive = (options: Options) => createClient({ ...options, apiVersion: "v3" })
      .objects.archive([{ id: "1" }, { id: "2" }], { path: { objectType: "contacts" } });
    export const updateThings = (options: Options) => ({
      v3: createClient({ ...options, apiVersion: "v3" }).things.update([{ id: "1", size: 5, kind: null }]),
      next: createClient({ ...options, apiVersion: "2026-09" }).things.update([{ id: "1", size: "L", part: null }]),
    });
  `,
  "verdicts.ts": `
    import type { Verdicts } from "../toolkit/codegen/verdicts.js";
    import type { components } from "./generated/v3/things.js";
    import type * as schemas from "./generated/v3/things.schemas.js";

    export const verdicts: Verdicts<typeof schemas, components["schemas"]> = { Input: true, Part: true };
  `,
} as const;

/** Each line alone must be refused, where it is marked. */
const WRONG = [
  [
    'createClient({ apiVersion: "v3" }).contacts.upsert([{ «id»: 1, properties: {} }]);',
    /^Type 'number' is not assignable to type 'string'\.$/,
  ],
  [
    'createClient({ apiVersion: "v3" }).contacts.upsert([{ id: "1", properties: {}, «nmae»: "a" }]);',
    /^Object literal may only specify known properties/,
  ],
  [
    'createClient({ apiVersion: "v3" }).things.update([{ id: "1", «size»: "L" }]);',
    /^Type 'string' is not assignable to type 'number'\.$/,
  ],
  [
    'createClient({ apiVersion: "2026-09" }).things.update([{ id: "1", «size»: 5 }]);',
    /^Type 'number' is not assignable to type 'string'\.$/,
  ],
  ['createClient({ apiVersion: "2026-09" }).«contacts»;', /^Property 'contacts' does not exist/],
  ['createClient({ «apiVersion»: "v9" });', /^Type '"v9"' is not assignable to type/],
  ['createClient({ apiVersion: "v3" }).objects.«archive»([{ id: "1" }]);', /^Expected 2 arguments, but got 1\.$/],
] as const;

describe("a contract that does not ship", () => {
  let folder: string;
  let problems: Map<string, string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-contract-"));
    const openapi = join(folder, "openapi");
    // These contacts are a contract of their own.
    await writeShipped(openapi, (file) => !/\/(?:objects|15-required\.overlay)\.yaml$/.test(file));
    const listings = shipped.contracts.find(({ file }) => file === "v3/listings.yaml");
    const added: Record<string, Json> = {
      "v3/contacts.json": contacts(listings?.document ?? null),
      "v3/things.json": changing("v3", { size: { type: "integer" } }),
      "2026-09/things.json": changing("2026-09", { size: { type: "string" } }),
    };
    // One version, one server.
    for (const document of Object.values(added))
      (document as JsonObject)["servers"] = [{ url: "https://api.hubapi.com" }];
    for (const [file, document] of Object.entries(added)) {
      await mkdir(dirname(join(openapi, file)), { recursive: true });
      await writeFile(join(openapi, file), JSON.stringify(document));
    }
    await write(await generate(await load(openapi), "../../../src/contract.js"), join(folder, "generated"));

    const sources: Record<string, string> = { ...SOURCES };
    for (const [index, [line]] of WRONG.entries()) {
      sources[`wrong-${index}.ts`] = `import { createClient } from "./use.js";\nvoid ${line.replace(/[«»]/g, "")}\n`;
    }
    for (const [file, text] of Object.entries(sources)) await writeFile(join(folder, file), text);
    problems = await diagnose(folder, Object.keys(sources));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("generates code that compiles, and types that its schemas equal", () => {
    const right = [...problems].filter(([file]) => !file.startsWith("wrong-"));
    expect(right).toEqual([]);
  });

  it.each(WRONG.map(([line, message], index) => ({ line, message, index })))(
    "refuses $line at the mark, in one line",
    ({ line, message, index }) => {
      const [, marked = ""] = /«(.+)»/.exec(line) ?? [];
      const column = `void ${line}`.indexOf("«") + 1;
      expect(problems.get(`wrong-${index}.ts`)).toEqual([expect.stringMatching(new RegExp(`^2:${column} `))]);
      const [problem = ""] = problems.get(`wrong-${index}.ts`) ?? [];
      expect(problem.replace(/^\S+ /, "")).toMatch(message);
      expect(problem, `${marked} is named in one line`).not.toContain("\n");
    },
  );

  it("gives the client methods that work", async () => {
    const { contract } = (await import(join(folder, "generated/operations.ts"))) as { contract: SandboxContract };
    const use = (await import(join(folder, "use.ts"))) as {
      upsertContacts: Use;
      updateContacts: Use;
      archive: Use;
      updateThings: (options: Options) => Record<"v3" | "next", ReturnType<Use>>;
    };
    const sandbox = createSandbox({ contract });
    const options = { accessToken: "token", fetch: sandbox.fetch };

    const upserted = await use.upsertContacts(options);
    expect(upserted).toMatchObject({ ok: true, counts: { total: 2, succeeded: 2 } });
    expect(sandbox.records("contacts")).toMatchObject([
      { properties: { email: "ada@example.com" } },
      { properties: { email: "bob@example.com" } },
    ]);
    expect(await use.updateContacts(options)).toMatchObject({ ok: true, counts: { succeeded: 1 } });
    expect(await use.archive(options)).toMatchObject({ ok: true, counts: { succeeded: 2 } });
    const things = use.updateThings(options);
    expect([await things.v3, await things.next]).toMatchObject([{ ok: true }, { ok: true }]);

    expect(sandbox.requests.map(({ path, written }) => [path, written.length])).toEqual([
      ["/crm/v3/objects/contacts/batch/upsert", 2],
      ["/crm/v3/objects/contacts/batch/update", 1],
      ["/crm/v3/objects/contacts/batch/archive", 2],
      ["/v3/things/batch/update", 1],
      ["/2026-09/things/batch/update", 1],
    ]);
  });
});

type Options = Omit<Parameters<ReturnType<typeof bindClient>>[0], "apiVersion">;
type Use = (options: Options) => Promise<{ ok: boolean; counts: object }>;
