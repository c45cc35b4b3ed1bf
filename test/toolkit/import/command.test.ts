import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { bindClient } from "../../../src/client.js";
import { createSandbox, type SandboxContract } from "../../../src/sandbox/sandbox.js";
import { codegenWith } from "../../../src/toolkit/codegen/command.js";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { filesBelow } from "../../../src/toolkit/codegen/load.js";
import { importDescription } from "../../../src/toolkit/import/command.js";
import { type ImportCommand, importInto } from "../../../src/toolkit/import/run.js";
import { workspaceOf } from "../../../src/toolkit/workspace.js";
import { writeShipped } from "../../helpers/shipped.js";
import { diagnose } from "../codegen/compile.js";
import { type Told, told } from "../told.js";
import { pathsOf, robots } from "./published.js";

const root = join(import.meta.dirname, "../../..");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(root, "test/.tmp-import-"));
  // One version, and what others have of it: a program of all three takes the compiler three times as long.
  await writeShipped(join(folder, "openapi"), (file) => !/^(?:2026-03|2026-09)\//.test(file));
  const filter = (path: string) => !/\/(?:2026-03|2026-09)$/.test(path);
  await cp(join(root, "generated"), join(folder, "generated"), { recursive: true, filter });
});

afterAll(() => rm(folder, { recursive: true }));

const places = () => ({
  openapi: join(folder, "openapi"),
  out: join(folder, "generated"),
  module: "../../../src/contract.js",
});

/** Runs the command in the folder's own places. */
function spec(...args: string[]): Promise<Told> {
  const { openapi, out, module } = places();
  return told(importDescription, ...args, "--openapi", openapi, "--out", out, "--import", module);
}

async function fileOf(name: string, document: JsonObject): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(document));
  return join(folder, name);
}

async function contents(): Promise<Map<string, string>> {
  const files = (await filesBelow(folder)).filter((file) => /^(?:openapi|generated)\//.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return new Map(files.map((file, index) => [file, texts[index] ?? ""]));
}

const { "/crm/v3/objects/0-987/batch/update": update } = pathsOf() as Record<string, { post: JsonObject }>;
const described = (xBatch: JsonObject): JsonObject =>
  robots({ paths: { "/v3/batch/update": { post: { ...update?.post, "x-batch": xBatch } } } });

describe("a description that can't be used is one line, and changes nothing:", () => {
  it.each<[string, JsonObject, Partial<ImportCommand>, string]>([
    ["no description", { name: "a" }, {}, "bad.json#: is no OpenAPI document"],
    ["no batch operation", robots({ paths: {} }), {}, "bad.json#/paths: no batch operation"],
    [
      "a reference that leads nowhere",
      robots({ schemas: { RobotId: { $ref: "#/components/schemas/Lost" } } }),
      {},
      "bad.json#/components/schemas/RobotId/$ref: #/components/schemas/Lost leads nowhere",
    ],
    [
      "a schema without an end",
      robots(),
      { only: ["trees/batch/read"] },
      "bad.json#/paths/~1crm~1v3~1objects~10-987~1trees~1batch~1read/post: can't be served: v3/bad.yaml#/components/schemas/Tree: needs itself, without an end",
    ],
    [
      "an x-batch of fields that don't exist",
      described({ method: "bad.update", identity: ["number"] }),
      {},
      "v3/bad.yaml#/paths/~1v3~1batch~1update/post/x-batch/identity/0: number is no field of RobotInput",
    ],
    [
      "a method that another contract has",
      described({ method: "listings.update" }),
      {},
      "v3/listings.yaml#/paths/~1crm~1v3~1objects~10-420~1batch~1update/post/x-batch/method: listings.update is",
    ],
    [
      "another server",
      { ...robots(), servers: [{ url: "https://api.example.com/" }] },
      {},
      "bad.json#/servers/0/url: tokens would be sent to https://api.example.com: if they may, say --server https://api.example.com",
    ],
    [
      "another server than the version has",
      { ...robots(), servers: [{ url: "https://api.example.com" }] },
      { server: "https://api.example.com" },
      "/servers/0/url: the other contracts of v3 have",
    ],
    [
      "a server that anyone can read along with",
      { ...robots(), servers: [{ url: "http://api.hubapi.com" }] },
      {},
      "bad.json#/servers/0/url: expected an https URL",
    ],
    [
      "a server with a password",
      robots(),
      { server: "https://user:secret@api.hubapi.com" },
      "bad.json#/servers/0/url: expected an https URL without user",
    ],
    ["a version that is a path", robots(), { version: "../v3" }, "bad.json#/version: expected a version's name"],
    ["a name that is none", robots(), { api: "Robots" }, "bad.json#/api: expected lower-case words"],
  ])("%s", async (_, document, options, message) => {
    const before = await contents();
    const location = await fileOf("bad.json", document);
    const failure: unknown = await importInto({ location, ...options }, workspaceOf(places())).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: "ContractError", message: expect.stringContaining(message) });
    expect((failure as Error).message).not.toContain("\n");
    expect(await contents()).toEqual(before);
  });

  it.each([
    [["no-such-file.json"], "no-such-file.json#: can't be read: ENOENT"],
    [["a.json", "b.json"], "expected one file or URL"],
    [["a.json", "--al"], "Unknown option '--al'"],
  ])("%s: exit 2", async (args, message) => {
    const { code, stdout, stderr } = await spec(...args);
    expect({ code, stdout, lines: stderr.trim().split("\n").length }).toEqual({ code: 2, stdout: "", lines: 1 });
    expect(stderr).toContain(message);
  });
});

const USE = `
  import { bindClient } from "../../src/client.js";
  import { contract } from "./generated/operations.js";

  const createClient = bindClient(contract);
  type Options = Omit<Parameters<typeof createClient>[0], "apiVersion">;
  const inputs = ["1", "2", "3"].map((id) => ({ id, properties: { name: \`robot \${id}\` } }));
  const ids = inputs.map(({ id }) => ({ id }));
  const body = { properties: ["name"], propertiesWithHistory: [] };

  export const runs = (options: Options) => {
    const { robots } = createClient({ ...options, apiVersion: "v3" });
    return {
      create: () => robots.create(inputs.map(({ properties }) => ({ properties, builtAt: "soon" }))),
      update: () => robots.update(inputs),
      upsert: () => robots.upsert(inputs.map((input) => ({ ...input, idProperty: "serial" }))),
      read: () => robots.read(ids),
      readProperties: () => robots.read(ids, { body }),
      readByName: () => robots.read(ids, { body: { ...body, idProperty: "serial" } }),
      archive: () => robots.archive(ids),
      readSubscribers: () => robots.readSubscribers(ids, { query: { channel: true } }),
      updateParts: () => robots.updateParts(inputs, { path: { objectType: "arms" } }),
      createPairs: () =>
        robots.createRelations(
          ids.map((from) => ({ from, to: { id: "9" } })),
          { path: { fromObjectType: "robots", toObjectType: "people" } },
        ),
      createRates: () => robots.createRates(["EUR", "USD"].map((currency, rate) => ({ currency, rate }))),
    };
  };

  export const wrong = ({ robots }: ReturnType<typeof createClient<"v3">>) => [
    // @ts-expect-error the body has no such field
    robots.read(ids, { body: { ...body, archived: true } }),
    // @ts-expect-error an update's body has nothing beside its inputs
    robots.update(inputs, { body }),
  ];
`;

describe("a description with every oddity", () => {
  let stdout: string;

  beforeAll(async () => {
    const imported = await spec(await fileOf("robots.json", robots()));
    stdout = imported.stdout + imported.stderr;
    await writeFile(join(folder, "use.ts"), USE);
  });

  it("is told of on one page", () => {
    const titles = stdout.split("\n").filter((line) => /^\S.*:$/.test(line));
    expect(titles).toEqual([
      "v3/robots.yaml:",
      "Repaired by overlays:",
      "Inferred, to be confirmed by removing `inferred` from x-batch:",
      "Can't be served, and left out:",
    ]);
    expect(stdout).toContain("  robots.update  POST /crm/v3/objects/0-987/batch/update\n");
    expect(stdout).toMatch(
      /\n {2}\/crm\/v3\/objects\/0-987\/rates\/batch\/create .*\n {4}unsure: batchSize, match.*\n {4}likely: .*\n {4}sent: POST \/crm\/v3\/objects\/0-987\/rates\/batch\/create \{"inputs":\[\{.*\n {4}answered: \{"results":\[\{.*"rate":1/,
    );
    expect(stdout).toContain("  /crm/v3/objects/0-987/signed/batch/read: needs the header parameter signature\n");
  });

  it("is generated as it is when its contract is read again", async () => {
    const { openapi, out, module } = places();
    const args = ["--openapi", openapi, "--out", out, "--import", module];
    expect(await told(codegenWith(), ...args, "--check")).toMatchObject({ code: 0 });
  });

  it("becomes code that compiles, and refuses what is wrong", async () => {
    expect([...(await diagnose(folder, ["use.ts"]))]).toEqual([]);
  });

  it("becomes methods that work, with or without a bad record", async () => {
    const { contract } = (await import(join(folder, "generated/operations.ts"))) as { contract: SandboxContract };
    const { runs } = (await import(join(folder, "use.ts"))) as {
      runs: (options: Options) => Record<string, () => Promise<Report>>;
    };
    const faults = [
      { when: (input: object) => /robot 2|"2"|USD/.test(JSON.stringify(input)), answer: { status: 400 } },
    ] as const;
    // What is read must be there.
    const records = { robots: ["1", "2", "3"].map((id) => ({ id, properties: { serial: id } })) };
    for (const name of Object.keys(runs({ accessToken: "token" }))) {
      const healthy = createSandbox({ contract, records });
      const report = await runs({ accessToken: "token", fetch: healthy.fetch })[name]?.();
      expect({ name, ok: report?.ok }).toEqual({ name, ok: true });
      const faulty = createSandbox({ contract, records, faults });
      const { outcomes = [] } = (await runs({ accessToken: "token", fetch: faulty.fetch })[name]?.()) ?? {};
      const expected = outcomes.map((_, index) => (index === 1 ? "failed" : "succeeded"));
      expect({ name, outcomes: outcomes.map(({ status }) => status) }).toEqual({ name, outcomes: expected });
    }
  });

  it("sends what the body has beside its inputs", async () => {
    const { contract } = (await import(join(folder, "generated/operations.ts"))) as { contract: SandboxContract };
    const { runs } = (await import(join(folder, "use.ts"))) as {
      runs: (options: Options) => Record<string, () => Promise<Report>>;
    };
    const sandbox = createSandbox({ contract });
    const bodies: unknown[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return sandbox.fetch(url instanceof Request ? url : String(url), init);
    };
    await runs({ accessToken: "token", fetch })["readByName"]?.();
    const inputs = ["1", "2", "3"].map((id) => ({ id }));
    expect(bodies).toEqual([{ inputs, properties: ["name"], propertiesWithHistory: [], idProperty: "serial" }]);
  });
});

type Options = Omit<Parameters<ReturnType<typeof bindClient>>[0], "apiVersion">;
interface Report {
  readonly ok: boolean;
  readonly outcomes: readonly { readonly status: string }[];
}
