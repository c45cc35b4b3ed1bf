import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { load, loadAny } from "../../../src/toolkit/codegen/load.js";

let folder: string;

const fill = async (files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
};

beforeEach(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "../../.tmp-load-"));
});

afterEach(() => rm(folder, { recursive: true }));

it("of versions that are not named, nothing is read", async () => {
  await fill({ "v3/a.yaml": "{", "2026-03/a.yaml": "a: 1", "overlays/10-x.overlay.yaml": "a: 1" });
  const { contracts, overlays } = await loadAny(folder, ["2026-03"]);
  expect([contracts.map(({ version }) => version), overlays.length]).toEqual([["2026-03"], 1]);
  expect(await loadAny(folder, [])).toMatchObject({ contracts: [], overlays: [{ document: { a: 1 } }] });
});

it("contracts and overlays come sorted by their names, whatever their format", async () => {
  await fill({
    "v3/b.yaml": "a: 2026-03-30",
    "v3/a-b.json": '{ "a": 1 }',
    "2026-03/b.yml": "a: no",
    "overlays/20-x.overlay.yaml": "a: 2",
    "overlays/10-x.overlay.yaml": "a: 1",
    "README.md": "not for here",
  });
  expect(await load(folder)).toEqual({
    contracts: [
      { file: "2026-03/b.yml", version: "2026-03", api: "b", document: { a: "no" } },
      { file: "v3/a-b.json", version: "v3", api: "a-b", document: { a: 1 } },
      { file: "v3/b.yaml", version: "v3", api: "b", document: { a: "2026-03-30" } },
    ],
    overlays: [
      { file: "overlays/10-x.overlay.yaml", document: { a: 1 } },
      { file: "overlays/20-x.overlay.yaml", document: { a: 2 } },
    ],
  });
});

it.each<[string, Record<string, string>, RegExp]>([
  ["no YAML", { "v1/a.yaml": "a: [" }, /^v1\/a\.yaml#: [^\n]+$/],
  [
    "an API of the fetch client's name",
    { "v1/client.yaml": "a: 1" },
    /^v1\/client\.yaml#: expected another name than client/,
  ],
  ["a workbook", { "v1/a.yaml": "PK\u0003\u0004" }, /^v1\/a\.yaml#: is a zip archive/],
  ["a key twice", { "v1/a.yaml": "a: 1\na: 2" }, /^v1\/a\.yaml#: [^\n]*unique[^\n]*$/],
  [
    "a file that is neither contract nor overlay",
    { "notes.yaml": "" },
    /^notes\.yaml#: expected <version>\/<api>\.yaml or/,
  ],
  ["an overlay by another name", { "overlays/a.yaml": "" }, /^overlays\/a\.yaml#: expected <version>/],
  ["two files for one API", { "v1/a.yaml": "", "v1/a.yml": "" }, /^v1\/a\.yml#: v1\/a\.yaml describes the same API$/],
  ["nothing at all", {}, /#: no contracts$/],
])("%s is refused in one line", async (_, files, message) => {
  await fill(files);
  await expect(load(folder)).rejects.toMatchObject({ name: "ContractError", message: expect.stringMatching(message) });
});
