/** Everything the engine knows of an endpoint: the generated operation table, and its types. */

/** What one operation takes and returns. */
export interface OperationTypes {
  /** One element of the request's `inputs`. */
  input: object;
  /** One element of the answer's `results`. */
  record: object;
  /** The path's parameters, or `undefined` where the path has none. */
  path: Record<string, string> | undefined;
  /** The body's fields beside its `inputs`, the same for a whole batch; left out where there are none. */
  body?: object;
  /** The query's parameters; left out where there are none. */
  query?: object;
}

/** Operations whose path parameters of these names have values already, as those of an object type by its name. */
export type Bound<Operations, Name extends string> = {
  [Verb in keyof Operations]: {
    [Part in keyof Operations[Verb]]: Part extends "path" ? Free<Operations[Verb][Part], Name> : Operations[Verb][Part];
  };
};

/** The path's parameters that have no values yet. */
export type Free<Path, Name extends string> =
  Exclude<keyof Path, Name> extends never ? undefined : { [Key in Exclude<keyof Path, Name>]: string };

/** What one read takes and gives. */
export interface ReadTypes {
  /** The parameters of its path and query. */
  parameters: object;
  /** The record, or each of a page. */
  record: object;
}

/** What one API version offers: its typed fetch client, and its operations and what it reads as `[api][verb]`. */
export interface VersionTypes {
  /** The typed openapi-fetch client. */
  client: object;
  /** What each batch operation takes and gives. */
  operations: Record<string, Record<string, OperationTypes>>;
  /** What each request that reads takes and gives; left out where there are none. */
  reads?: Record<string, Record<string, ReadTypes>>;
}

/** The types of a contract's versions, by name. */
export type ManyVersions<Types> = { [V in keyof Types]: VersionTypes };

/** Those of any contract. */
export type ContractTypes = Record<string, VersionTypes>;

/** One way a result finds its input; an operation's rules are tried in order. */
export type MatchRule =
  | {
      /** The result repeats the trace id that its input was sent with. */
      readonly trace: true;
    }
  | {
      /** The values at these paths of the result are, all together, those of these fields of the input. */
      readonly pairs: readonly (readonly [result: string, input: string])[];
      /**
       * Whether an association goes both ways: a result that shows them the other way round is of no other record, and the
       * input's where it comes alone. Two inputs that are each other's reverse count as one record, and share no request.
       */
      readonly reverse?: true;
    }
  | {
      /**
       * A dotted path, where the result has what the input has in `input`. `properties[idProperty]` looks up the key that the
       * input's `idProperty` names, or the body's, where that is one of the fields beside the inputs.
       */
      readonly result: string;
      /** The input's field. */
      readonly input: string;
      /** The rule speaks only of inputs that have this field. */
      readonly when?: string;
    }
  | {
      /**
       * These fields come back as they were sent, and together tell inputs apart. A list of `{ name, value }`, and an object,
       * are compared name by name, and a name that only one side has says nothing. An operation has at most one such rule.
       */
      readonly echo: readonly string[];
    };

/** What is used of a zod schema of an input. */
export interface InputSchema {
  /** Says whether an input fits, or all that is wrong with it. */
  safeParse(
    input: unknown,
  ):
    | { readonly success: true }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
  /** The schema's own description, in which a misspelt field's neighbours are looked up. */
  readonly def: object;
}

/** One reason a schema gives for refusing an input. */
export interface SchemaIssue {
  /** What kind of reason it is, as `unrecognized_keys`. */
  readonly code?: string | undefined;
  /** Where in the input. */
  readonly path: readonly PropertyKey[];
  /** The reason, in zod's words. */
  readonly message: string;
  /** The type that was expected. */
  readonly expected?: unknown;
  /** The format that a text was expected to have. */
  readonly format?: unknown;
  /** The values of which one was expected. */
  readonly values?: readonly unknown[];
  /** The names that are none of the schema's. */
  readonly keys?: readonly string[];
}

/** What the engine adds to a generated `send`: what takes the request, the body's text, the path's parameters. */
export interface SendInit<Path = Record<string, string> | undefined> {
  /** Gets the client's own `Request`, once for a run: what it says, but for its body, is true of each of the run's requests. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Gives no body: that is written apart, of each record once. */
  readonly bodySerializer: () => string;
  /** The path's parameters, and the query's, of which the call's options were checked; none where there are none. */
  readonly params: (Path extends undefined ? { readonly path?: never } : { readonly path: Path }) & {
    readonly query?: never;
  };
}

/** The body of a request. */
export type BatchBody<Types extends OperationTypes> = { inputs: Types["input"][] } & (Types extends {
  body: infer Shared extends object;
}
  ? Shared
  : unknown);

/** What the options of a call are checked against. */
export interface Signature {
  /** The path template, or as much of it as has parameters. */
  readonly path: string;
  /** Inputs per request unless the caller says otherwise. */
  readonly batchSize: number;
  /** HubSpot's documented maximum of inputs per request, where there is one. */
  readonly maxItems?: number;
  /** The body's fields beside its `inputs`, and whether it may lack them. Absent: there are none. */
  readonly body?: Readonly<Record<string, "required" | "optional">>;
  /** The query's parameters, and whether it may lack them. Absent: there are none. */
  readonly query?: Readonly<Record<string, "required" | "optional">>;
}

/** Items of a list that is read, and what has to be among them. */
export interface Listed {
  /** The list, by its path. */
  readonly list: string;
  /** The input's list, of which each item means one; without it, the input itself does. */
  readonly of?: string;
  /** An item's field → the path of the same value in the input, or in an item of its list. */
  readonly item: Readonly<Record<string, string>>;
  /** What has to be among the item's own list. */
  readonly parts?: Listed;
}

/** How it is read what became of an input whose answer was lost. */
export interface ReadBack {
  /** The batch operation of the same API that reads its records, or the request that reads one. */
  readonly operation: string;
  /**
   * The read's field or parameter → where its value stands in the input. `$by` is the unique property that the caller
   * names, `properties[$by]` the input's value of it.
   */
  readonly by: Readonly<Record<string, string>>;
  /** The read's field that lists names → the input's map that they are the names of. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the read says besides, in its body or its query, of whatever record. */
  readonly always?: Readonly<Record<string, string | boolean>>;
  /** Where the input stands in what is read, if that is more than its record: an association among all of one record. */
  readonly within?: Listed;
  /** The property that is `$by` unless the caller names another. */
  readonly unique?: string;
  /** What the input is where there is no such record. */
  readonly absent: "unsent" | "failed" | "succeeded";
}

/** What an operation does with the links between records of two types, as the sandbox keeps them: each from both of its ends. */
export interface Links {
  /** `unlabel` takes kinds away, and the link with its last. */
  readonly does: "add" | "remove" | "unlabel" | "list";
  /** Where an input has the id of the record that a link begins at. */
  readonly from: string;
  /** Where it has that of the record, or of each record of a list, that it ends at. */
  readonly to?: string;
  /** The input's list of a link's kinds. */
  readonly types?: string;
  /** The result's list of links. */
  readonly list?: string;
  /** How that list calls what an input calls otherwise: `to` and `types`, and the fields of a kind. */
  readonly as?: Readonly<Record<string, string>>;
}

/** What a result of an operation that reads lists: records that others of the same API wrote, as the sandbox keeps them. */
export interface Gathers {
  /** The result's list. */
  readonly list: string;
  /** The input's field → the record's, which has the same value. */
  readonly by: Readonly<Record<string, string>>;
  /** An item's field → the record's, or a parameter of the path by which it was written. */
  readonly item: Readonly<Record<string, string>>;
}

/** One batch operation, as the contract and its overlays describe it. */
export interface Operation<Types extends OperationTypes = OperationTypes, Client = unknown> extends Signature {
  /** `api.verb`, as on the client. */
  readonly method: string;
  /** Whether a lost answer may be sent again. */
  readonly idempotent: boolean;
  /** The fields that make two inputs the same record. Empty: no two are. */
  readonly identity: readonly string[];
  /** The result's fields that hold HubSpot's own id, best first. */
  readonly recordId: readonly string[];
  /** The input's field for a trace id, where it has one. */
  readonly trace?: string;
  /** How its results find their inputs, tried in order. */
  readonly match: readonly MatchRule[];
  /** Key of an error's context → the field of the input whose values it lists. */
  readonly errors: Readonly<Record<string, string>>;
  /** Errors that are no failure: there is nothing to answer with, as with `NO_ASSOCIATIONS_FOUND`. Last words of a category or subcategory. */
  readonly empty?: readonly string[];
  /** True where it writes nothing: its answer is what was there. */
  readonly reads?: true;
  /** How its records are read, where the contract says it. */
  readonly read?: ReadBack;
  /** What it does with links between records, where it is about such. */
  readonly links?: Links;
  /** What its results list, where that is what others wrote. */
  readonly gathers?: Gathers;
  /** What the sandbox calls its records, where they are others than the rest of the API's. */
  readonly keeps?: string;
  /** True where success is an answer without a body (archive), or without results. */
  readonly noContent?: true;
  /** True where an input that HubSpot has nothing for is an error, although success has no content. */
  readonly namesMissing?: true;
  /** How requests are made, where that is not by POST. */
  readonly verb?: "PUT";
  /** The field of an input that alone is sent, as a text; absent where inputs are objects on the wire too. */
  readonly text?: string;
  /** True where a body is the array of inputs itself. */
  readonly bare?: true;
  /** The lists of texts that an answer has in place of results: the others were done before. */
  readonly answer?: {
    /** Those that HubSpot has nothing for. */
    readonly missing: string;
    readonly added?: string;
    readonly removed?: string;
  };
  /** The scopes the operation needs, as the contract lists them. */
  readonly scopes: readonly string[];
  /** The sets of them of which one will do, where not all are needed. */
  readonly scopeSets?: readonly (readonly string[])[];
  /** Calls the endpoint through the version's fetch client. */
  send(client: Client, body: BatchBody<Types>, init: SendInit<Types["path"]>): Promise<{ readonly response: Response }>;
  /** Loads the schema of one input; the only way zod is ever loaded. */
  schema(): Promise<InputSchema>;
  /** Loads one sample result; only the sandbox asks. */
  sample(): Promise<Types["record"] | undefined>;
}

/** The operations of one API. */
export type Operations<Types, Client = unknown> = {
  readonly [Verb in keyof Types]: Types[Verb] extends OperationTypes ? Operation<Types[Verb], Client> : never;
};

/** One request that reads, as the contract describes it: through `api`, a caller sends it as any other. */
export interface Read<Types extends ReadTypes = ReadTypes, Client = unknown> {
  /** `api.verb`, as in the contract. */
  readonly method: string;
  /** The path template. */
  readonly path: string;
  /** True where it is asked by a POST, with a body. */
  readonly isPost?: true;
  /** True where it answers with several, as `results`. */
  readonly isList?: true;
  /** Where a record has HubSpot's id, best first. */
  readonly recordId: readonly string[];
  /** The parameters that together are the record's fields of the same names. */
  readonly identity: readonly string[];
  /** How a parameter finds its record, tried in order. */
  readonly match: readonly Extract<MatchRule, { readonly input: string }>[];
  /** The scopes that it needs. */
  readonly scopes: readonly string[];
  /** The sets of them of which one will do, where not all are needed. */
  readonly scopeSets?: readonly (readonly string[])[];
  /** Where each parameter goes; `optional` ones of the query may be left out. */
  readonly parameters: Readonly<Record<string, "path" | "query" | "optional">>;
  /** Calls the endpoint through the version's fetch client. */
  send(
    client: Client,
    given: { readonly params: { readonly path: Values; readonly query: Values }; readonly body?: object },
    init: Pick<SendInit, "fetch">,
  ): Promise<{ readonly response: Response }>;
  /** Loads one sample record; only the sandbox asks. */
  sample(): Promise<Types["record"]>;
}

/** Parameters by name. */
export type Values = Readonly<Record<string, string>>;

/** What one API reads. */
export type Reads<Types, Client = unknown> = {
  readonly [Verb in keyof Types]: Types[Verb] extends ReadTypes ? Read<Types[Verb], Client> : never;
};

/** How a version's client is made. */
export interface Connecting<Client> {
  /** Makes the typed openapi-fetch client. */
  createClient(options: {
    baseUrl: string;
    headers: Readonly<Record<string, string>>;
    fetch: (request: Request) => Promise<Response>;
    Request: typeof Request;
  }): Client;
}

/** How a version's client is made, and where it sends to. */
export interface Connection<Client> extends Connecting<Client> {
  /** The server that the contract names. */
  readonly baseUrl: string;
}

/** One API version of a contract. */
export interface Version<Types extends VersionTypes = VersionTypes> extends Connection<Types["client"]> {
  /** Its batch operations, as `api.verb`. */
  readonly operations: {
    readonly [Api in keyof Types["operations"]]: Operations<Types["operations"][Api], Types["client"]>;
  };
  /** What it reads, where it reads anything. */
  readonly reads?: {
    readonly [Api in keyof Types["reads"]]: Reads<Types["reads"][Api], Types["client"]>;
  };
}

/** What makes a version's client, and loads each API of it: its `Operations`, and its `Reads` where it reads anything. */
export interface ApiLoaders<Types extends VersionTypes = VersionTypes> extends Connecting<Types["client"]> {
  /** Loads the operations of each API. */
  readonly operations: { readonly [Api in keyof Types["operations"]]: () => Promise<object> };
  /** Loads what reads each API. */
  readonly reads?: { readonly [Api in keyof Types["reads"]]: () => Promise<object> };
}

/** One API version of a contract, of which a client loads what it calls. */
export interface LazyVersion<Types extends VersionTypes = VersionTypes> extends Pick<Connection<never>, "baseUrl"> {
  /** What the options of each method are checked against. */
  readonly signatures: {
    readonly [Api in keyof Types["operations"]]: { readonly [Verb in keyof Types["operations"][Api]]: Signature };
  };
  /** Loads what makes the client and loads each API, with the first call of any. */
  readonly load: () => Promise<ApiLoaders<Types>>;
}

/** A generated contract: what `npm run codegen` writes to `generated/operations.ts`. */
export interface Contract<Types extends { [V in keyof Types]: VersionTypes } = ContractTypes> {
  /** The API versions that it describes, by name. */
  readonly versions: { readonly [V in keyof Types]: Version<Types[V]> };
}

/** The same, of which a client loads what it calls: `generated/lazy.ts`. */
export interface LazyContract<Types extends { [V in keyof Types]: VersionTypes } = ContractTypes> {
  /** The API versions that it describes, by name. */
  readonly versions: { readonly [V in keyof Types]: LazyVersion<Types[V]> };
}
