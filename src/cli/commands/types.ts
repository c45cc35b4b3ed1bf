import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ContractError } from "../../toolkit/codegen/document.js";
import { writePortal } from "../../toolkit/portal/write-portal.js";
import { type Command, isOn, optionText } from "../command.js";
import { CommandError, EXIT } from "../failure.js";
import { readAnswer } from "../teams/definitions.js";
import { at, CONFIG, inTeam } from "../teams/team.js";
import { say } from "../terminal.js";

/** `types`: writes the types of a portal's properties. */
export const types: Command = {
  usage: "<objectType…>",
  about:
    "Writes the types of a portal's properties, its own ones too: asked of HubSpot, or read from a folder of answers. `createClient({ portal })` holds every record to them.\nExit code: 0 · 1 with --check, the file is not up to date · 2 a type is unknown, or can't be asked for · 4 no token, or a refused one",
  options: {
    check: { type: "boolean", text: "write nothing, and say whether the file is up to date" },
    out: {
      type: "string",
      value: "file",
      text: "the file to write (default: src/hubspot/portal.ts, or as configured)",
    },
    definitions: { type: "string", value: "folder", text: "read <objectType>.json from here, and ask nobody" },
    "token-file": { type: "string", value: "file", text: "a file with the token (default: HUBSPOT_ACCESS_TOKEN)" },
    target: { type: "string", value: "base url", text: "another server than HubSpot's" },
    ...CONFIG,
  },
  examples: ({ keyed: { api } }) => [
    [`hubspot-batch types ${api} 2-123`, "of two types of object, one of them the portal's own"],
    [`hubspot-batch types ${api} --check`, "in CI: exit code 1 where the portal has changed"],
  ],
  positionals: [1, 1_000],
  run: ({ values, positionals: objectTypes }, terminal) =>
    inTeam(values, terminal, async (_, { error }, { types: settings, import: module }) => {
      const place = optionText(values, "out") ?? settings?.out ?? "src/hubspot/portal.ts";
      const definitions = optionText(values, "definitions") ?? settings?.definitions;
      const source = {
        folder: definitions === undefined ? undefined : at(terminal, definitions),
        baseUrl: optionText(values, "target"),
        tokenFile: optionText(values, "token-file"),
      };
      const answers: Record<string, unknown> = {};
      for (const objectType of objectTypes) {
        if (!/^[\w-]+$/.test(objectType))
          throw new CommandError(`hubspot-batch types: expected object types, by name or as 2-123; got ${objectType}`);
        answers[objectType] = await readAnswer(objectType, source, terminal);
      }
      const text = writePortal(answers, { module, names: settings?.names });
      const file = at(terminal, place);
      const present = existsSync(file) ? await readFile(file, "utf8") : undefined;
      if (present === text) {
        say(terminal, `${place} is up to date`);
        return EXIT.done;
      }
      if (isOn(values, "check")) {
        error(
          `${present === undefined ? "missing" : "drifted"} ${place}\nRun \`npx hubspot-batch types ${objectTypes.join(" ")}\`, and commit what it changes.`,
        );
        return 1;
      }
      if (present !== undefined && !present.startsWith(text.slice(0, text.indexOf("\n"))))
        throw new ContractError(place, [], "was not written by this command, and is left as it is");
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      say(terminal, `wrote ${place}`);
      return EXIT.done;
    }),
};
