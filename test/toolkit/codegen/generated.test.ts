import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contract } from "../../../generated/operations.js";
import type { Version } from "../../../src/contract.js";
import { filesBelow } from "../../../src/toolkit/codegen/load.js";
import { everyOperation } from "../../helpers/every-operation.js";
import { diagnose } from "./compile.js";

const generated = join(import.meta.dirname, "../../../generated");
const versions: Record<string, Version> = contract.versions;
const operations = Object.values(versions).flatMap((version) =>
  Object.values(version.operations).flatMap((api) =>
    Object.values(api).map((operation) => ({ version, ...operation })),
  ),
);

const described = await everyOperation();

/** The schemas of what may have itself inside, and of what has such: they check, but are of no type that says what. */
function untypedIn(text: string): string[] {
  const constants = text.split(/^export const /m).slice(1);
  const nameOf = (constant: string): string => /^\w+/.exec(constant)?.[0] ?? "";
  const untyped = constants.filter((constant) => /^\w+: ZodMiniType/.test(constant)).map(nameOf);
  // Each comes after what it refers to.
  for (const constant of constants)
    if (untyped.some((name) => new RegExp(`\\b${name}\\b`).test(constant))) untyped.push(nameOf(constant));
  return untyped;
}

const literals = (names: readonly string[]): string =>
  names.length === 0 ? "never" : names.map((name) => JSON.stringify(name)).join(" | ");

describe("the schemas of what is sent", () => {
  it("give exactly their types, and take all of them", async () => {
    const files = (await filesBelow(generated)).filter((file) => file.endsWith(".schemas.ts"));
    const folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-verdicts-"));
    for (const [index, file] of files.entries()) {
      const path = `../../generated/${file.replace(".schemas.ts", "")}`;
      const all = Object.keys((await import(join(generated, file))) as object).filter((name) => name !== "compile");
      const untyped = untypedIn(await readFile(join(generated, file), "utf8"));
      const names = all.filter((name) => !untyped.includes(name));
      const text = `
        import type { Verdicts } from "../toolkit/codegen/verdicts.js";
        import type { components } from "${path}.js";
        import type * as schemas from "${path}.schemas.js";

        export const verdicts: Verdicts<Omit<typeof schemas, ${literals(untyped)}>, components["schemas"]> = {
          ${names.map((name) => `${name}: true`).join(", ")},
        };
      `;
      await writeFile(join(folder, `${index}.ts`), text);
    }
    const problems = await diagnose(
      folder,
      files.map((_, index) => `${index}.ts`),
    );
    await rm(folder, { recursive: true });
    expect([...problems]).toEqual([]);
    // What versions have alike is written once.
    const texts = await Promise.all(files.map((file) => readFile(join(generated, file), "utf8")));
    expect(new Set(texts).size).toBe(files.length);
  });

  it.each(described)("take undefined for whatever may be left out: $version $method", async (one) => {
    const [api = "", verb = ""] = one.method.split(".");
    const loaded = await versions[one.version]?.operations[api]?.[verb]?.schema();
    if (loaded === undefined) throw new Error("expected the operation in the table");
    const fields = Object.keys((loaded.def as { shape: object }).shape);
    const input = one.input(1);
    const missing = loaded.safeParse({});
    const required = missing.success ? [] : missing.error.issues.map(({ path }) => path[0]);
    expect(loaded.safeParse(input)).toMatchObject({ success: true });
    for (const field of fields) {
      const { success } = loaded.safeParse({ ...input, [field]: undefined });
      expect({ field, success }).toEqual({ field, success: !required.includes(field) });
    }
  });

  it("need no more of a custom property than its name and value", async () => {
    const { schema } = contract.versions["2026-03"].operations.marketingEvents.update;
    expect((await schema()).safeParse({ objectId: "1", customProperties: [{ name: "a", value: "b" }] }).success).toBe(
      true,
    );
    expect((await schema()).safeParse({ objectId: "1" }).success).toBe(true);
  });
});

describe("the operation table", () => {
  it("sends no more than what is documented, and 100 where nothing is", () => {
    for (const { batchSize, maxItems } of operations) {
      if (maxItems === undefined) expect(batchSize).toBe(100);
      else expect(batchSize).toBeLessThanOrEqual(maxItems);
    }
  });

  it.each(operations)("sends $method to $path", async ({ version, path, send }) => {
    const sent: { url: string; text: string }[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      sent.push({ url: request.url, text: await request.text() });
      return new Response("{}");
    };
    const client = version.createClient({ baseUrl: version.baseUrl, headers: {}, fetch, Request });
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => [name, "x"] as const);
    const init = { fetch, bodySerializer: () => "the body", params: { path: Object.fromEntries(names) } };
    expect((await send(client, { inputs: [] }, init)).response.status).toBe(200);
    const filled = path.replace(/\{[^}]+\}/g, "x");
    expect(sent).toEqual([{ url: `https://api.hubapi.com${filled}`, text: "the body" }]);
  });
});
