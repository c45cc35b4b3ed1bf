/** Writes the reference of what the package exports, from the source's own types and comments. */
import { relative } from "node:path";
import ts from "typescript";
import { code, table } from "./markdown.js";
import type { Page } from "./page.js";

/** An entry point of the package, and the file that it is. */
export interface Entry {
  readonly name: string;
  readonly file: string;
}

/** A page of the reference, and which exports stand there, by the source they come from. */
interface Chapter {
  readonly route: string;
  readonly title: string;
  readonly about: string;
  readonly from: RegExp;
}

/** In this order an export finds its chapter. */
const CHAPTERS: readonly Chapter[] = [
  {
    route: "telemetry",
    title: "Channels",
    about: "What `node:diagnostics_channel` is told.",
    from: /^src\/outcome\/messages/,
  },
  {
    route: "errors",
    title: "Error classes",
    about: "All extend `HubSpotError`, and have a literal `name`.",
    from: /^src\/outcome\/(errors|hubspot-error|lost-errors|refusals|limiter-error|envelope|faults)/,
  },
  {
    route: "outcomes",
    title: "Outcomes and reports",
    about: "What is told of each input, and of all.",
    from: /^src\/outcome\//,
  },
  {
    route: "quota",
    title: "Quota and limiters",
    about: "When a request may start.",
    from: /^src\/(pace|options\/rate-limiter)/,
  },
  { route: "options", title: "Options", about: "What a client and a call are given.", from: /^src\/(options|wire)\// },
  {
    route: "contracts",
    title: "Contracts",
    about: "What generated tables are made of, for clients of your own endpoints.",
    from: /^src\/contract/,
  },
  { route: "client", title: "Client and calls", about: "Where a program begins.", from: /^src\/(index|client|run\/)/ },
  { route: "sandbox", title: "Sandbox", about: "`hubspot-batch/sandbox`: a fake HubSpot.", from: /^src\/sandbox\// },
  {
    route: "redis",
    title: "Redis",
    about: "`hubspot-batch/redis`: a limiter that many processes share.",
    from: /^src\/redis\//,
  },
  {
    route: "bullmq",
    title: "BullMQ",
    about: "`hubspot-batch/bullmq`: lanes, one a portal, on many machines.",
    from: /^src\/bullmq\//,
  },
  { route: "otel", title: "OpenTelemetry", about: "`hubspot-batch/otel`: spans and metrics.", from: /^src\/otel\// },
];

/** One export. */
interface Export {
  readonly name: string;
  readonly chapter: Chapter | undefined;
  readonly symbol: ts.Symbol;
}

/** The pages of the reference. */
export function referencePages(root: string, entries: readonly Entry[]): Page[] {
  const program = ts.createProgram(
    entries.map(({ file }) => `${root}/${file}`),
    {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      types: ["node"],
      noEmit: true,
    },
  );
  const checker = program.getTypeChecker();
  const found = new Map<string, Export>();
  for (const { file } of entries) {
    const source = program.getSourceFile(`${root}/${file}`);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing`);
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const place = relative(root, symbol.declarations?.[0]?.getSourceFile().fileName ?? "").replaceAll("\\", "/");
      const chapter = CHAPTERS.find(({ from }) => from.test(place));
      // The inputs and records of methods stand at their operations.
      if (chapter !== undefined && !found.has(exported.name))
        found.set(exported.name, { name: exported.name, chapter, symbol });
    }
  }
  const known = new Map([...found].map(([name, { chapter }]) => [name, `/reference/${chapter?.route}#${name}`]));
  return CHAPTERS.map((chapter) => {
    const own = [...found.values()].filter((one) => one.chapter === chapter).sort(valuesFirst);
    const parts = own.map((one) => entryText(one, checker, known));
    return {
      route: `reference/${chapter.route}`,
      group: "Reference" as const,
      short: chapter.title,
      front: { outline: [2, 2] },
      text: `# ${chapter.title}\n\n${chapter.about}\n\n${parts.join("\n")}`,
    };
  }).filter(({ text }) => /^## /m.test(text));
}

/** What is called comes before what is only a type, and each in the order of names. */
function valuesFirst(one: Export, other: Export): number {
  const isType = ({ symbol }: Export) => Number((symbol.flags & ts.SymbolFlags.Value) === 0);
  return isType(one) - isType(other) || (one.name < other.name ? -1 : 1);
}

function entryText({ name, symbol }: Export, checker: ts.TypeChecker, known: ReadonlyMap<string, string>): string {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) return "";
  const about = docOf(symbol, checker, known, name);
  const members = membersOf(symbol, declaration, checker, known);
  return `## ${name} {#${name}}\n\n${about}\n\n\`\`\`ts\n${signatureOf(name, declaration, members !== "", (one) => checker.typeToString(checker.getTypeAtLocation(one)))}\n\`\`\`\n${members}`;
}

/** How it is declared: whole where it has no members that are listed, else its first line. */
function signatureOf(
  name: string,
  declaration: ts.Declaration,
  hasMembers: boolean,
  typeText: (declaration: ts.Declaration) => string,
): string {
  if (ts.isVariableDeclaration(declaration)) return `const ${name}: ${typeText(declaration)}`;
  const text = declaration.getText().replace(/^export (?:declare )?/, "");
  if (ts.isFunctionDeclaration(declaration)) {
    const end = declaration.body?.getStart() ?? declaration.end;
    return declaration
      .getSourceFile()
      .text.slice(declaration.getStart(), end)
      .replace(/^export /, "")
      .trim();
  }
  if (!hasMembers) return withoutComments(text).replace(/^((?:interface|class|type)\s+)[\w$]+/, `$1${name}`);
  const head = text.slice(0, text.indexOf("{")).trim();
  return `${head.replace(/^((?:abstract )?(?:interface|class)\s+)[\w$]+/, `$1${name}`)} { … }`;
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "");
}

function membersOf(
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  checker: ts.TypeChecker,
  known: ReadonlyMap<string, string>,
): string {
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return "";
  const members = declaration.members.flatMap((member): string[][] => {
    const isHidden =
      ts.canHaveModifiers(member) &&
      ts
        .getModifiers(member)
        ?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword || kind === ts.SyntaxKind.PrivateKeyword);
    if (isHidden === true || member.name === undefined || ts.isPrivateIdentifier(member.name)) return [];
    const own = checker.getSymbolAtLocation(member.name);
    if (own === undefined) return [];
    const isOptional = (own.flags & ts.SymbolFlags.Optional) !== 0;
    return [
      [code(`${own.name}${isOptional ? "?" : ""}`), code(typeOf(member)), docOf(own, checker, known, symbol.name)],
    ];
  });
  return members.length === 0 ? "" : `\n${table(["", "type", ""], members)}`;
}

/** The type of a member as it is written, in one line. */
function typeOf(member: ts.TypeElement | ts.ClassElement): string {
  const written =
    ts.isMethodSignature(member) || ts.isMethodDeclaration(member)
      ? `(${member.parameters.map((one) => one.getText()).join(", ")}) => ${member.type?.getText() ?? "void"}`
      : ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)
        ? (member.type?.getText() ??
          (ts.isPropertyDeclaration(member) ? member.initializer?.getText() : undefined) ??
          "unknown")
        : ts.isGetAccessor(member)
          ? (member.type?.getText() ?? "unknown")
          : "unknown";
  return withoutComments(written).replace(/\s+/g, " ");
}

/** What its comment says, with links to what else is exported. */
function docOf(symbol: ts.Symbol, checker: ts.TypeChecker, known: ReadonlyMap<string, string>, own: string): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return text.replace(/(?<!\n)\n(?!\n|- )/g, " ").replace(/`([A-Za-z]\w*)`/g, (whole, name: string) => {
    const target = known.get(name);
    return target === undefined || name === own ? whole : `[\`${name}\`](${target})`;
  });
}
