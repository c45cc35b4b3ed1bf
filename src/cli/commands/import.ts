import { importInto } from "../../toolkit/import/run.js";
import { endsOf } from "../../toolkit/toolkit.js";
import { type Command, isOn, optionText } from "../command.js";
import { EXIT } from "../failure.js";
import { CONFIG, inTeam } from "../teams/team.js";

/** `import`: makes a contract of a published description. */
export const importCommand: Command = {
  usage: "<file | URL>",
  about:
    "Makes a contract of a description that HubSpot publishes, and generates code of it. Says what was repaired, what was guessed and what can't be served.\nExit code: 0 · 2 it can't be used at all, and nothing is written",
  options: {
    api: { type: "string", value: "name", text: "what the API is called here (default: the file's name)" },
    version: {
      type: "string",
      value: "2026-09",
      text: "the version it is or becomes part of (default: the description's own)",
    },
    only: { type: "string", value: "ends", text: "operations by the ends of their paths: batch/update,events/upsert" },
    "all-batch": { type: "boolean", text: "every batch operation (the default of an API that has no contract yet)" },
    server: {
      type: "string",
      value: "URL",
      text: "where tokens may be sent, where that is another server than HubSpot's",
    },
    released: { type: "string", value: "day", text: "when HubSpot released the version: 2026-09-08" },
    ...CONFIG,
  },
  examples: () => [
    ["hubspot-batch import published.json --api mine --only batch/create,batch/update", "two operations of a file"],
    [
      "hubspot-batch import https://…/published.json --version 2026-09 --released 2026-09-08",
      "a new version, from where it is published",
    ],
  ],
  positionals: [1, 1],
  run: ({ values, positionals: [location = ""] }, terminal) =>
    inTeam(values, terminal, async (workspace, { log }) => {
      const only = isOn(values, "all-batch") ? "all" : endsOf(optionText(values, "only"));
      const [api, version, server, released] = ["api", "version", "server", "released"].map((name) =>
        optionText(values, name),
      );
      log(await importInto({ location, only, api, version, server, released }, workspace));
      return EXIT.done;
    }),
};
