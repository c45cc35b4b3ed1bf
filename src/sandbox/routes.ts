import type { Operation } from "../contract.js";

/** What the sandbox reads of an operation. */
export type SandboxOperation = Pick<
  Operation,
  | "method"
  | "path"
  | "maxItems"
  | "identity"
  | "recordId"
  | "body"
  | "trace"
  | "match"
  | "errors"
  | "noContent"
  | "scopes"
  | "sample"
>;

/** What the sandbox reads of a contract; every generated one fits. */
export interface SandboxContract {
  readonly versions: { readonly [version: string]: { readonly operations: OperationsByApi } };
}

/** Operations as `api.verb`. */
export interface OperationsByApi {
  readonly [api: string]: { readonly [verb: string]: SandboxOperation };
}

/** One input as it was received. */
export type Input = Readonly<Record<string, unknown>>;

/** One operation of one version, and the api whose records it works on. */
export interface Route {
  readonly api: string;
  readonly version: string;
  readonly operation: SandboxOperation;
}

/** A route that a path was found to belong to. */
export interface RouteMatch extends Route {
  /** The api's records: its name, and after a slash each of the path's parameters. */
  readonly store: string;
}

/** Lists the operations of every version. */
export function routesOf(contract: SandboxContract): Route[] {
  return Object.entries(contract.versions).flatMap(([version, { operations }]) =>
    Object.entries(operations).flatMap(([api, verbs]) =>
      Object.values(verbs).map((operation) => ({ api, version, operation })),
    ),
  );
}

/** Makes the function that finds a path's operation; a path spelt out wins over a template. */
export function createRouter(routes: readonly Route[]): (path: string) => RouteMatch | undefined {
  const literal = new Map(routes.map((route) => [route.operation.path, { ...route, store: route.api }]));
  const templates = routes
    .filter(({ operation }) => operation.path.includes("{"))
    .map((route) => ({ route, pattern: patternOf(route.operation.path) }));

  return (path) => {
    const spelt = literal.get(path);
    if (spelt) return spelt;
    for (const { route, pattern } of templates) {
      const found = pattern.exec(path);
      if (found) return { ...route, store: [route.api, ...found.slice(1).map(decodeURIComponent)].join("/") };
    }
    return undefined;
  };
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^/]+)")}$`);
}

/** The api of a store: `objects` of `objects/contacts`. */
export function apiOf(store: string): string {
  return store.split("/", 1)[0] ?? store;
}
