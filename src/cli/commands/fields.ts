import { findOperation, versions } from "../catalogue.js";
import { type Command, isOn, optionText } from "../command.js";
import { describeOperation } from "../descriptions.js";
import { EXIT } from "../failure.js";
import { fieldsOf } from "../mapping/fields.js";
import { give, giveJson, shown, styled, table, widthOf } from "../terminal.js";

/** `fields`: lists what an operation's rows may have. */
export const fields: Command = {
  usage: "<api.operation>",
  about:
    "Lists the fields that a row of an operation may have: what each takes, which every row needs, and what it is.",
  options: {
    "api-version": { type: "string", choices: versions, text: `version of HubSpot's API (default ${versions[0]})` },
    json: { type: "boolean", text: "write them as JSON" },
  },
  examples: ({ plain, keyed }) => [
    [`hubspot-batch fields ${plain.method}`, "what the columns may be called"],
    [`hubspot-batch fields ${keyed.method} --json`, "for a program"],
  ],
  positionals: [1, 1],
  async run({ values, positionals: [method = ""] }, terminal) {
    const version = optionText(values, "api-version") ?? versions[0] ?? "";
    const operation = await findOperation(method, version);
    const known = fieldsOf(await operation.schema());
    const { summary, fields: said } = describeOperation(operation, version);
    const listed = known.fields.map(({ name, kind, isRequired, values: choices }) => ({
      name,
      kind,
      required: isRequired,
      ...(choices && { values: choices }),
      ...(said.has(name) && { description: said.get(name) }),
    }));
    const properties = known.properties.map(({ name }) => name);
    if (isOn(values, "json")) {
      giveJson(terminal, { operation: method, summary, identity: operation.identity, fields: listed, properties }, 2);
      return EXIT.done;
    }
    give(
      terminal,
      styled(terminal, terminal.stdout, "bold", `${method}${summary === undefined ? "" : `: ${shown(summary)}`}`),
      ...table(
        listed.map(({ name, kind, required, values: choices = [], description = "" }) => [
          `  ${name}`,
          choices.length > 0 ? (choices.length > 4 ? `${choices.slice(0, 4).join("|")}|…` : choices.join("|")) : kind,
          required ? "required" : "",
          shown(description),
        ]),
        widthOf(terminal.stdout),
      ),
      ...properties.map(
        (name) =>
          `Columns of your own go to \`${name}\`: as ${name}.<name>, by --properties${properties.length === 1 ? ", or of themselves" : ""}.`,
      ),
      ...(operation.identity.length > 0
        ? [`Rows with the same ${operation.identity.join(", ")} are the same record.`]
        : []),
    );
    return EXIT.done;
  },
};
