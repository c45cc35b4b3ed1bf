import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { runCommand } from "../terminal.js";

const completions = async (shell: string) => (await runCommand(["completion", shell])).out;

test("bash completes commands, options and operations", async () => {
  const script = await completions("bash");
  const complete = (...words: readonly string[]) =>
    spawnSync(
      "bash",
      [
        "-c",
        `${script}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hubspot_batch; echo "\${COMPREPLY[@]}"`,
        "-",
        ...words,
      ],
      { encoding: "utf8" },
    ).stdout.trim();
  expect(complete("hubspot-batch", "oper")).toBe("operations");
  expect(complete("hubspot-batch", "operations", "--js")).toBe("--json");
  expect(complete("hubspot-batch", "load", "contacts.upsert", "a.csv", "--blank", "c")).toBe("clear");
});

test.each(["zsh", "fish"])("%s is told of every command and its options", async (shell) => {
  const script = await completions(shell);
  for (const word of ["operations", "completion", shell === "fish" ? "-l api-version" : "--api-version"])
    expect(script).toContain(word);
});
