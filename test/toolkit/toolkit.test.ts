import { afterEach, describe, expect, it, vi } from "vitest";
import { ContractError } from "../../src/toolkit/codegen/document.js";
import { endsOf, telling, UsageError } from "../../src/toolkit/toolkit.js";
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

  it("tells nothing that could steer a terminal, whatever a description has in it", async () => {
    const name = "a\u001b[2J\u009b\u202eb";
    const command = telling(async (_, { log, error }) => {
      log(`one ${name}\ntwo ${name}`);
      error(`three ${name}`);
      throw new ContractError("a.yaml", ["paths", name], "no batch operation");
    });
    const plain = "a\\u001b[2J\\u009b\\u202eb";
    expect(await told(command)).toEqual({
      code: 2,
      stdout: `one ${plain}\ntwo ${plain}\n`,
      stderr: `three ${plain}\na.yaml#/paths/${plain}: no batch operation\n`,
    });
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
  const { argv, exitCode } = process;
  afterEach(() => {
    process.argv = argv;
    process.exitCode = exitCode;
  });

  it.each(["codegen", "import", "diff", "check-drift"])("%s", async (script) => {
    const errors: unknown[] = [];
    vi.spyOn(console, "error").mockImplementation((line) => void errors.push(line));
    process.argv = [...argv.slice(0, 2), "--nothing"];
    await import(`../../scripts/${script}.ts`);
    expect(process.exitCode).toBe(2);
    expect(errors).toEqual([expect.stringMatching(/^Unknown option '--nothing'[^\n]*$/)]);
  });
});
