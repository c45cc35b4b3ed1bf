/** From what is asked and the file's columns to what makes inputs of its rows. */
import type { Operation } from "../../index.js";
import { findOperation } from "../catalogue.js";
import { CommandError } from "../failure.js";
import { fieldsOf, type InputFields, isGroup } from "../mapping/fields.js";
import { type Find, type LookUp, openLookUp } from "../mapping/look-up.js";
import { inputMaker } from "../mapping/make-input.js";
import { draftMapping, type Mapping, missingFields } from "../mapping/mapping.js";
import { timeZone } from "../mapping/zone.js";
import type { Row, Rows } from "../rows/row.js";
import { openRows } from "../rows/rows.js";
import { say, shellWord, shown, type Terminal } from "../terminal.js";
import type { Settings } from "./settings.js";

/** All that a pass over a file needs to know of it. */
export interface Prepared {
  /** As they were asked for, with what was answered on the terminal. */
  readonly settings: Settings;
  readonly operation: Operation;
  readonly fields: InputFields;
  readonly rows: Rows;
  readonly mapping: Mapping;
  /** What the body has beside its inputs. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** Makes an input of a row; throws a `RowError`. */
  readonly toInput: (row: Row) => object;
}

/** Opens the file and maps its columns; where a person is there, asks of those that are in doubt. */
export async function prepare(asked: Settings, terminal: Terminal): Promise<Prepared> {
  const operation = await findOperation(asked.operation, asked.apiVersion);
  checkParameters(operation, asked);
  const zone = asked.timeZone === undefined ? undefined : timeZone(asked.timeZone);
  const fields = fieldsOf(await operation.schema());
  const rows = await openRows(asked.file.path, asked.file.name, asked.file, (name) => isGroup(name, fields));
  const { body, wishes } = splitBody(operation, fields, asked);
  const { settings: settled, mapping } = await settle({ ...asked, wishes }, rows.columns, fields, terminal);
  // What was set of the body stands among the wishes, for the next time.
  const settings = { ...settled, wishes: { ...settled.wishes, set: asked.wishes.set } };
  const missing = missingFields(mapping, fields);
  if (missing.length > 0) {
    const needed = missing.map((name) => `\`${name}\``).join(", ");
    const columns = rows.columns.map(shown).join(", ");
    throw new CommandError(
      `nothing gives ${needed}, which every row needs: the columns are ${columns}\nSay it with --map ${missing[0]}=<column> or --set ${missing[0]}=<value>; see hubspot-batch fields ${asked.operation}`,
    );
  }
  const finds = new Map<LookUp, Find>();
  for (const { lookUp } of mapping.columns) if (lookUp !== undefined) finds.set(lookUp, await openLookUp(lookUp));
  const toInput = inputMaker({ mapping, fields, blank: settings.blank, zone, columns: rows.columns, finds });
  return { settings, operation, fields, rows, mapping, body, toInput };
}

/** What was set of the body, apart from what was set of each input. */
function splitBody({ method, body = {} }: Operation, { fields }: InputFields, { wishes }: Settings) {
  const isOfBody = (name: string) => Object.hasOwn(body, name) && !fields.some((field) => field.name === name);
  const own = wishes.set.filter(([name]) => isOfBody(name)).map(([name, text]) => [name, jsonOrText(text)] as const);
  const missing = Object.keys(body).find((name) => body[name] === "required" && !own.some(([one]) => one === name));
  if (missing !== undefined) throw new CommandError(`${method} needs --set ${missing}=…`);
  return {
    ...(own.length > 0 && { body: Object.fromEntries(own) as Readonly<Record<string, unknown>> }),
    wishes: { ...wishes, set: wishes.set.filter(([name]) => !isOfBody(name)) },
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function settle(asked: Settings, columns: readonly string[], fields: InputFields, terminal: Terminal) {
  let settings = asked;
  for (;;) {
    const { mapping, doubtful } = draftMapping(columns, settings.wishes, fields);
    const [doubt] = doubtful;
    if (doubt === undefined) return { settings, mapping };
    const { column, field } = doubt;
    const answer = terminal.stdin.isTTY
      ? await terminal.ask(`Is column \`${shown(column)}\` the field \`${field}\`? [Y/n] `)
      : undefined;
    if (answer === undefined || !/^(y|yes|)$/i.test(answer.trim())) {
      const flags = doubtful.map((one) => `--map ${one.field}=${shellWord(one.column)}`);
      throw new CommandError(
        `${doubtful
          .map((one) => `column \`${shown(one.column)}\` is no field: did you mean \`${one.field}\`?`)
          .join("\n")}\nSay it with ${flags.map(shown).join(" ")}; --properties says which columns are properties`,
      );
    }
    const { wishes } = settings;
    settings = { ...settings, wishes: { ...wishes, map: [...wishes.map, [field, column]] } };
  }
}

function checkParameters({ method, path, query = {} }: Operation, settings: Settings): void {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const missing = names.filter((name) => settings.path[name] === undefined);
  if (missing.length > 0)
    throw new CommandError(`${method} needs ${missing.map((name) => `--path ${name}=…`).join(" ")}`);
  const stray = Object.keys(settings.path).find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new CommandError(`${method} has no --path ${stray}${names.length > 0 ? `: it has ${names.join(", ")}` : ""}`);
  const lacking = Object.entries(query).filter(
    ([name, need]) => need === "required" && settings.query[name] === undefined,
  );
  if (lacking.length > 0)
    throw new CommandError(`${method} needs ${lacking.map(([name]) => `--query ${name}=…`).join(" ")}`);
  const strange = Object.keys(settings.query).find((name) => !Object.hasOwn(query, name));
  if (strange !== undefined)
    throw new CommandError(`${method} has no --query ${strange}: it has ${Object.keys(query).join(", ") || "none"}`);
}

/** Says where the columns go, for people to see before anything does. */
export function sayMapping({ mapping }: Prepared, terminal: Terminal): void {
  const own = mapping.columns.filter(({ target }) => target.to === "property").map(({ column }) => shown(column));
  if (own.length > 0) say(terminal, `Columns that are properties: ${own.join(", ")}`);
  const out = mapping.ignored.map((column) => shown(column) || "one without a name");
  if (out.length > 0) say(terminal, `Columns that are left out: ${out.join(", ")}`);
}
