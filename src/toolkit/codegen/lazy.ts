/** Emits what a client starts with, and what it loads of a version when it calls it. */
import type { BatchOperation } from "./batch.js";
import { apisIn, readsIn, type VersionContents } from "./contents.js";
import { readsConstantOf } from "./read-table.js";
import { constantOf, type NamedApi, verbOf } from "./table.js";
import { literalOf, quotedKey } from "./typescript.js";

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
    return `    ${quotedKey(version)}: {
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
