/** What the words of a command line, and a mapping, say of a load. */
import { resolve } from "node:path";
import { versions } from "../catalogue.js";
import type { OptionSpec, Values } from "../command.js";
import { optionText, optionTexts } from "../command.js";
import { CommandError } from "../failure.js";
import type { LookUpFile, LookUpWish } from "../mapping/look-up.js";
import { BLANKS, type Blank } from "../mapping/make-input.js";
import { readMapping } from "../mapping/mapping-file.js";
import { ENCODINGS, type Encoding, FORMATS, type Format } from "../rows/row.js";
import { inspectFile } from "./inspect.js";
import type { AskedReading, Settings } from "./settings.js";

/** The options that say what is read and sent. */
export const WHAT: Readonly<Record<string, OptionSpec>> = {
  "api-version": { type: "string", choices: versions, text: `version of HubSpot's API (default ${versions[0]})` },
  map: {
    type: "string",
    multiple: true,
    value: "field=column",
    text: "a field's column; dotted below: from.id=company",
  },
  mapping: { type: "string", value: "f.json", text: "the same in a file: see hubspot-batch template --json" },
  set: {
    type: "string",
    multiple: true,
    value: "field=value",
    text: "a field that is the same in every row; lists as JSON",
  },
  lookup: {
    type: "string",
    multiple: true,
    value: "field=column@succeeded.csv",
    text: "a field that is the id of an earlier load's record: the one whose row has the same in this column",
  },
  properties: {
    type: "string",
    value: "a,b|rest",
    text: "columns that are properties; rest: all that are nothing else",
  },
  path: { type: "string", multiple: true, value: "name=value", text: "a parameter of the path: objectType=2-123" },
  query: { type: "string", multiple: true, value: "name=value", text: "a parameter of the query" },
  format: { type: "string", choices: FORMATS, text: "what the file is (default: by its name, else by what is in it)" },
  sheet: { type: "string", value: "name", text: "the sheet of a workbook (default: its first)" },
  delimiter: {
    type: "string",
    value: "c",
    text: "what stands between cells (default: found out); tab is a word for it",
  },
  encoding: { type: "string", choices: ENCODINGS, text: "how the text is written (default: found out)" },
  blank: {
    type: "string",
    choices: BLANKS,
    text: "empty cells: HubSpot keeps its value (default), clears it, or the row fails",
  },
  "time-zone": { type: "string", value: "zone", text: "of dates without an offset: Europe/Berlin, UTC, +02:00" },
  limit: { type: "string", value: "n", text: "the first n rows only" },
};

/** What the words say of the file and of what is sent of it, before the file was looked at. */
export type Asked = Omit<Settings, "file" | "target" | "faults" | "changed"> & {
  readonly reading: AskedReading;
};

/** Reads the options that say what is sent. */
export async function readAsked(operation: string, values: Values, cwd: string): Promise<Asked> {
  const file = optionText(values, "mapping");
  const mapping = file === undefined ? {} : readMapping(resolve(cwd, file));
  const set = pairsOf(values, "set");
  const properties = optionText(values, "properties");
  const delimiter = optionText(values, "delimiter");
  const limit = optionText(values, "limit");
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit))
    throw new CommandError(`--limit is a number from 1, got \`${limit}\``);
  if (delimiter !== undefined && [...delimiter].length !== 1 && delimiter !== "tab" && delimiter !== "\\t")
    throw new CommandError(`--delimiter is one character, got \`${delimiter}\``);
  return {
    operation,
    apiVersion: optionText(values, "api-version") ?? versions[0] ?? "",
    wishes: {
      map: overlaid(mapping.map, pairsOf(values, "map")),
      set: overlaid(mapping.set, set),
      properties: properties === undefined ? mapping.properties : properties === "rest" ? "rest" : listOf(properties),
      lookUp: await readLookUps(overlaid(mapping.lookup, pairsOf(values, "lookup")), cwd),
    },
    path: { ...mapping.path, ...Object.fromEntries(pairsOf(values, "path")) },
    query: { ...mapping.query, ...Object.fromEntries(pairsOf(values, "query")) },
    blank: (optionText(values, "blank") as Blank | undefined) ?? "leave", // Its choices are checked.
    timeZone: optionText(values, "time-zone"),
    limit: limit === undefined ? undefined : Number(limit),
    reading: {
      format: optionText(values, "format") as Format | undefined, // Its choices are checked.
      encoding: optionText(values, "encoding") as Encoding | undefined, // Its choices are checked.
      delimiter: delimiter === "tab" || delimiter === "\\t" ? "\t" : delimiter,
      sheet: optionText(values, "sheet"),
    },
  };
}

/** Reads how long something is: `30d`, `12h`, `90m`, `45s`, or ms. */
export function readAge(text: string, option: string): number {
  const [, number = "", unit = "ms"] = /^(\d+)(d|h|m|s|ms)?$/.exec(text) ?? [];
  if (number === "") throw new CommandError(`${option} is a time as 30d, 12h or 90m, got \`${text}\``);
  return Number(number) * ({ d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }[unit] ?? 1);
}

function pairsOf(values: Values, option: string): (readonly [string, string])[] {
  return optionTexts(values, option).map((text) => {
    const at = text.indexOf("=");
    if (at < 1) throw new CommandError(`--${option} is name=value, got \`${text}\``);
    return [text.slice(0, at).trim(), option === "set" ? text.slice(at + 1) : text.slice(at + 1).trim()];
  });
}

/** Finds the files that fields are looked up in: `from.id`, and `email@contacts/succeeded.csv`. */
async function readLookUps(
  pairs: readonly (readonly [string, string])[],
  cwd: string,
): Promise<readonly LookUpWish[] | undefined> {
  if (pairs.length === 0) return undefined;
  const files = new Map<string, LookUpFile>();
  const wishes: LookUpWish[] = [];
  for (const [field, text] of pairs) {
    const [, by, name = ""] = /^([^@]+)@(.+)$/s.exec(text) ?? [];
    if (by === undefined)
      throw new CommandError(
        `--lookup is field=column@file, as from.id=email@contacts/succeeded.csv, got \`${field}=${text}\``,
      );
    const path = resolve(cwd, name);
    const file = files.get(path) ?? { path, name, ...(await inspectFile(path, name)) };
    files.set(path, file);
    wishes.push({ field, by, file });
  }
  return wishes;
}

/** Pairs, of which those on the command line stand for those of a file. */
function overlaid(
  pairs: readonly (readonly [string, string])[] = [],
  over: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  const names = over.map(([name]) => name);
  return [...pairs.filter(([one]) => !names.includes(one)), ...over];
}

const listOf = (text: string) =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
