import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contract } from "../../../generated/operations.js";
import type { Version } from "../../../src/contract.js";
import { filesBelow } from "../../../src/toolkit/codegen/load.js";
import { diagnose, programOf } from "./compile.js";

const generated = join(import.meta.dirname, "../../../generated");
const versions: Record<string, Version> = contract.versions;
const operations = Object.values(versions).flatMap((version) =>
  Object.values(version.operations).flatMap((api) =>
    Object.values(api).map((operation) => ({ version, ...operation })),
  ),
);

describe("the schemas of what is sent", () => {
  it("give exactly their types, and take all of them", async () => {
    const files = (await filesBelow(generated)).filter((file) => file.endsWith(".schemas.ts"));
    const folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-verdicts-"));
    for (const [index, file] of files.entries()) {
      const path = `../../generated/${file.replace(".schemas.ts", "")}`;
      const names = Object.keys((await import(join(generated, file))) as object).filter((name) => name !== "compile");
      const text = `
        import type { Verdicts } from "../toolkit/codegen/verdicts.js";
        import type { components } from "${path}.js";
        import type * as schemas from "${path}.schemas.js";

        export const verdicts: Verdicts<typeof schemas, components["schemas"]> = {
          ${names.map((name) => `${name}: true`).join(", ")},
        };
      `;
      await writeFile(join(folder, `${index}.ts`), text);
    }
    const program = programOf(files.map((_, index) => join(folder, `${index}.ts`)));
    await rm(folder, { recursive: true });
    expect([...diagnose(program, folder)]).toEqual([]);
    // What versions have alike is written once.
    const texts = await Promise.all(files.map((file) => readFile(join(generated, file), "utf8")));
    expect(new Set(texts).size).toBe(files.length);
  });

  it.each(operations)(
    "take undefined for whatever $method at $path may leave out",
    async ({ method, schema, sample }) => {
      const end = { id: "9" };
      const ends = { from: { id: "7" }, to: method === "associations.archive" ? [end] : end, types: [] };
      const loaded = await schema();
      const fields = Object.keys((loaded.def as { shape: object }).shape);
      const known = Object.entries({
        ...(await sample()),
        ...ends,
        externalAccountId: "1",
        externalEventId: "2",
        id: "3",
      });
      const input = Object.fromEntries(known.filter(([field]) => fields.includes(field)));
      const missing = loaded.safeParse({});
      const required = missing.success ? [] : missing.error.issues.map(({ path }) => path[0]);
      expect(loaded.safeParse(input)).toMatchObject({ success: true });
      for (const field of fields) {
        const { success } = loaded.safeParse({ ...input, [field]: undefined });
        expect({ field, success }).toEqual({ field, success: !required.includes(field) });
      }
    },
  );

  it("need no more of a custom property than its name and value", async () => {
    const { schema } = contract.versions["2026-03"].operations.marketingEvents.update;
    expect((await schema()).safeParse({ objectId: "1", customProperties: [{ name: "a", value: "b" }] }).success).toBe(
      true,
    );
    expect((await schema()).safeParse({ objectId: "1" }).success).toBe(true);
  });
});

describe("the operation table", () => {
  it("has the same operations in every version", () => {
    expect(Object.keys(versions)).toContain("2026-09");
    const described = Object.values(versions).map(({ operations }) =>
      JSON.stringify(operations, (key, value: unknown) => (key === "path" ? undefined : value)),
    );
    expect(new Set(described).size).toBe(1);
  });

  it("has paths that differ between the versions in the version alone", () => {
    const templates = Object.values(versions).map(({ operations }) =>
      Object.values(operations)
        .flatMap((api) => Object.values(api))
        .map(({ path }) => path.replace(/\/(?:v\d|\d{4}-\d\d)(?=\/)/, "")),
    );
    expect(new Set(templates.map((paths) => paths.join("\n"))).size).toBe(1);
  });

  it("sends no more than what is documented, and 100 unless more is", () => {
    const above = operations.filter(({ batchSize }) => batchSize > 100);
    expect([...new Set(above.map(({ method }) => method))]).toEqual(["associations.create"]);
    for (const { batchSize, maxItems = batchSize } of operations) expect(batchSize).toBeLessThanOrEqual(maxItems);
    const unlimited = operations.filter(({ maxItems }) => maxItems === undefined).map(({ method }) => method);
    expect([...new Set(unlimited)]).toEqual([
      "associations.archive",
      "associations.createDefault",
      "marketingEvents.update",
      "marketingEvents.upsert",
    ]);
  });

  it.each(operations)("sends $method to $path", async ({ version, path, send }) => {
    const sent: { url: string; text: string }[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      sent.push({ url: request.url, text: await request.text() });
      return new Response("{}");
    };
    const client = version.createClient({ baseUrl: version.baseUrl, headers: {}, fetch, Request });
    const init = {
      fetch,
      bodySerializer: () => "the body",
      params: { path: { objectType: "x", fromObjectType: "x", toObjectType: "x" } },
    };
    expect((await send(client, { inputs: [] }, init)).response.status).toBe(200);
    const filled = path.replace(/\{[^}]+\}/g, "x");
    expect(sent).toEqual([{ url: `https://api.hubapi.com${filled}`, text: "the body" }]);
  });
});
