import { existsSync, readdirSync, readFileSync } from "node:fs";
import { link, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWhole, type Disk } from "../../../src/cli/runs/whole-file.js";
import { createFolder } from "../folder.js";

/** A disk that makes and writes a file in two steps, between which anybody may look. */
function watched(seen: () => void, linkTo: Disk["link"] = link): Disk {
  const after = async (step: Promise<unknown>) => {
    await step;
    seen();
  };
  return {
    async write(path, text) {
      await after(writeFile(path, "", { flag: "wx" }));
      await after(writeFile(path, text));
    },
    link: (path, name) => after(linkTo(path, name)),
    remove: (path) => after(unlink(path)),
  };
}

const noLinks = () => Promise.reject(Object.assign(new Error("no links"), { code: "EPERM" }));

test("whenever it is looked at, it is not there or whole, and nothing else is left", async () => {
  const folder = createFolder();
  const path = join(folder, "lock");
  const seen: (string | undefined)[] = [];
  const disk = watched(() => seen.push(existsSync(path) ? readFileSync(path, "utf8") : undefined));
  await createWhole(path, "mine", "a", disk);
  expect(seen).toEqual([undefined, undefined, "mine", "mine"]);
  expect(readdirSync(folder)).toEqual(["lock"]);
});

describe.each([
  ["a disk", undefined],
  ["a disk without links", watched(() => {}, noLinks)],
] as const)("on %s", (_, disk) => {
  test("it is made, and one that is there stays as it is", async () => {
    const folder = createFolder();
    const path = join(folder, "lock");
    await createWhole(path, "mine", "a", disk);
    await expect(createWhole(path, "another's", "b", disk)).rejects.toMatchObject({ code: "EEXIST" });
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["lock"], "mine"]);
  });
});

test("a full disk is told, and no half of it is left", async () => {
  const folder = createFolder();
  const write: Disk["write"] = async (path) => {
    await writeFile(path, "mi", { flag: "wx" });
    throw Object.assign(new Error("no space"), { code: "ENOSPC" });
  };
  const full = { ...watched(() => {}), write };
  await expect(createWhole(join(folder, "lock"), "mine", "a", full)).rejects.toMatchObject({ code: "ENOSPC" });
  expect(readdirSync(folder)).toEqual([]);
});
