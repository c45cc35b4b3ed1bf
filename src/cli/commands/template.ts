import { findOperation, versions } from "../catalogue.js";
import { type Command, isOn, optionText } from "../command.js";
import { EXIT } from "../failure.js";
import { fieldsOf } from "../mapping/fields.js";
import { writeDelimited } from "../rows/csv.js";
import { give, giveJson } from "../terminal.js";

/** `template`: writes the beginning of a file that can be loaded. */
export const template: Command = {
  usage: "<api.operation>",
  about:
    "Writes the header of a CSV file for an operation, after a comment that says what each row needs, which load passes over; or, with --json, a mapping for --mapping: put your columns' names in it.",
  options: {
    "api-version": { type: "string", choices: versions, text: `version of HubSpot's API (default ${versions[0]})` },
    json: { type: "boolean", text: "a mapping, for a file that has columns of its own" },
  },
  examples: ({ plain, keyed: { method, api } }) => [
    [`hubspot-batch template ${plain.method} > ${plain.api}.csv`, "a file to fill in"],
    [`hubspot-batch template ${method} --json > ${api}.json`, `a mapping: load … --mapping ${api}.json`],
  ],
  positionals: [1, 1],
  async run({ values, positionals: [method = ""] }, terminal) {
    const operation = await findOperation(method, optionText(values, "api-version"));
    const { fields, properties } = fieldsOf(await operation.schema());
    const places = properties.map(({ name }) => name);
    const own = fields.filter(
      ({ name, kind, isRequired }) => !places.includes(name) && (kind !== "json" || isRequired),
    );
    const required = own.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    if (isOn(values, "json")) {
      const path = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => [name, ""]);
      const mapping = {
        map: Object.fromEntries(own.map(({ name }) => [name, required.includes(name) ? name : ""])),
        set: {},
        ...(properties.length > 0 && { properties: "rest" }),
        ...(path.length > 0 && { path: Object.fromEntries(path) as Record<string, string> }),
      };
      giveJson(terminal, mapping, 2);
      return EXIT.done;
    }
    const more = properties.length === 1 ? `; add a column for each property of your own` : "";
    // A remark is one cell: it has no comma.
    give(terminal, `# ${method}: every row needs ${required.join(" and ") || "nothing"}${more}`);
    terminal.stdout.write(
      writeDelimited(
        own.map(({ name }) => name),
        ",",
      ),
    );
    return EXIT.done;
  },
};
