import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSandbox, type SandboxContract } from "../../../src/sandbox/sandbox.js";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { diagnose } from "./compile.js";
import { batch, contractOf, type JsonObject } from "./contracts.js";

/** What is a word of the language, a name of zod's or of a library's, or spelt like another but for its signs. */
const SCHEMAS = ["default", "string", "optional", "await", "compile", "RegExp", "A-b", "A_b", "A.b", "0b"];
const APIS = ["api-client", "client-options", "contract", "a-b", "ab", "versions"];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-names-"));
});

afterAll(() => rm(folder, { recursive: true }));

it("names of somebody's choosing give code that compiles, and works", async () => {
  const text: JsonObject = { type: "string" };
  const parts = SCHEMAS.map((name): [string, JsonObject] => [name, { $ref: `#/components/schemas/${name}` }]);
  const schemas: JsonObject = {
    ...Object.fromEntries(SCHEMAS.map((name) => [name, text])),
    Input: { type: "object", required: ["id"], properties: { id: text, ...Object.fromEntries(parts) } },
  };
  const contracts = ["v1", "v1-1", "v11"].flatMap((version) =>
    APIS.map((api, index) => contractOf({ version, api, schemas, batch: { ...batch, method: `a${index}.update` } })),
  );
  const files = await generate({ contracts, overlays: [] }, "../../src/contract.js");
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const sources = [...files.keys()].filter((path) => path.endsWith(".ts"));
  expect([...(await diagnose(folder, sources))]).toEqual([]);

  const { contract } = (await import(join(folder, "operations.ts"))) as { contract: SandboxContract };
  const { fetch, requests } = createSandbox({ contract });
  const headers = { authorization: "Bearer token" };
  const body = JSON.stringify({ inputs: [{ id: "1", default: "a", "A-b": "b", A_b: "c" }] });
  for (const api of APIS)
    await fetch(`https://api.example.com/v11/${api}/batch/update`, { method: "POST", headers, body });
  expect(requests.map(({ status }) => status)).toEqual(APIS.map(() => 200));
});
