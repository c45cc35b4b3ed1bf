import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ContractError } from "../../src/toolkit/codegen/document.js";
import { endsOf, telling, UsageError } from "../../src/toolkit/command.js";
import { told } from "./told.js";

describe("a command", () => {
  it.each([
    [
      "in what it reads",
      new ContractError("a.yaml", ["paths"], "no batch operation"),
      "a.yaml#/paths: no batch operation\n",
    ],
    ["in its command line", new UsageError("expected two descriptions"), "expected two descriptions\n"],
  ])("tells a mistake %s in one line, and ends with 2", async (_, mistake, stderr) => {
    const command = telling(() => Promise.reject(mistake));
    expect(await told(command)).toEqual({ code: 2, stdout: "", stderr });
  });

  it("throws what is no mistake of its caller's", async () => {
    const fault = new TypeError("x is not a function");
    await expect(told(telling(() => Promise.reject(fault)))).rejects.toBe(fault);
  });
});

it("the ends of paths are read with or without their slash and blanks", () => {
  expect(endsOf(undefined)).toBeUndefined();
  expect(endsOf("/batch/update, events/upsert")).toEqual(["batch/update", "events/upsert"]);
  expect(() => endsOf("batch/update,")).toThrow(
    new UsageError("expected --only <ends of paths>, as in batch/update,events/upsert; got batch/update,"),
  );
});

describe("a script hands its command line on, and ends as the command does", () => {
  it.each(["codegen.ts", "import.ts", "diff.ts", "check-drift.ts"])("%s", async (script) => {
    const args = ["--import", "tsx", join("scripts", script), "--nothing"];
    const ended = await new Promise((resolve) => {
      const child = execFile(process.execPath, args, (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, lines: stderr.trim().split("\n").length, of: stderr.slice(0, 26) });
      });
    });
    expect(ended).toEqual({ code: 2, stdout: "", lines: 1, of: "Unknown option '--nothing'" });
  });
});
