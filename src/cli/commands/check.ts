import { checkIn } from "../../toolkit/diff/check.js";
import { type Command, optionText } from "../command.js";
import { CommandError } from "../failure.js";
import { CONFIG, inTeam } from "../teams/team.js";

/** `check`: whether what is published still agrees with the contracts. */
export const check: Command = {
  usage: "<file | URL | --all folder>",
  about:
    "Says whether what HubSpot publishes still agrees with your contracts, with the repairs in place, and how to take in what changed.\nExit code: 0 it agrees · 1 it has drifted, or a repair has expired · 2 it can't be read",
  options: {
    all: { type: "string", value: "folder", text: "every description below a folder that has an endpoint of yours" },
    ...CONFIG,
  },
  examples: () => [
    ["hubspot-batch check published.json", "one description"],
    ["hubspot-batch check --all published", "in CI: a folder of them"],
  ],
  positionals: [0, 1],
  run({ values, positionals: [location] }, terminal) {
    const all = optionText(values, "all");
    if ((location === undefined) === (all === undefined))
      throw new CommandError("hubspot-batch check: expected one file or https URL, or --all <folder>");
    return inTeam(values, terminal, (workspace, output) => checkIn(workspace, { location, all }, output));
  },
};
