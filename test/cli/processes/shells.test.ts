/** Completion in the shells themselves. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/cli/commands.js";
import { createFolder } from "../folder.js";
import { runCommand } from "../terminal.js";

const RUN = "20261126T205401123Z-7a1e";

/** For each, what starts it as it is for nobody in particular, and a program that writes what may come for its last argument. */
const SHELLS: Readonly<Record<string, readonly [flag: string, program: (script: string) => string]>> = {
  bash: [
    "--norc",
    (script) =>
      `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hubspot_batch; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // What completes can be called where zsh's own parts of it are stood in for.
  zsh: [
    "-f",
    (script) =>
      `compdef() { : }; _files() { : }; compadd() { shift; print -l -- "$@" }\n${script}\nwords=("$@"); CURRENT=$#; _hubspot_batch`,
  ],
  fish: ["--no-config", (script) => `${script}\ncomplete -C "$argv"`],
};

describe.each(Object.keys(SHELLS))("%s", (shell) => {
  const offers = async (line: string): Promise<string[]> => {
    const cwd = createFolder({ "events.csv": "" });
    mkdirSync(join(cwd, ".hubspot-batch", "runs", RUN), { recursive: true });
    const [flag, program] = SHELLS[shell]!;
    const { out } = await runCommand(["completion", shell]);
    const words = line.split(" ");
    const name = shell === "fish" ? [] : ["-"];
    const { stdout, stderr, status } = spawnSync(shell, [flag, "-c", program(out), ...name, ...words], {
      cwd,
      encoding: "utf8",
    });
    expect([stderr, status]).toEqual(["", 0]);
    const last = words.at(-1) ?? "";
    const found = stdout.split("\n").map((one) => one.split("\t")[0] ?? "");
    // The files are the shell's own business.
    return found.filter((one) => one !== "" && one.startsWith(last) && !one.startsWith("events")).sort();
  };

  test.each([
    ["", commands.map(({ name }) => name)],
    ["lo", ["load"]],
    ["load marketingEvents.u", ["marketingEvents.update", "marketingEvents.upsert"]],
    ["load contacts.upsert e", []],
    ["load contacts.upsert events.csv --bl", ["--blank"]],
    ["load contacts.upsert events.csv --blank ", ["clear", "fail", "leave"]],
    ["load contacts.upsert events.csv --token-file e", []],
    ["resume ", [RUN, "last"]],
    ["retry 2026", [RUN]],
    ["completion ", ["bash", "fish", "zsh"]],
    ["help lo", ["load"]],
  ])("`hubspot-batch %s`", async (line, expected) => {
    const found = await offers(`hubspot-batch ${line}`);
    if (line === "") expect(found).toEqual(expect.arrayContaining(expected));
    else expect(found).toEqual(expected.toSorted());
  });
});
