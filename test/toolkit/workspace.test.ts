import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Sources } from "../../src/toolkit/codegen/load.js";
import { workspaceOf } from "../../src/toolkit/workspace.js";
import { writeShipped } from "../helpers/shipped.js";
import { contractOf, overlayOf } from "./codegen/contracts.js";

it("what is lent has the name that it was written by, however it is packed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hubspot-batch-lent-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "v1"));
  await mkdir(join(folder, "overlays"));
  const overlay = overlayOf({ target: "$.info", update: { note: "x" } });
  await writeFile(join(folder, "v1/things.json"), JSON.stringify(contractOf().document));
  await writeFile(join(folder, "overlays/10-things.overlay.json"), JSON.stringify(overlay.document));
  const places = { openapi: join(folder, "none"), out: "generated", module: "hubspot-batch" };
  const { contracts, overlays } = await workspaceOf(places, { folder, choice: { file: "config.json" } }).sources();
  expect(contracts).toMatchObject([{ file: "v1/things.yaml", isLent: true }]);
  expect(overlays).toMatchObject([{ file: "overlays/10-things.overlay.yaml", isLent: true }]);
});

it("of what is lent none but what is of the account is chosen beside one's own, whoever chooses", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hubspot-batch-own-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [openapi, lent] = [join(folder, "own"), join(folder, "lent")];
  await writeShipped(openapi, (file) => file === "2026-03/lists.yaml");
  await writeShipped(lent, () => true);
  const places = { openapi, out: "generated", module: "hubspot-batch" };
  const workspace = workspaceOf(places, { folder: lent, choice: { operations: [], file: "config.json" } });
  const filesOf = ({ contracts }: Sources) => contracts.map(({ file }) => file);
  // As it is chosen to be generated, and of all that there is, where something is imported.
  expect(filesOf(await workspace.chosen())).toEqual(["2026-03/account.yaml", "2026-03/lists.yaml"]);
  expect(filesOf(workspace.choose(await workspace.sources()))).toEqual(filesOf(await workspace.chosen()));
});
