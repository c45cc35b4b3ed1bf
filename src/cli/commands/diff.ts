import { diffIn } from "../../toolkit/diff/command.js";
import { FORMATS } from "../../toolkit/diff/print.js";
import { versions } from "../catalogue.js";
import { type Command, optionText } from "../command.js";
import { CONFIG, inTeam } from "../teams/team.js";

/** `diff`: what changed between two descriptions. */
export const diff: Command = {
  usage: "<a> <b>",
  about:
    "Says what changed from one description to another, and for whom: each is a file, an https URL, a version, or git:<revision>:<path>. Batch operations alone are compared, and only by what they mean.\nExit code: 0 nothing breaks · 1 something does · 2 they can't be compared",
  options: {
    format: { type: "string", choices: FORMATS, text: "how it is written (default text)" },
    only: { type: "string", value: "ends", text: "operations by the ends of their paths: batch/update,events/upsert" },
    ...CONFIG,
  },
  examples: () => [
    [`hubspot-batch diff ${versions.slice(0, 2).join(" ")}`, "what another version means for you"],
    [
      `hubspot-batch diff git:main:openapi/${versions[0]}/mine.yaml openapi/${versions[0]}/mine.yaml --format markdown`,
      "for a pull request",
    ],
  ],
  positionals: [2, 2],
  run: ({ values, positionals: [a = "", b = ""] }, terminal) =>
    inTeam(values, terminal, (workspace, output) =>
      diffIn(
        workspace,
        [a, b],
        { format: optionText(values, "format") ?? "text", only: optionText(values, "only") },
        output,
      ),
    ),
};
