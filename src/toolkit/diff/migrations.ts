/** Writes a page for each two versions: what callers have to know to move from one to the other. */
import { type BatchOperation, batchOperations } from "../codegen/batch.js";
import type { Contract, Json } from "../codegen/document.js";
import { readContract } from "../codegen/read-contract.js";
import type { Change } from "./changes.js";
import { compare } from "./compare.js";
import { print } from "./print.js";
import { publishedFrom } from "./source.js";

/** What a version has, as it is described and as it is once repaired. */
interface Version {
  readonly version: string;
  readonly described: readonly Contract<Json>[];
  readonly supportedUntil: string | undefined;
  readonly operations: readonly BatchOperation[];
}

/** The pages by their files' names, of versions in the order in which they came: contracts as described, and once repaired. */
export async function migrationsOf(
  described: readonly Contract<Json>[],
  repaired: readonly Contract<Json>[],
  banner: string,
): Promise<Map<string, string>> {
  const versions = versionsOf(described, repaired);
  const pairs = versions.flatMap((from, index) => versions.slice(index + 1).map((to) => [from, to] as const));
  const byFile = new Map(repaired.map((contract) => [contract.file, contract]));
  const pages = pairs.map(async ([from, to]): Promise<[string, string]> => {
    const changes = await compare(sideOf(from), sideOf(to), {
      // It is one of these.
      repair: async (description) => publishedFrom(byFile.get(description.name) as Contract<Json>),
    });
    return [`${from.version}-to-${to.version}.md`, pageOf(from, to, changes, banner)];
  });
  return new Map(await Promise.all(pages));
}

function versionsOf(described: readonly Contract<Json>[], repaired: readonly Contract<Json>[]): Version[] {
  const names = [...new Set(described.map(({ version }) => version))].sort(byAge);
  return names.map((version) => {
    const contracts = repaired.filter((contract) => contract.version === version).map(readContract);
    return {
      version,
      described: described.filter((contract) => contract.version === version),
      supportedUntil: contracts.map(({ document }) => document["x-version"]?.supportedUntil).find(Boolean),
      operations: contracts.flatMap(batchOperations),
    };
  });
}

/** Numbered versions came before those that are named for a date. */
const byAge = (one: string, other: string): number =>
  Number(/^\d/.test(one)) - Number(/^\d/.test(other)) || (one < other ? -1 : 1);

const sideOf = ({ described }: Version) => ({ all: described.map(publishedFrom), ours: true });

function pageOf(from: Version, to: Version, changes: readonly Change[], banner: string): string {
  const [before, after] = [methodsOf(from), methodsOf(to)];
  const methods = new Map([...before, ...after].map(([method, operation]) => [nameOf(operation), method]));
  const told = changes.map((change) => ({ ...change, operation: methods.get(change.operation) ?? change.operation }));
  const sections = [
    listed(`Gone: ${to.version} does not have them`, without(before, after)),
    listed("New", without(after, before)),
    `## What is sent, and what is read\n\n${print(told, "markdown")}\n`,
    `## Paths\n\nFor requests of your own; methods have theirs.\n\n| method | ${from.version} | ${to.version} |\n|---|---|---|\n${pathsOf(before, after)}`,
  ];
  return `<!-- ${banner} -->
# From ${from.version} to ${to.version}

\`createClient({ apiVersion: "${to.version}" })\` moves every method at once, \`createClient({ apiVersion: { default: "${from.version}", listings: "${to.version}" } })\` one API.${untilOf(from)}${untilOf(to)}

${sections.filter((section) => section !== "").join("\n")}`;
}

type Methods = ReadonlyMap<string, BatchOperation>;

const methodsOf = ({ operations }: Version): Methods =>
  new Map(operations.map((operation) => [operation.batch.method, operation]));

const nameOf = ({ verb, path }: BatchOperation): string => `${verb.toUpperCase()} ${path}`;

const untilOf = ({ version, supportedUntil }: Version): string =>
  supportedUntil === undefined ? "" : ` ${version} is supported until ${supportedUntil}.`;

const without = (methods: Methods, others: Methods): string[] =>
  [...methods.keys()].filter((method) => !others.has(method)).sort();

const listed = (title: string, methods: readonly string[]): string =>
  methods.length === 0 ? "" : `## ${title}\n\n${methods.map((method) => `\`${method}\``).join(", ")}\n`;

function pathsOf(before: Methods, after: Methods): string {
  const both = [...before.keys()].filter((method) => after.has(method)).sort();
  return both.map((method) => `| \`${method}\` | ${cell(before, method)} | ${cell(after, method)} |\n`).join("");
}

function cell(methods: Methods, method: string): string {
  const operation = methods.get(method);
  return operation === undefined ? "" : `\`${nameOf(operation)}\``;
}
