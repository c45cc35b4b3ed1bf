/** Emits a version's typed fetch client: the one place where openapi-fetch is imported. */
import { pascalOf } from "./typescript.js";

/** The client over the paths of all of a version's APIs. */
export function emitClient(apis: readonly string[]): string {
  const imports = apis.map((api) => `import type { paths as ${pascalOf(api)} } from "./${api}.js";\n`);
  const paths = apis.map(pascalOf).join(" & ");
  return `import createFetchClient, { type Client } from "openapi-fetch";
${imports.join("")}
/** The fetch client of this version, over all of its paths. */
export type ApiClient = Client<${paths}>;

/** Makes the fetch client. */
export const createClient = createFetchClient<${paths}>;
`;
}
