/** A team's repository: what its configuration takes, what is written, and what the exit codes say. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configJsonSchema } from "../../../src/cli/teams/config.js";
import { chosenOf, extended } from "../../../src/toolkit/codegen/extend.js";
import type { Sources } from "../../../src/toolkit/codegen/load.js";
import { repair } from "../../../src/toolkit/codegen/repair.js";
import { shipped } from "../../helpers/shipped.js";
import { runCommand } from "../terminal.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-team-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const call = (...words: string[]) => runCommand(words, { cwd: folder });

const configure = (config: object) => writeFile(join(folder, "hubspot-batch.config.json"), JSON.stringify(config));

describe("of what the package has", () => {
  const none: Sources = { contracts: [], overlays: [] };
  const choice = { file: "config.json" };
  const methodsIn = (sources: Sources, version = "2026-03") =>
    repair(sources)
      .contracts.filter((contract) => contract.version === version)
      .flatMap(({ document }) => JSON.stringify(document).match(/"method":"[\w.]+"/g) ?? [])
      .map((text) => text.slice(10, -1));

  test("all is taken where nothing is chosen, and its contracts are one's own's equals", () => {
    const chosen = chosenOf(extended(none, shipped), choice);
    expect(chosen.contracts).toHaveLength(shipped.contracts.length);
    expect(repair(chosen).repairs.length).toBe(repair(shipped).repairs.length);
  });

  test("the operations that are named are taken, with what reads them back, of the versions that are named", () => {
    const chosen = chosenOf(extended(none, shipped), {
      ...choice,
      versions: ["2026-03"],
      operations: ["contacts.upsert", "listings"],
    });
    expect(new Set(chosen.contracts.map(({ version }) => version))).toEqual(new Set(["2026-03"]));
    expect(chosen.contracts.map(({ api }) => api)).toEqual(["account", "listings", "objects"]);
    const methods = methodsIn(chosen);
    expect(methods).toEqual(
      expect.arrayContaining(["objects.upsert", "objects.read", "listings.update", "listings.read"]),
    );
    expect(methods).not.toContain("objects.archive");
    const objects = repair(chosen).contracts.find(({ api }) => api === "objects")?.document;
    expect(objects).toMatchObject({ "x-objects": { apis: { contacts: "contacts" }, unique: { contacts: "email" } } });
    expect(JSON.stringify(objects)).not.toContain("line_items");
  });

  test("an overlay that has nothing to repair is no mistake; one of the team's own is", async () => {
    const chosen = chosenOf(extended(none, shipped), { ...choice, operations: ["properties"], versions: ["v3"] });
    expect(() => repair(chosen)).not.toThrow();
    const own = { contracts: [], overlays: shipped.overlays };
    expect(() => repair(chosenOf(extended(own, shipped), { ...choice, operations: ["properties"] }))).toThrow(
      "has expired",
    );
  });

  test("a contract of one's own stands for the package's", () => {
    const [first] = shipped.contracts;
    const own = { contracts: [{ ...first!, file: "mine.yaml" }], overlays: [] };
    const all = extended(own, shipped).contracts;
    expect(all).toHaveLength(shipped.contracts.length);
    expect(all.filter(({ version, api }) => version === first?.version && api === first.api)).toEqual(own.contracts);
  });

  test.each([
    [{ operations: ["contacts.upsrt"] }, "config.json#/operations/0: contacts.upsrt is no operation, and no API"],
    [{ versions: ["2026-03", "v4"] }, "config.json#/versions/1: there is no version v4"],
  ])("a name that there is not is refused: %o", (wrong, message) => {
    expect(() => chosenOf(extended(none, shipped), { ...choice, ...wrong })).toThrow(message);
  });
});

test("code is written, is up to date then, and is said to have drifted when it has", async () => {
  await configure({ extends: "hubspot-batch", versions: ["2026-03"], operations: ["properties.archive"], out: "code" });
  expect(await call("generate", "--check")).toMatchObject({ code: 1, err: expect.stringContaining("missing ") });
  expect(await readdir(folder)).toEqual(["hubspot-batch.config.json"]);
  expect(await call("generate")).toMatchObject({ code: 0 });
  expect(await call("generate", "--check")).toMatchObject({ code: 0 });
  const table = join(folder, "code", "operations.ts");
  const text = await readFile(table, "utf8");
  expect(text).toContain("// Generated from the contracts by `npx hubspot-batch generate`: do not edit.");
  expect(text).toContain('from "hubspot-batch"');
  await writeFile(table, `${text}\n`);
  const { code, err } = await call("generate", "--check");
  expect(code).toBe(1);
  expect(err).toMatch(/drifted .*operations\.ts\nRun `npx hubspot-batch generate`, and commit what it changes\./);
});

test.each([
  ["{", "can't be read"],
  ['{"extends":"other"}', "hubspot-batch.config.json#/extends: "],
  ['{"outt":"code"}', "outt"],
  ['{"extends":"hubspot-batch","operations":["contact"]}', "#/operations/0: contact is no operation, and no API"],
])("a configuration that can't be used is one line: %s", async (text, message) => {
  await writeFile(join(folder, "hubspot-batch.config.json"), text);
  const { code, err } = await call("generate");
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err.trimEnd()).not.toContain("\n");
  expect(await readdir(folder)).toEqual(["hubspot-batch.config.json"]);
});

test("without a contract, and without a configuration, there is nothing to write", async () => {
  expect(await call("generate")).toMatchObject({ code: 2, err: expect.stringContaining("no contracts") });
});

test("two versions of the package are compared, as its contracts are", async () => {
  const { code, out } = await call("diff", "2026-03", "2026-03", "--format", "markdown");
  expect(code).toBe(0);
  expect(out).not.toBe("");
  expect(await call("diff", "2026-03", "nowhere.yaml")).toMatchObject({ code: 2 });
});

test("a description that is none, and none at all, can't be checked", async () => {
  await writeFile(join(folder, "a.json"), "{}");
  expect(await call("check", join(folder, "a.json"))).toMatchObject({ code: 2 });
  expect(await call("check")).toMatchObject({ code: 2, err: expect.stringContaining("--all") });
});

describe("a portal's types", () => {
  const email = { name: "email", type: "string", fieldType: "text", label: "Email" };

  test("are written of what is kept, checked, and never over a file that is not theirs", async () => {
    await configure({ types: { out: "portal.ts", definitions: "kept" } });
    await mkdir(join(folder, "kept"));
    await writeFile(join(folder, "kept", "contacts.json"), JSON.stringify({ results: [email] }));
    expect(await call("types", "contacts", "--check")).toMatchObject({
      code: 1,
      err: expect.stringContaining("missing portal.ts"),
    });
    expect(await call("types", "contacts")).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, "portal.ts"), "utf8")).toContain("export interface ContactProperties");
    expect(await call("types", "contacts", "--check")).toMatchObject({ code: 0 });
    await writeFile(
      join(folder, "kept", "contacts.json"),
      JSON.stringify({ results: [email, { ...email, name: "erp" }] }),
    );
    expect(await call("types", "contacts", "--check")).toMatchObject({
      code: 1,
      err: expect.stringContaining("drifted portal.ts"),
    });
    await writeFile(join(folder, "portal.ts"), "my own");
    expect(await call("types", "contacts")).toMatchObject({ code: 2 });
    expect(await readFile(join(folder, "portal.ts"), "utf8")).toBe("my own");
  });

  test("need a token where HubSpot is asked, and names that are some", async () => {
    expect(await call("types", "contacts")).toMatchObject({
      code: 4,
      err: expect.stringContaining("HUBSPOT_ACCESS_TOKEN"),
    });
    expect(await call("types", "../contacts")).toMatchObject({ code: 2 });
  });
});

test("what a description has that could steer a terminal is written out", async () => {
  const described = (required: readonly string[]) => {
    const rows = {
      type: "array",
      items: { type: "object", required, properties: { "na\u001b[31mme": { type: "string" } } },
    };
    const body = { type: "object", properties: { inputs: rows } };
    const post = {
      requestBody: { content: { "application/json": { schema: body } } },
      responses: { "200": { description: "Written" } },
    };
    return JSON.stringify({
      openapi: "3.0.1",
      info: { title: "Things", version: "v3" },
      paths: { "/crm/v3/thi\u001b]0;t\u0007ngs/batch/create": { post } },
    });
  };
  await writeFile(join(folder, "old.json"), described([]));
  await writeFile(join(folder, "new.json"), described(["na\u001b[31mme"]));
  for (const format of ["text", "markdown", "json"]) {
    const { code, out, err } = await call(
      "diff",
      join(folder, "old.json"),
      join(folder, "new.json"),
      "--format",
      format,
    );
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain("na\\u001b[31mme");
    expect(out.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  }
});

test("the schema of a configuration says what each part is", () => {
  const { properties, additionalProperties } = configJsonSchema() as {
    properties: Record<string, { description?: string }>;
    additionalProperties: boolean;
  };
  expect(additionalProperties).toBe(false);
  for (const [name, { description }] of Object.entries(properties))
    if (name !== "$schema") expect(description, name).toMatch(/\.$/);
});

test("a configuration is found by the path that is given, from the root too", async () => {
  await writeFile(join(folder, "team.json"), '{ "out": 1 }');
  for (const path of ["team.json", join(folder, "team.json")]) {
    const { code, err } = await call("generate", "--check", "--config", path);
    expect([code, err]).toEqual([2, expect.stringContaining(`${path}#/out: `)]);
  }
});
