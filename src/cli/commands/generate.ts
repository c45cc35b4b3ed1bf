import { bindClient } from "../../index.js";
import { createSandbox } from "../../sandbox/sandbox.js";
import { bringUpToDate } from "../../toolkit/codegen/command.js";
import type { Trial } from "../../toolkit/codegen/trial.js";
import { type Command, isOn } from "../command.js";
import { CONFIG, inTeam } from "../teams/team.js";
import { say } from "../terminal.js";

const trial: Trial = {
  bind: (contract, options) => bindClient(contract)(options),
  play: (contract) => createSandbox({ contract }).fetch,
};

/** `generate`: writes code from contracts, or says that it is not up to date. */
export const generate: Command = {
  usage: "[--check]",
  about:
    "Writes typed code from your contracts, and from those of the package that hubspot-batch.config.json takes: types, schemas and the table that bindClient makes a client of.\nExit code: 0 up to date · 1 with --check, a file is missing, drifted or extra · 2 a contract can't be used, or leaves every outcome of an operation unknown when it is tried in a sandbox, and nothing is written",
  options: {
    check: { type: "boolean", text: "write nothing, and say which files are not as they would be written" },
    ...CONFIG,
  },
  examples: () => [
    ["hubspot-batch generate", "after each change of a contract"],
    ["hubspot-batch generate --check", "in CI: exit code 1 where somebody forgot"],
  ],
  positionals: [0, 0],
  run: ({ values }, terminal) =>
    inTeam(values, terminal, async (workspace, output) => {
      const check = isOn(values, "check");
      const code = await bringUpToDate(workspace, { check, trial }, output);
      if (code === 0) say(terminal, `${workspace.out} is up to date`);
      return code;
    }),
};
