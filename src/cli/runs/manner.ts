/** How a run is sent, which may be otherwise each time that it goes on. */
import { resolve } from "node:path";
import type { OptionSpec, Values } from "../command.js";
import { isOn, optionText } from "../command.js";
import { CommandError } from "../failure.js";

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
  "max-failures": {
    type: "string",
    value: "n|p%",
    text: "halt when more rows than that have failed, since it was begun or gone on with",
  },
  out: { type: "string", value: "folder", text: "copy the results there too" },
  json: { type: "boolean", text: "write events as JSON, one a line" },
  quiet: { type: "boolean", short: "q", text: "say nothing but what is wrong" },
  "report-data": { type: "string", choices: REPORT_DATA, text: "what report.html shows of rows (default full)" },
};

/** Reads the options that say how it is sent. */
export function readManner(values: Values): Manner {
  return {
    quota: quotaOf(optionText(values, "quota")),
    reserve: reserveOf(optionText(values, "reserve")),
    maxFailures: failuresOf(optionText(values, "max-failures")),
    tokenFile: optionText(values, "token-file"),
    out: optionText(values, "out"),
    json: isOn(values, "json"),
    quiet: isOn(values, "quiet"),
    reportData: optionText(values, "report-data") as ReportData | undefined, // Its choices are checked.
  };
}

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
