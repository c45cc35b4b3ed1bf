/** Emits the contract: the operations of every version, whole for those who need all of them, and lazy for a client. */
import type { BatchOperation } from "./batch.js";
import type { Contract } from "./document.js";
import { readApisOf, readsConstantOf, readsTypeOf } from "./read-table.js";
import type { ReadOperation } from "./reads.js";
import { apiOf, apisOf, constantOf, type NamedApi, namedApis, typeOf, verbOf } from "./table.js";
import { distinct, keyOf, literalOf, pascalOf } from "./typescript.js";

/** What one version has. */
export interface VersionContents {
  readonly version: string;
  /** What its methods are deprecated with, where it is on its way out. */
  readonly deprecated: string | undefined;
  readonly contracts: readonly Contract[];
  readonly baseUrl: string;
  readonly operations: readonly BatchOperation[];
  readonly reads: readonly ReadOperation[];
}

/** One API of a version, and the module that has its operations. */
interface Api {
  readonly api: string;
  readonly module: string;
  readonly operations: readonly BatchOperation[];
  /** Where it is another API's, with a value for a parameter. */
  readonly named: NamedApi | undefined;
}

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

/** What a client starts with: it loads what it calls. */
export function emitLazy(versions: readonly VersionContents[], contractModule: string): string {
  const constants = new Map<string, string>();
  // What several operations, APIs or versions have alike is written once.
  const share = (text: string): string => {
    const known = constants.get(text) ?? `s${constants.size}`;
    constants.set(text, known);
    return known;
  };
  const members = versions.map((contents) => {
    const { version } = contents;
    const apis = apisIn(contents).map(({ api, operations, named }) => {
      const signatures = [...operations]
        .sort((one, other) => (one.batch.method < other.batch.method ? -1 : 1))
        .map((operation) => `${verbOf(operation.batch.method)}: ${share(signatureOf(operation, named))}`);
      return `${api}: ${share(`{ ${signatures.join(", ")} }`)}`;
    });
    return `    ${keyOf(version)}: {
      baseUrl: ${JSON.stringify(contents.baseUrl)},
      signatures: ${share(`{ ${apis.join(", ")} }`)},
      load: () => import("./${version}/loaders.js").then((module) => module.loaders),
    },
`;
  });
  return `import type { LazyContract } from ${JSON.stringify(contractModule)};
import type { Versions } from "./operations.js";

${[...constants].map(([text, name]) => `const ${name} = ${text};\n`).join("")}
/** What a client starts with of every version: its operations are loaded when they are called. */
export const contract: LazyContract<Versions> = {
  versions: {
${members.join("")}  },
};
`;
}

/** What loads each API of a version; `contractModule` as seen from the version's folder. */
export function emitLoaders(contents: VersionContents, contractModule: string): string {
  const { version } = contents;
  const load = (api: string, module: string, constant: string): string =>
    `    ${api}: () => import("${module.replace(`./${version}/`, "./")}").then((module) => module.${constant}),\n`;
  const reads = readsIn(contents).map(({ api, module }) => load(api, module, readsConstantOf(api)));
  return `import type { ApiLoaders } from ${JSON.stringify(contractModule)};
import type { Versions } from "../operations.js";
import { createClient } from "./client.js";

/** What makes the client of ${version}, and loads each API, with its first call. */
export const loaders: ApiLoaders<Versions[${JSON.stringify(version)}]> = {
  createClient,
  operations: {
${apisIn(contents)
  .map(({ api, module }) => load(api, module, constantOf(api)))
  .join("")}  },
${reads.length > 0 ? `  reads: {\n${reads.join("")}  },\n` : ""}};
`;
}

/** What of an operation a call's options are checked against. */
function signatureOf({ parameters, batchSize, maxItems, body, query }: BatchOperation, named?: NamedApi): string {
  const free = parameters.filter((name) => name !== named?.parameter);
  const path = free.map((name) => `{${name}}`).join("/");
  return `${literalOf({ path, batchSize, maxItems, body: body?.fields, query })} as const`;
}

function apisIn({ contracts, operations }: VersionContents): Api[] {
  const apis = contracts.flatMap((contract) => {
    const own = operations.filter((operation) => operation.contract === contract);
    const module = `./${contract.version}/${contract.api}.operations.js`;
    const of = (api: string) => own.filter(({ batch }) => apiOf(batch.method) === api);
    return [
      ...apisOf(own).map((api): Api => ({ api, module, operations: of(api), named: undefined })),
      ...namedApis(contract, own).map((named): Api => ({ api: named.api, module, operations: of(named.of), named })),
    ];
  });
  return apis.sort((one, other) => (one.api < other.api ? -1 : 1));
}

/** What one API of a version reads, and the module that has it. */
interface Reading {
  readonly api: string;
  readonly module: string;
  readonly reads: readonly ReadOperation[];
}

function readsIn({ reads }: VersionContents): Reading[] {
  return readApisOf(reads).map((api) => {
    const own = reads.filter(({ method }) => apiOf(method) === api);
    const { version = "", api: file = "" } = own[0]?.contract ?? {};
    return { api, module: `./${version}/${file}.reads.js`, reads: own };
  });
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
  ${keyOf(version)}: {
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
  return `    ${keyOf(contents.version)}: {
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
