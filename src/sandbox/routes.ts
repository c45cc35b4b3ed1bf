import type { Operation, Read } from "../contract.js";

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
  | "empty"
  | "noContent"
  | "namesMissing"
  | "reads"
  | "idempotent"
  | "verb"
  | "text"
  | "bare"
  | "answer"
  | "links"
  | "gathers"
  | "keeps"
  | "read"
  | "scopes"
  | "scopeSets"
  | "sample"
>;

/** What the sandbox reads of a request that reads. */
export type SandboxRead = Pick<
  Read,
  | "method"
  | "path"
  | "isPost"
  | "isList"
  | "recordId"
  | "identity"
  | "match"
  | "scopes"
  | "scopeSets"
  | "parameters"
  | "sample"
>;

/** What the sandbox reads of a contract; every generated one fits. */
export interface SandboxContract {
  /** Its API versions, by name. */
  readonly versions: {
    readonly [version: string]: { readonly operations: OperationsByApi; readonly reads?: ReadsByApi | undefined };
  };
}

/** Requests that read as `api.verb`. */
export interface ReadsByApi {
  /** Those of one API, by verb. */
  readonly [api: string]: { readonly [verb: string]: SandboxRead };
}

/** Operations as `api.verb`. */
export interface OperationsByApi {
  /** Those of one API, by verb. */
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
  /** The same with the parameters the other way round: links between two types of records are of both. */
  readonly reverse: string;
  /** What the path may have been called as: the operation, and those whose parameters have its values in the path. */
  readonly methods: readonly string[];
}

/** One request that reads, of one version, and the api whose records it gives. */
export interface ReadRoute {
  readonly api: string;
  readonly version: string;
  readonly read: SandboxRead;
}

/** A request that reads, and its parameters. */
export interface ReadMatch extends ReadRoute {
  readonly parameters: Input;
}

/** Lists the operations of every version. */
export function routesOf(contract: SandboxContract): Route[] {
  return Object.entries(contract.versions).flatMap(([version, { operations }]) =>
    Object.entries(operations).flatMap(([api, verbs]) =>
      Object.values(verbs).map((operation) => ({ api, version, operation })),
    ),
  );
}

/** Lists what every version reads. */
export function readsOf(contract: SandboxContract): ReadRoute[] {
  return Object.entries(contract.versions).flatMap(([version, { reads = {} }]) =>
    Object.entries(reads).flatMap(([api, verbs]) => Object.values(verbs).map((read) => ({ api, version, read }))),
  );
}

/** Makes the function that finds the operation of a path and a verb. */
export function createRouter(routes: readonly Route[]): (verb: string, path: string) => RouteMatch | undefined {
  const find = createFinder(routes, ({ operation }) => `${verbOf(operation)} ${operation.path}`);
  return (verb, path) => {
    const found = find(`${verb} ${path}`);
    if (!found) return undefined;
    const methods = [found.route, ...found.general].map(({ operation }) => operation.method);
    const { api, operation } = found.route;
    const nameOf = (values: readonly string[]) =>
      [api, ...(operation.keeps === undefined ? [] : [operation.keeps]), ...values].join("/");
    return { ...found.route, store: nameOf(found.values), reverse: nameOf(found.values.toReversed()), methods };
  };
}

/** Makes the function that finds what a path and its query read. */
export function createReadRouter(routes: readonly ReadRoute[]): (path: string, query: string) => ReadMatch | undefined {
  const find = createFinder(routes, ({ read }) => read.path);
  return (path, query) => {
    const found = find(path);
    if (!found) return undefined;
    const names = [...found.route.read.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
    const parameters: Record<string, unknown> = Object.fromEntries(names.map((name, at) => [name, found.values[at]]));
    const asked = new URLSearchParams(query);
    // A list is its name several times, or one text with commas.
    for (const name of new Set(asked.keys())) parameters[name] ??= asked.getAll(name).join(",");
    return { ...found.route, parameters };
  };
}

/** Makes the function that finds a path's route, and its parameters; a path spelt out wins over templates, the `general`. */
function createFinder<R>(routes: readonly R[], pathOf: (route: R) => string) {
  const literal = new Map(routes.map((route) => [pathOf(route), { route, values: [] as string[] }]));
  const templates = routes
    .filter((route) => pathOf(route).includes("{"))
    .map((route) => ({ route, valuesIn: reader(pathOf(route)) }));

  return (path: string) => {
    const spelt = literal.get(path);
    if (spelt) {
      const general = templates.filter(({ valuesIn }) => valuesIn(path) !== undefined).map(({ route }) => route);
      return { ...spelt, general };
    }
    for (const { route, valuesIn } of templates) {
      const values = valuesIn(path);
      if (values) return { route, values: values.map(decodeURIComponent), general: [] };
    }
    return undefined;
  };
}

/** Makes the function that gives the one name of what has two: `contacts` is `objects/contacts` where both have a path. */
export function createNaming(routes: readonly Route[]): (store: string) => string {
  // Most sandboxes are asked for no name.
  let names: ReadonlyMap<string, string> | undefined;
  return (store) => (names ??= namesOf(routes)).get(store) ?? store;
}

function namesOf(routes: readonly Route[]): ReadonlyMap<string, string> {
  const templates = routes
    .filter(({ operation }) => operation.path.includes("{"))
    .map(({ api, operation }) => ({ api, valuesIn: reader(operation.path) }));
  const names = new Map<string, string>();
  for (const { api, operation } of routes) {
    if (operation.path.includes("{")) continue;
    for (const template of templates) {
      const values = template.api === api ? undefined : template.valuesIn(operation.path);
      if (values) names.set([template.api, ...values.map(decodeURIComponent)].join("/"), api);
    }
  }
  return names;
}

/** What an operation's requests are made by. */
export function verbOf({ verb }: Pick<SandboxOperation, "verb">): "POST" | "PUT" {
  return verb ?? "POST";
}

/** Makes the function that gives the values of a template's parameters in a path, as they are written there. */
function reader(template: string): (path: string) => string[] | undefined {
  const parts = template.split(/\{[^}]+\}/);
  const [start = ""] = parts;
  let pattern: RegExp | undefined;
  // Few paths begin as a template does: most of the patterns are never needed.
  return (path) => {
    if (!path.startsWith(start)) return undefined;
    pattern ??= new RegExp(`^${parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&")).join("([^/]+)")}$`);
    return pattern.exec(path)?.slice(1);
  };
}

/** What the name of a store says of its path: `{ listId: "12" }` of `lists/12`. */
export function parametersOf(store: string, routes: readonly Route[]): Readonly<Record<string, string>> {
  const [name, ...values] = store.split("/");
  const namesIn = ({ path }: SandboxOperation) =>
    [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter = ""]) => parameter);
  const route = routes.find(({ api, operation }) => api === name && namesIn(operation).length === values.length);
  return route === undefined || values.length === 0
    ? {}
    : Object.fromEntries(namesIn(route.operation).map((parameter, at) => [parameter, values[at] ?? ""]));
}

/** The api of a store: `objects` of `objects/contacts`. */
export function apiOf(store: string): string {
  return store.split("/", 1)[0] ?? store;
}
