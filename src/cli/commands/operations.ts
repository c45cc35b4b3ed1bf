import { number } from "../../outcome/print.js";
import { listOperations, versions } from "../catalogue.js";
import { type Command, isOn, optionText } from "../command.js";
import { CommandError, EXIT } from "../failure.js";
import { give, giveJson, table } from "../terminal.js";

/** `operations`: lists what can be loaded. */
export const operations: Command = {
  usage: "[text]",
  about: "Lists the operations that `load` takes, all or those whose names have a text in them, with what each needs.",
  options: {
    "api-version": { type: "string", choices: versions, text: `version of HubSpot's API (default ${versions[0]})` },
    json: { type: "boolean", text: "write them as JSON" },
  },
  examples: ({ keyed: { api } }) => [
    ["hubspot-batch operations", "all of them"],
    [`hubspot-batch operations ${api}`, `those of ${api}`],
  ],
  positionals: [0, 1],
  async run({ values, positionals: [text = ""] }, terminal) {
    const found = listOperations(optionText(values, "api-version")).filter(({ method }) =>
      method.toLowerCase().includes(text.toLowerCase()),
    );
    if (found.length === 0)
      throw new CommandError(`no operation has \`${text}\` in its name. See hubspot-batch operations`);
    if (isOn(values, "json")) {
      const told = found.map(({ method, signature: { path, batchSize, query } }) => ({
        operation: method,
        batchSize,
        path: parametersOf(path),
        query: query ?? {},
      }));
      giveJson(terminal, told, 2);
      return EXIT.done;
    }
    const rows = found.map(({ method, signature: { path, batchSize, query = {} } }) => [
      method,
      `${number(batchSize)} a request`,
      [
        ...parametersOf(path).map((name) => `--path ${name}=…`),
        ...Object.entries(query).map(([name, need]) =>
          need === "required" ? `--query ${name}=…` : `[--query ${name}=…]`,
        ),
      ].join(" "),
    ]);
    give(terminal, ...table(rows));
    return EXIT.done;
  },
};

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}
