/** The programs in Markdown: found, and run as their readers would run them, against a sandbox. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SITE = ["scripts/site/guides", "scripts/site/text"];

/** One block of code of a page. */
export interface Sample {
  /** The page, and the line that the block begins in. */
  readonly place: string;
  readonly language: "ts" | "js";
  /** Whether it is only compiled: it would ask another than a sandbox. */
  readonly isOnlyChecked: boolean;
  readonly code: string;
}

/** The pages of methods, which are generated, by their versions. */
export const methodPages = readdirSync(join(root, "generated"), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name: version }) => ({ version, page: `generated/${version}/methods.md` }));

/** The pages that people write. */
export const pages = [
  "README.md",
  ...SITE.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  ),
];

/** The programs of a page. */
export function samplesIn(page: string): Sample[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```(ts|js)( check)?\n(.*?)^```/gms)].map(
    ({ index, 1: language, 2: check, 3: code = "" }) => ({
      place: `${page}:${text.slice(0, index).split("\n").length + 1}`,
      language: language as Sample["language"], // It is what was looked for.
      isOnlyChecked: check !== undefined,
      code,
    }),
  );
}

/** What programs speak of and leave to their reader, by name, as its type would be. */
const SURROUNDINGS: Readonly<Record<string, string>> = {
  hubspot: "const hubspot: Client",
  events: 'const events: BatchInput<"marketingEvents.upsert">[]',
  eventsOf: 'function eventsOf(portal: number): BatchInput<"marketingEvents.upsert">[]',
  rows: "const rows: Row[]",
  Row: "interface Row { pk: number; title: string; startsAt: Date }",
  contacts: "const contacts: ObjectUpsertInput[]",
  store: "function store(key: number, id: string | undefined): Promise<void>",
  journal: "const journal: { write(entry: object): Promise<void> }",
  deadLetters: "const deadLetters: { write(outcome: object): Promise<void> }",
  rowsFromDatabase: 'function rowsFromDatabase(): AsyncIterable<BatchInput<"listings.update">>',
  rowsFrom: 'function rowsFrom(index: number): AsyncIterable<BatchInput<"listings.update">>',
  rowsOf: 'function rowsOf(portal: string, from: number, to: number): AsyncIterable<BatchInput<"listings.update">>',
  openClient: "function openClient(portal: string): Client",
  clientOf: "function clientOf(portal: string): Client",
  writeSlice:
    "function writeSlice(slice: { portal: string; from: number; to: number }, next: number, save: (next: number) => Promise<void>, signal: AbortSignal): Promise<object>",
  readCheckpoint: "function readCheckpoint(): Promise<number>",
  writeCheckpoint: "function writeCheckpoint(next: number): Promise<void>",
  tokenFromVault: "function tokenFromVault(): Promise<string>",
  toEvent: 'function toEvent(record: { body: string }): BatchInput<"marketingEvents.upsert">',
  Batch: "interface Batch { Records: { messageId: string; body: string }[] }",
  portals: "const portals: { id: number; grant: string }[]",
  clients: "const clients: Map<number, Client>",
  refresh: "function refresh(grant: string): Promise<{ token: string; expiresAt: Date }>",
  secrets: "const secrets: { clientId: string; clientSecret: string }",
  logger: 'const logger: Record<"debug" | "info" | "warn", (fields: object, message: string) => void>',
  vi: "const vi: { useFakeTimers(): void; useRealTimers(): void; advanceTimersByTimeAsync(ms: number): Promise<void> }",
};

/** A program as a module: with what it leaves out of imports and surroundings. */
export function moduleOf({ code }: Sample, version?: string): string {
  const isMissing = (name: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(code) &&
    !new RegExp(`\\b(?:const|function|interface) ${name}\\b|^import (?:type )?\\{[^}]*\\b${name}\\b`, "m").test(code);
  const imports = (names: readonly string[], module: string): string =>
    `import { ${names.filter(isMissing).join(", ")} } from "${module}";\n`;
  const given = Object.keys(SURROUNDINGS).filter(isMissing);
  // A program that comes from another package has a client of that one's.
  const client = /^import \{[^}]*\bClient\b/m.test(code)
    ? ""
    : `type Client = ClientOf${version === undefined ? "" : `<"${version}">`};\n`;
  const declared = given.map((name) => `declare ${SURROUNDINGS[name]};\n`).join("");
  return `import type { BatchInput, Client as ClientOf, ObjectUpsertInput } from "hubspot-batch";
${imports(["createClient", "exitCode", "resendable", "withStatus"], "hubspot-batch")}${imports(["createSandbox"], "hubspot-batch/sandbox")}${client}${declared}${given.includes("rows") && !given.includes("Row") ? `declare ${SURROUNDINGS["Row"]};\n` : ""}${code}`;
}

/** Functions that may wait. */
const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...given: unknown[]) => Promise<unknown>; // Every function of a kind has its constructor.

/** Runs a program with what is given to it by name; `load` gives what it imports. Gives what it exports, or its one result. */
export async function play(
  { code }: Sample,
  load: (module: string) => Promise<object>,
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(code, { compilerOptions: options });
  const exported = [...outputText.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name = ""]) => name);
  const body = outputText
    .replace(/^import \{([^}]*)\} from ("[^"]+");.*$/gm, "const {$1} = await load($2);")
    .replace(/^export /gm, "")
    .replace(/^await (hubspot[^;]*;)\s*$/s, "return await $1");
  // What a program calls its own is its own.
  const free = Object.keys(given).filter(
    (name) => !new RegExp(`\\b(?:const|let|function|async function) ${name}\\b`).test(body),
  );
  const names = free.filter((name) => !new RegExp(`^const \\{[^}]*\\b${name}\\b`, "m").test(body));
  return new AsyncFunction("load", ...names, `${body}\nreturn { ${exported.join(", ")} };`)(
    load,
    ...names.map((name) => given[name]),
  );
}
