import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { stringify } from "yaml";
import { codegenWith } from "../../../src/toolkit/codegen/command.js";
import { told } from "../told.js";
import { contractOf } from "./contracts.js";

const codegen = codegenWith();
const root = join(import.meta.dirname, "../../..");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(root, "test/.tmp-index-"));
  await mkdir(join(folder, "openapi/v1"), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

const options = () => ["--openapi", join(folder, "openapi"), "--out", join(folder, "generated")];

it("what is committed is up to date", async () => {
  expect(await told(codegen, "--check")).toEqual({ code: 0, stdout: "", stderr: "" });
});

it("a check that finds a difference exits with 1", async () => {
  await writeFile(join(folder, "openapi/v1/things.yaml"), stringify(contractOf().document));
  const { code, stderr } = await told(codegen, ...options(), "--check");
  expect({ code, end: stderr.trim().split("\n").at(-1) }).toEqual({
    code: 1,
    end: "Run `npm run codegen`, and commit what it changes.",
  });
});

it("a contract that can't be used is one line and exit 2, and nothing is written", async () => {
  await writeFile(join(folder, "openapi/v1/things.yaml"), stringify(contractOf().document));
  await writeFile(join(folder, "openapi/v1/worse.yaml"), stringify(contractOf({ batch: undefined }).document));
  expect(await told(codegen, ...options())).toEqual({
    code: 2,
    stdout: "",
    stderr: "v1/worse.yaml#/paths/~1v1~1things~1batch~1update/post: takes inputs but has no x-batch\n",
  });
  expect(await readdir(folder)).toEqual(["openapi"]);
});
