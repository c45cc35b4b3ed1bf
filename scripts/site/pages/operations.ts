/** Writes a page for each operation: what the generated page of methods says of it, and what its contracts add. */
import type { BatchOperation } from "../../../src/toolkit/codegen/batch.js";
import type { Contracts } from "./contracts.js";
import { fieldsKey, fieldTable, reachedFrom } from "./fields.js";
import { code, sectionOf, slugOf, table } from "./markdown.js";
import type { Page } from "./page.js";
import { quirksOf } from "./quirks.js";

/** The version that calls have unless they say another. */
const DEFAULT_VERSION = "2026-03";

/** Letters of code that fit in a line of a page. */
const LONGEST = 84;

/** The pages of all operations, by name; `methods` gives a version's generated page. */
export function operationPages(contracts: Contracts, methods: (version: string) => string): Page[] {
  const names = new Set(contracts.operations.map(({ batch }) => batch.method));
  return [...names].sort().map((method) => {
    const own = contracts.operations.filter(({ batch }) => batch.method === method);
    const sorted = own.sort((one, other) => rankOf(one) - rankOf(other));
    const [first] = sorted;
    if (first === undefined) throw new Error(`${method} is in no version`);
    const text = sectionOf(methods(first.contract.version), slugOf(method)).replace(/^# `(.*)`/, "# $1");
    return {
      route: `operations/${method}`,
      group: "Operations",
      short: method,
      text: `${unfolded(text)}${versionsOf(sorted)}${fieldsOf(first, sorted)}${quirksText(first)}${repairsOf(contracts, first)}`,
    };
  });
}

/** A text with its calls on several lines where one does not fit on a page. */
function unfolded(text: string): string {
  return text.replace(
    /^(await [^([]+\(\[)(\{.*\})(\].*\);)$/gm,
    (whole, before: string, inputs: string, after: string) =>
      whole.length > LONGEST ? `${before}\n  ${inputs},\n${after}` : whole,
  );
}

/** The default version first, and the newest after it. */
function rankOf({ contract: { version } }: BatchOperation): number {
  return [DEFAULT_VERSION, "2026-09", "v3"].indexOf(version);
}

function versionsOf(operations: readonly BatchOperation[]): string {
  const rows = operations.map(({ contract, verb, path, batchSize, maxItems }) => {
    const { supportedUntil } = contract.document["x-version"] ?? {};
    return [
      code(contract.version),
      code(`${verb.toUpperCase()} ${path}`),
      maxItems === batchSize
        ? `at most ${maxItems}`
        : `${batchSize}${maxItems === undefined ? "" : `, at most ${maxItems}`}`,
      supportedUntil ?? "",
    ];
  });
  return `\n## Versions\n\n${table(["`apiVersion`", "request", "inputs", "supported until"], rows)}`;
}

function fieldsOf(first: BatchOperation, all: readonly BatchOperation[]): string {
  const { contract, input, result, batch } = first;
  const others = all
    .filter((one) => fieldsKey(one.contract, one.input) !== fieldsKey(contract, input))
    .map((one) => code(one.contract.version));
  const differ =
    others.length === 0 ? "" : `\nIn ${others.join(" and ")} they are others: see its types in your editor.\n`;
  const results = result === undefined ? "" : fieldTable(contract, result);
  const returned = results === "" ? "\nHubSpot returns nothing for an input that is written.\n" : `\n${results}`;
  return `\n## Fields of an input\n\n${fieldTable(contract, input, batch.trace)}${differ}\n## Fields of what comes back\n${returned}`;
}

function quirksText(operation: BatchOperation): string {
  return `\n## How HubSpot answers\n\n${quirksOf(operation)
    .map((quirk) => `- ${quirk}\n`)
    .join("")}`;
}

/** The repairs of the schemas that an operation is described by, and of its path. */
function repairsOf({ repairs }: Contracts, { contract, path, input, result, body }: BatchOperation): string {
  const names = [input, result, body?.name].filter((name) => name !== undefined);
  const reached = reachedFrom(contract, names);
  const own = `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/`;
  const concerns = (pointer: string) => {
    const [, name] = /^\/components\/schemas\/([^/]+)/.exec(pointer) ?? [];
    return pointer.startsWith(own) || (name !== undefined && reached.has(name));
  };
  const lines = repairs
    .filter(({ changed }) => changed[contract.file]?.some(concerns) === true)
    .map(({ description }) => `- ${description}\n`);
  if (lines.length === 0) return "";
  return `\n## What was repaired\n\nHubSpot's own description says otherwise; the contract that is shipped has it as it is.\n\n${lines.join("")}`;
}
