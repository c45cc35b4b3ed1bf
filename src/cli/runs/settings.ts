/** What a load is asked for: kept with its run, so that it goes on as it began. */
import { resolve } from "node:path";
import { versions } from "../catalogue.js";
import type { OptionSpec, Values } from "../command.js";
import { isOn, textOf, textsOf } from "../command.js";
import { CommandError } from "../failure.js";
import { BLANKS, type Blank } from "../mapping/make-input.js";
import type { Wishes } from "../mapping/mapping.js";
import { readMapping } from "../mapping/mapping-file.js";
import { ENCODINGS, type Encoding, FORMATS, type Format } from "../rows/row.js";

/** The file that a run reads, as it was. */
export interface SourceFile {
  /** Where it is; of standard input, its copy in the run's folder. */
  readonly path: string;
  /** What it was called when the run was begun. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly format?: Format | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
}

/** How changed rows are told from others. */
export interface Changed {
  /** Sends all rows, and remembers them. */
  readonly full: boolean;
  /** How long what was confirmed is believed, in ms. */
  readonly maxAgeMs?: number | undefined;
  readonly retryRefused: boolean;
}

/** All that decides what is sent. */
export interface Settings {
  readonly operation: string;
  readonly apiVersion: string;
  /** `production`, `sandbox`, or a base URL. */
  readonly target: string;
  readonly file: SourceFile;
  readonly wishes: Wishes;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly blank: Blank;
  readonly timeZone?: string | undefined;
  readonly limit?: number | undefined;
  readonly changed?: Changed | undefined;
  /** The sandbox's faults, as they were given. */
  readonly faults?: readonly object[] | undefined;
}

/** What may be otherwise each time that a run goes on: what is not said again, is as before. */
export interface Manner {
  readonly quota?: { readonly requests: number; readonly intervalMs: number } | undefined;
  readonly reserve?: { readonly share: number } | { readonly daily: number } | undefined;
  readonly maxFailures?: { readonly rows: number } | { readonly percent: number } | undefined;
  readonly tokenFile?: string | undefined;
  /** Where the results are copied to. */
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  /** What of the rows the report page shows. */
  readonly reportData?: ReportData | undefined;
}

/** What of that a run keeps. */
export type KeptManner = Omit<Manner, "json" | "quiet">;

/** What a run keeps of how it is sent, for the next time. */
export function keptOf({ json: _, quiet: __, tokenFile, out, ...manner }: Manner, cwd: string): KeptManner {
  return {
    ...manner,
    ...(tokenFile !== undefined && { tokenFile: resolve(cwd, tokenFile) }),
    ...(out !== undefined && { out: resolve(cwd, out) }),
  };
}

/** How a run is gone on with: as is said now, else as it was before. */
export function goneOnWith(kept: KeptManner = {}, given: Manner): Manner {
  return {
    quota: given.quota ?? kept.quota,
    reserve: given.reserve ?? kept.reserve,
    maxFailures: given.maxFailures ?? kept.maxFailures,
    tokenFile: given.tokenFile ?? kept.tokenFile,
    out: given.out ?? kept.out,
    reportData: given.reportData ?? kept.reportData,
    json: given.json,
    quiet: given.quiet,
  };
}

/** What of the rows the report page may show. */
export const REPORT_DATA = ["none", "ids", "full"] as const;
/** One of them. */
export type ReportData = (typeof REPORT_DATA)[number];

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

/** The options of anything that sends. */
export const HOW: Readonly<Record<string, OptionSpec>> = {
  quota: {
    type: "string",
    value: "n/ms",
    text: "requests at most in so many ms: 100/10000 (default: as HubSpot says)",
  },
  reserve: {
    type: "string",
    value: "share|n",
    text: "left to the account's other apps: 0.2 of each window, or n requests a day",
  },
  "token-file": { type: "string", value: "file", text: "a file with the token (default: HUBSPOT_ACCESS_TOKEN)" },
  "max-failures": { type: "string", value: "n|p%", text: "halt when more rows than that have failed" },
  out: { type: "string", value: "folder", text: "copy the results there too" },
  json: { type: "boolean", text: "write events as JSON, one a line" },
  quiet: { type: "boolean", short: "q", text: "say nothing but what is wrong" },
  "report-data": { type: "string", choices: REPORT_DATA, text: "what report.html shows of rows (default full)" },
};

/** What the words say of the file and of what is sent of it, before the file was looked at. */
export type Asked = Omit<Settings, "file" | "target" | "faults" | "changed"> & {
  readonly reading: Pick<SourceFile, "format" | "delimiter" | "sheet"> & { readonly encoding?: Encoding | undefined };
};

/** Reads the options that say what is sent. */
export function readAsked(operation: string, values: Values, cwd: string): Asked {
  const file = textOf(values, "mapping");
  const mapping = file === undefined ? {} : readMapping(resolve(cwd, file));
  const set = pairsOf(values, "set");
  const properties = textOf(values, "properties");
  const delimiter = textOf(values, "delimiter");
  const limit = textOf(values, "limit");
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit))
    throw new CommandError(`--limit is a number from 1, got \`${limit}\``);
  if (delimiter !== undefined && [...delimiter].length !== 1 && delimiter !== "tab" && delimiter !== "\\t")
    throw new CommandError(`--delimiter is one character, got \`${delimiter}\``);
  return {
    operation,
    apiVersion: textOf(values, "api-version") ?? versions[0] ?? "",
    wishes: {
      map: overlaid(mapping.map, pairsOf(values, "map")),
      set: overlaid(mapping.set, set),
      properties: properties === undefined ? mapping.properties : properties === "rest" ? "rest" : listOf(properties),
    },
    path: { ...mapping.path, ...Object.fromEntries(pairsOf(values, "path")) },
    query: { ...mapping.query, ...Object.fromEntries(pairsOf(values, "query")) },
    blank: (textOf(values, "blank") as Blank | undefined) ?? "leave", // Its choices are checked.
    timeZone: textOf(values, "time-zone"),
    limit: limit === undefined ? undefined : Number(limit),
    reading: {
      format: textOf(values, "format") as Format | undefined, // Its choices are checked.
      encoding: textOf(values, "encoding") as Encoding | undefined, // Its choices are checked.
      delimiter: delimiter === "tab" || delimiter === "\\t" ? "\t" : delimiter,
      sheet: textOf(values, "sheet"),
    },
  };
}

/** Reads the options that say how it is sent. */
export function readManner(values: Values): Manner {
  return {
    quota: quotaOf(textOf(values, "quota")),
    reserve: reserveOf(textOf(values, "reserve")),
    maxFailures: failuresOf(textOf(values, "max-failures")),
    tokenFile: textOf(values, "token-file"),
    out: textOf(values, "out"),
    json: isOn(values, "json"),
    quiet: isOn(values, "quiet"),
    reportData: textOf(values, "report-data") as ReportData | undefined, // Its choices are checked.
  };
}

/** Reads how long something is: `30d`, `12h`, `90m`, `45s`, or ms. */
export function readAge(text: string, option: string): number {
  const [, number = "", unit = "ms"] = /^(\d+)(d|h|m|s|ms)?$/.exec(text) ?? [];
  if (number === "") throw new CommandError(`${option} is a time as 30d, 12h or 90m, got \`${text}\``);
  return Number(number) * ({ d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }[unit] ?? 1);
}

function pairsOf(values: Values, option: string): (readonly [string, string])[] {
  return textsOf(values, option).map((text) => {
    const at = text.indexOf("=");
    if (at < 1) throw new CommandError(`--${option} is name=value, got \`${text}\``);
    return [text.slice(0, at).trim(), option === "set" ? text.slice(at + 1) : text.slice(at + 1).trim()];
  });
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

function quotaOf(text: string | undefined): Manner["quota"] {
  if (text === undefined) return undefined;
  const [, requests, intervalMs] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!(Number(requests) >= 1 && Number(intervalMs) >= 1))
    throw new CommandError(`--quota is requests/ms, as 100/10000, got \`${text}\``);
  return { requests: Number(requests), intervalMs: Number(intervalMs) };
}

function reserveOf(text: string | undefined): Manner["reserve"] {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0) || (value >= 1 && !Number.isInteger(value)))
    throw new CommandError(`--reserve is a share below 1, as 0.2, or requests of the day, as 5000, got \`${text}\``);
  return value < 1 ? { share: value } : { daily: value };
}

function failuresOf(text: string | undefined): Manner["maxFailures"] {
  if (text === undefined) return undefined;
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (number === undefined || (percent === "" && number.includes(".")))
    throw new CommandError(`--max-failures is a number of rows, or a part as 5%, got \`${text}\``);
  return percent === "%" ? { percent: Number(number) } : { rows: Number(number) };
}
