/** Emits the contract whole: the operations of every version, and their types. */
import { type Api, apisIn, type Reading, readsIn, type VersionContents } from "./contents.js";
import { readsConstantOf, readsTypeOf } from "./read-table.js";
import { constantOf, typeOf, verbOf } from "./table.js";
import { distinct, pascalOf, quotedKey } from "./typescript.js";

/** Every operation at once, and the types of all; `contractModule` is where the types of a contract are imported from. */
export function emitOperations(versions: readonly VersionContents[], contractModule: string): string {
  const names = namesOf(versions);
  const isNamed = versions.some((version) => apisIn(version).some(({ named }) => named));
  const imports = versions.flatMap((contents) => {
    const { version } = contents;
    const client = names(version);
    return [
      `import { type ApiClient as ${client}, createClient as create${client} } from "./${version}/client.js";\n`,
      ...apisIn(contents).map(({ api, module, named }) => {
        const own = `${constantOf(api)} as ${valueOf(names, version, api)}`;
        const type = named ? "" : `, type ${typeOf(api)} as ${names(`${version}/${api}`)}`;
        return `import { ${own}${type} } from "${module}";\n`;
      }),
      ...readsIn(contents).map(({ api, module }) => {
        const name = names(`${version}/${api}/reads`);
        return `import { ${readsConstantOf(api)} as the${name}, type ${readsTypeOf(api)} as ${name} } from "${module}";\n`;
      }),
    ];
  });
  return `import type { ${isNamed ? "Bound, " : ""}Contract } from ${JSON.stringify(contractModule)};
${imports.join("")}
/** The inputs, records and parameters of every operation, by version. */
export interface Versions {
${versions.map((version) => emitVersionTypes(version, names)).join("")}}

/** Every operation that the contracts describe, by version. */
export const contract: Contract<Versions> = {
  versions: {
${versions
  .map((contents) =>
    emitVersion(
      contents,
      names,
      ({ api }) => `        ${api}: ${valueOf(names, contents.version, api)},\n`,
      ({ api }) => `        ${api}: the${names(`${contents.version}/${api}/reads`)},\n`,
    ),
  )
  .join("")}  },
};
`;
}

/** What is imported of a version and of its APIs, each under a name that no other has. */
type Names = (key: string) => string;

function namesOf(versions: readonly VersionContents[]): Names {
  const wanted = versions.flatMap((contents) => [
    [contents.version, `Client${pascalOf(contents.version)}`] as const,
    ...apisIn(contents).map(
      ({ api }) => [`${contents.version}/${api}`, pascalOf(api) + pascalOf(contents.version)] as const,
    ),
    ...readsIn(contents).map(
      ({ api }) => [`${contents.version}/${api}/reads`, `${readsTypeOf(api)}${pascalOf(contents.version)}`] as const,
    ),
  ]);
  const names = distinct(wanted, ["Bound", "Contract", "LazyContract", "Versions"]);
  return (key) => names.get(key) ?? "";
}

/** The operations of an API: as a type is called, with a word before it that no type begins with. */
const valueOf = (names: Names, version: string, api: string): string => `the${names(`${version}/${api}`)}`;

function emitVersionTypes(contents: VersionContents, names: Names): string {
  const { version } = contents;
  const members = apisIn(contents).map(({ api, operations, named }) => {
    const type = names(`${version}/${named?.of ?? api}`);
    const verbs = operations.map(({ batch }) => `\`${verbOf(batch.method)}\``).sort();
    const doc = `      /** The batch operations of \`${api}\` in ${version}: ${verbs.join(", ")}. */\n`;
    return `${doc}      ${api}: ${named ? `Bound<${type}, ${JSON.stringify(named.parameter)}>` : type};\n`;
  });
  const reads = readsIn(contents).map(({ api, reads: own }) => {
    const verbs = own.map(({ method }) => `\`${verbOf(method)}\``);
    const doc = `      /** What reads \`${api}\` in ${version}, through \`api\`: ${verbs.join(", ")}. */\n`;
    return `${doc}      ${api}: ${names(`${version}/${api}/reads`)};\n`;
  });
  return `  /** What a client of ${version} offers. */
  ${quotedKey(version)}: {
    client: ${names(version)};
    operations: {
${members.join("")}    };
${reads.length > 0 ? `    reads: {\n${reads.join("")}    };\n` : ""}  };
`;
}

function emitVersion(
  contents: VersionContents,
  names: Names,
  emit: (api: Api) => string,
  emitReads: (reading: Reading) => string,
): string {
  const reads = readsIn(contents).map(emitReads);
  return `    ${quotedKey(contents.version)}: {
${emitConnection(contents, names)}      operations: {
${apisIn(contents).map(emit).join("")}      },
${reads.length > 0 ? `      reads: {\n${reads.join("")}      },\n` : ""}    },
`;
}

function emitConnection({ version, baseUrl }: VersionContents, names: Names): string {
  return `      createClient: create${names(version)},
      baseUrl: ${JSON.stringify(baseUrl)},
`;
}
