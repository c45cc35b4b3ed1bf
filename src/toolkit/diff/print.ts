/** Prints changes: one line each in text, one row in Markdown; what several operations share is said once. */
import type { Change } from "./changes.js";
import type { Severity } from "./meaning.js";

export const FORMATS = ["text", "markdown", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** All changes, in one of the formats. */
export function print(changes: readonly Change[], format: Format): string {
  if (format === "json") return JSON.stringify({ changes }, null, 2);
  if (changes.length === 0) return "No change to what is sent or read.";
  const groups = grouped(changes);
  return format === "text" ? textOf(groups) : markdownOf(groups);
}

interface Group extends Omit<Change, "operation"> {
  readonly operations: readonly string[];
}

function grouped(changes: readonly Change[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { operation, ...change } of changes) {
    const key = [change.severity, change.audience, change.message].join("\n");
    const { operations = [] } = groups.get(key) ?? {};
    groups.set(key, { ...change, ...groups.get(key), operations: [...operations, operation] });
  }
  return [...groups.values()];
}

function textOf(groups: readonly Group[]): string {
  const lines = groups.map(({ severity, audience, operations, pointer, message }) => {
    return `${severity.padEnd(8)}  ${audience.padEnd(17)}  ${message} [${operations.join(", ")} ${pointer}]`;
  });
  return [...lines, tallyOf(groups)].join("\n");
}

function markdownOf(groups: readonly Group[]): string {
  const rows = groups.map(({ severity, audience, operations, pointer, message }) => {
    const where = [...operations, pointer].map((name) => `\`${name}\``).join("<br>");
    return `| ${severity} | ${audience} | ${message.replaceAll("|", "\\|")} | ${where} |`;
  });
  return [`${tallyOf(groups)}\n`, "| | for | change | where |", "|---|---|---|---|", ...rows].join("\n");
}

function tallyOf(groups: readonly Group[]): string {
  const count = (wanted: Severity): string =>
    `${groups.filter(({ severity }) => severity === wanted).length} ${wanted}`;
  return `${count("breaking")}, ${count("safe")}, ${count("metadata")}.`;
}
