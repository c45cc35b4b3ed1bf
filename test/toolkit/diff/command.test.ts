import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { check } from "../../../src/toolkit/diff/check.js";
import { diff } from "../../../src/toolkit/diff/command.js";
import type { Command } from "../../../src/toolkit/toolkit.js";
import { contractOf } from "../codegen/contracts.js";
import { told } from "../told.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-diff-test-"));
  await mkdir(join(folder, "openapi/v1"), { recursive: true });
  await mkdir(join(folder, "published/v1"), { recursive: true });
  const things = contractOf().document;
  const less = contractOf({ schemas: { Result: { type: "object", properties: {} } } }).document;
  const files = {
    "openapi/v1/things.yaml": stringify(things),
    "openapi/v1/others.yaml": stringify(contractOf({ api: "others" }).document),
    "less.json": JSON.stringify(less),
    "none.json": JSON.stringify({ openapi: "3.0.1", info: {}, paths: {} }),
    "published/v1/things.json": JSON.stringify(things),
    "published/v1/less.yaml": stringify(less),
    "published/broken.json": "{",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const isInFolder = (name: string) => /^(?!git:).*\.(?:json|yaml)$|^(?:published|missing)$/.test(name);

/** Runs a command on files of the folder, and gives what it said of them by lines, and how it ended. */
async function run(command: Command, ...args: string[]) {
  const paths = args.map((name) => (isInFolder(name) ? join(folder, name) : name));
  const { code, stdout, stderr } = await told(command, ...paths, "--openapi", join(folder, "openapi"));
  const short = (text: string) => text.replaceAll(`${folder}/`, "");
  return { code, stderr: short(stderr), stdout: short(stdout).trim().split("\n") };
}

const agreeing = { code: 0, stderr: "" };

it("a version and a file are compared, and what breaks is exit 1", async () => {
  const { code, stdout, stderr } = await run(diff, "v1", "less.json", "--format", "json");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(JSON.parse(stdout.join("\n"))).toMatchObject({
    changes: [
      { severity: "breaking", audience: "what is read back", pointer: "/components/schemas/Result/properties/id" },
      { severity: "breaking", audience: "what is read back", pointer: "/components/schemas/Result/properties/note" },
    ],
  });
});

it("the same is exit 0", async () => {
  const same = await run(diff, "published/v1/things.json", "v1");
  expect(same).toEqual({ ...agreeing, stdout: ["No change to what is sent or read."] });
});

it("versions are those of openapi/, unless told otherwise", async () => {
  expect(await told(diff, "v3", "v3")).toEqual({ ...agreeing, stdout: "No change to what is sent or read.\n" });
});

it("a revision in git is a side", async () => {
  const git = (...args: string[]): Promise<unknown> =>
    new Promise((resolve) => execFile("git", args, { cwd: folder }, resolve));
  await git("init", "--quiet");
  await git("add", "less.json");
  await git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "Less.");
  vi.stubEnv("GIT_DIR", join(folder, ".git"));
  const { code, stdout } = await run(diff, "git:HEAD:less.json", "published/v1/things.json");
  expect({ code, last: stdout.at(-1) }).toEqual({ code: 0, last: "0 breaking, 2 safe, 0 metadata." });
  const unknown = await run(diff, "git:nothing:less.json", "v1");
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toMatch(/^git:nothing:less\.json#: .*\n$/);
});

it.each([
  [["missing.json", "v1"], /^missing\.json#: can't be read: .*\n$/],
  [["v1", "none.json"], /^none\.json#\/paths: no batch operation.*\n$/],
  [["v1"], /^expected two descriptions\n$/],
])("diff %s is one line and exit 2", async (args, message) => {
  const { code, stdout, stderr } = await run(diff, ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: [""] });
  expect(stderr).toMatch(message);
});

it("a contract that agrees with what is published is one line", async () => {
  const stdout = ["v1/things.yaml: agrees with published/v1/things.json"];
  expect(await run(check, "published/v1/things.json")).toEqual({ ...agreeing, stdout });
});

it("one that no longer does is exit 1, with the changes and the command that takes them in", async () => {
  const { code, stdout } = await run(check, "less.json");
  expect(code).toBe(1);
  expect(stdout).toEqual([
    "v1/things.yaml: no longer agrees with less.json",
    expect.stringMatching(/^breaking {2}what is read back {2}`id` was removed from results\[\]/),
    expect.stringMatching(/^breaking {2}what is read back {2}`note` was removed from results\[\]/),
    "2 breaking, 0 safe, 0 metadata.",
    "To take it in: npm run spec:import -- less.json --api things --version v1",
  ]);
});

it("a folder is checked for every contract at once", async () => {
  const { code, stdout, stderr } = await run(check, "--all", "published");
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout[0]).toBe("v1/things.yaml: no longer agrees with published/v1/less.yaml");
  expect(stdout.slice(-2)).toEqual([
    "v1/things.yaml: agrees with published/v1/things.json",
    "v1/others.yaml: nothing in published describes it",
  ]);
});

it.each([
  [["none.json"], /^none\.json#\/paths: no endpoint of ours\n$/],
  [["--all", "missing"], /^missing#: .*\n$/],
])("check %s is one line and exit 2", async (args, message) => {
  const { code, stdout, stderr } = await run(check, ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: [""] });
  expect(stderr).toMatch(message);
});
