import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { differences, write } from "../../../src/toolkit/codegen/output.js";
import { contractOf } from "./contracts.js";

let folder: string;
let out: string;

const found = async (...versions: string[]) =>
  (await differences(await filesOf(...versions), out)).map((line) => line.replace(out, "out"));
const filesOf = (...versions: string[]) =>
  generate({ contracts: versions.map((version) => contractOf({ version })), overlays: [] });

beforeEach(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-output-"));
  out = join(folder, "generated");
});

afterEach(() => rm(folder, { recursive: true }));

it("looking for differences writes nothing", async () => {
  expect(await found("v1")).toContain("missing out/operations.ts");
  expect(await readdir(folder)).toEqual([]);
});

it("what was just written is up to date", async () => {
  await write(await filesOf("v1"), out);
  expect(await found("v1")).toEqual([]);
});

it("a file that is missing, drifted or extra is named", async () => {
  await write(await filesOf("v1"), out);
  await appendFile(join(out, "operations.ts"), "// edited\n");
  await rm(join(out, "v1/client.ts"));
  await writeFile(join(out, "notes.txt"), "mine");
  expect(await found("v1")).toEqual(["extra out/notes.txt", "drifted out/operations.ts", "missing out/v1/client.ts"]);
});

it("what is no longer generated is removed, and nothing else", async () => {
  await write(await filesOf("v1", "v2"), out);
  await writeFile(join(out, "v2/notes.txt"), "mine");
  await write(await filesOf("v1"), out);
  expect(await readdir(join(out, "v2"))).toEqual(["notes.txt"]);
  expect(await readFile(join(out, "v2/notes.txt"), "utf8")).toBe("mine");
});
