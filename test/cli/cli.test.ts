import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listOperations, operationsToShow, versions } from "../../src/cli/catalogue.js";
import { main } from "../../src/cli/cli.js";
import { commands } from "../../src/cli/commands.js";
import { createFolder } from "./folder.js";
import { runCommand } from "./terminal.js";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

test("without a command, help goes to people, and the exit says that nothing was done", async () => {
  const { code, out, err } = await runCommand([]);
  expect([code, out]).toEqual([2, ""]);
  for (const { name, summary } of commands) expect(err).toMatch(new RegExp(`^ +${name} +${summary}$`, "m"));
});

test.each([[["--help"]], [["-h"]], [["help"]]])("%j writes help as a result", async (args) => {
  const { code, out, err } = await runCommand(args);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("Usage: hubspot-batch <command>");
});

test("examples are of operations that there are", async () => {
  const { plain, keyed } = await operationsToShow();
  const methods = listOperations().map(({ method }) => method);
  expect(methods).toEqual(expect.arrayContaining([plain.method, keyed.method]));
  const { out } = await runCommand(["load", "--help"]);
  expect(out).toContain(`hubspot-batch load ${keyed.method} ${keyed.api}.csv ${keyed.words}\n`);
  expect(keyed.words).toMatch(/^--map \w+=\w+ --set \w+=\w+$/);
  expect(plain.method).not.toBe(keyed.method);
});

test("--version is the package's", async () => {
  expect(await runCommand(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

describe.each(commands.map(({ name }) => name))("help on %s", (name) => {
  test("has its usage, all of its options, and two examples at least", async () => {
    const command = await commands.find((one) => one.name === name)!.load();
    const { code, out, err } = await runCommand([name, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(`Usage: hubspot-batch ${name}`);
    for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`);
    expect(out.match(/^ {2}.*hubspot-batch .+$/gm)!.length).toBeGreaterThanOrEqual(2);
    expect((await runCommand(["help", name])).out).toBe(out);
    // Commands are whole, to be copied.
    const [text = ""] = out.split("\nExamples:");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

test.each([
  [["oprations"], "hubspot-batch has no command `oprations`: did you mean `operations`?"],
  [["operations", "--jsn"], "--jsn is no option of it: did you mean `--json`?"],
  [["operations", "--api-version"], "--api-version needs a value: --api-version <value>"],
  [["operations", "--api-version", "--json"], "--api-version needs a value"],
  [["operations", "--json=yes"], "--json takes no value, got yes"],
  [["operations", "--api-version", "v3", "--api-version", "v3"], "--api-version may be given once"],
  [["operations", "--api-version", "v4"], `--api-version is one of ${versions.join(", ")}: did you mean \`v3\`?`],
  [["operations", "a", "b"], "`b` is too much"],
  [["completion"], "something is missing\nUsage: hubspot-batch completion bash|zsh|fish"],
  [["completion", "ksh"], "completion is for bash, zsh, fish, got `ksh`"],
  [["operations", "contracts"], "no operation has `contracts` in its name"],
])("%j is no use: exit 2, and nothing among the results", async (args, message) => {
  const { code, out, err } = await runCommand(args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test("what would steer a terminal is written out in errors", async () => {
  const cwd = createFolder({ "a.csv": "na\u001b]0;me\u0007,x\n1,2\n" });
  const { code, err } = await runCommand(["plan", "contacts.upsert", "a.csv", "--map", "id=nothing"], { cwd });
  expect([code, err]).toEqual([2, "there is no column `nothing`: there are na\\u001b]0;me\\u0007, x\n"]);
});

test("what is wrong with the program itself is not taken for a mistake in the words", async () => {
  const broken = { name: "broken", summary: "", load: () => Promise.reject(new Error("a part is missing")) };
  const sink = { write: () => {} };
  const terminal = { stdout: sink, stderr: sink } as unknown as Parameters<typeof main>[1];
  await expect(main(["broken"], terminal, [broken])).rejects.toThrow("a part is missing");
});
