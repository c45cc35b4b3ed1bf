/** Options: what a caller may set, its bounds and defaults, and the one way in which a mistake in it is told. */
import type { Progress } from "../outcome/summary.js";
import type { Quota, RateLimiter, Reserve } from "../pace/pace.js";
import type { RetryOptions } from "../wire/backoff.js";
import type { TokenFunction } from "../wire/token.js";
import type { Fetch } from "../wire/wire.js";
import type { Portal } from "./portal.js";

/** What a client is made of. */
export interface ClientOptions<
  V = string | Readonly<Record<string, string | undefined>>,
  Types extends object = Readonly<Record<string, object>>,
> {
  /**
   * A private app's or OAuth access token, or a function that gives one, alone or as `{ token, expiresAt }`: called when
   * the first is needed, again for each token that HubSpot rejects, and a minute before one ends (half way to its end, where
   * that is later). Default: the environment variable `HUBSPOT_ACCESS_TOKEN`.
   */
  readonly accessToken?: string | TokenFunction | undefined;
  /**
   * Which of the contract's versions to speak: one, or `{ default, listings: "v3" }` where an API is to have another than
   * the rest. `hubspot.api` then speaks the default. Default: a version that is fixed for a major version of this package.
   */
  readonly apiVersion?: V | undefined;
  /**
   * Another server, `https:` unless it is a loopback address or the host of `allowInsecure`. Default: the contract's.
   */
  readonly baseUrl?: string | undefined;
  /**
   * DANGER: sends the access token and every record unencrypted, for everybody on the way to read. The host, as `baseUrl`
   * names it, to which `http:` is allowed; `true` allows it to any host that `baseUrl` names. For a sandbox in a network
   * of your own (`http://hubspot-sandbox:8080`), with a made-up token; never for HubSpot, whose host it does not allow.
   * Default false: `http:` goes to loopback addresses only.
   */
  readonly allowInsecure?: string | boolean | undefined;
  /**
   * Carries the requests. Default: in Node its own `https`, as long as the global `fetch` is no more than Node's own;
   * elsewhere the global `fetch`.
   */
  readonly fetch?: Fetch | undefined;
  /**
   * A ceiling on requests, which HubSpot's headers may only lower. Default: 100 per 10,000 ms (the smallest burst limit
   * HubSpot documents) until its headers say otherwise.
   */
  readonly quota?: Quota | undefined;
  /** Part of the account's budget to leave to others. */
  readonly reserve?: Reserve | undefined;
  /** A limiter from `createRateLimiter` to share with other clients, or your own; excludes `quota` and `reserve`. */
  readonly rateLimiter?: RateLimiter | undefined;
  /**
   * Most batches of a run in flight at once, 1 to 1,000; fewer at first, and while HubSpot fails. Default 32, and where
   * answers take longer than 250 ms up to the quota's requests, 20,000 inputs and 64 MB, for less would leave quota unused.
   */
  readonly concurrency?: number | undefined;
  /** When a request is sent again; see each field's default. */
  readonly retry?: Partial<RetryOptions> | undefined;
  /** Longest time for one attempt, from sending to the end of the body, in ms. Default 110,000: HubSpot itself gives up after 100 s. */
  readonly timeoutMs?: number | undefined;
  /** Whether inputs are checked against the contract before they are sent. Default true. */
  readonly validate?: boolean | undefined;
  /**
   * What becomes of fields, and of an enum's values, that the contract does not know: `refuse` (default) fails the input,
   * `send` sends them along. HubSpot adds some every year.
   */
  readonly unknownFields?: "refuse" | "send" | undefined;
  /**
   * Whether what the contract refuses is written as HubSpot takes it, on a copy: numbers and booleans as text among a
   * record's properties, which are left out where undefined; date-times of any ISO form; whatever has a `toJSON`, as a
   * `Date` has. The types of inputs take these either way. Default true; where `validate` is false, all is sent as it is.
   */
  readonly coerce?: boolean | undefined;
  /**
   * The properties of the portal's records, from the file that `hubspot-batch types` writes: inputs, `idProperty`, what is
   * read and records then have their names and types, and an input that sets a property which the portal does not have, or
   * which is read-only, fails by itself, with a suggestion, before it is sent. With `unknownFields: "send"`, or `validate`
   * false, the types alone remain. Default: properties of any name.
   */
  readonly portal?: Portal<Types> | undefined;
  /** The `User-Agent` header. Default: the runtime's. */
  readonly userAgent?: string | undefined;
}

/** How many requests finding bad records may cost. */
export interface IsolateOptions {
  /** Further requests per refused batch. Default 120. */
  readonly maxRequests?: number | undefined;
  /**
   * Refused requests per run: HubSpot's marketplace asks that under 5 % of a day's requests fail. Where four of ten records of
   * three refused batches or more are bad, and those of the whole run would be more than this, none is looked for any more:
   * the inputs are `failed` with their batches, safe to be sent again. Default 1,000.
   */
  readonly maxRefusals?: number | undefined;
}

/** What one call may set. */
export interface CallOptions<
  Path = Record<string, string> | undefined,
  Body = object | undefined,
  Query = object | undefined,
> {
  /** Cuts the run: nothing more is sent, what is in flight is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Inputs per request, 1 to the contract's maximum, or 10,000 where HubSpot documents none. Default: the method's. */
  readonly batchSize?: number | undefined;
  /** Longest time for the whole run, in ms; then it is cut as by `signal`. Default: none. */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * A `Date.now()` time by which the run has ended. Nothing is begun that is not likely to be answered by then, judging by the
   * answers of this run so far; what is still in flight shortly before it is cut: up to 100 ms, and in a process that is busy
   * with other work up to a quarter of the time there is, as it measures how long nothing can be heard. What can't be held:
   * work that blocks the process for longer than ever before, just then, has the run end when that is done. The run halts
   * with `timed-out`; one whose deadline has passed sends nothing. Default: none.
   */
  readonly deadlineMs?: number | undefined;
  /** Called and awaited after each settled batch, and when a wait begins, one call at a time; if it throws, the run halts. */
  readonly onProgress?: ((progress: Progress) => void | Promise<void>) | undefined;
  /** Bounds on finding the bad records of a refused batch; `false`: a refused batch fails as a whole. */
  readonly isolate?: IsolateOptions | false | undefined;
  /** The path's parameters, where the contract's path has some. */
  readonly path?: Path | undefined;
  /** The body's fields beside its inputs, where the contract's body has some. */
  readonly body?: Body | undefined;
  /** The query's parameters, where the contract has some: texts, numbers, truth values, or lists of them. */
  readonly query?: Query | undefined;
  /**
   * The index of the first input, 0 to 2^52. Default 0; where an earlier run ended, indexes go on from there. Outcomes,
   * `errors.indexes` and `settledUpTo` count from it.
   */
  readonly firstIndex?: number | undefined;
  /**
   * Told where a later run may begin: every input below `next` is `succeeded` or `failed`, and its outcome was delivered, as
   * in `settledUpTo`. Called and awaited at most once a second while it moves on, and at the end, after an abort too; never
   * with a lower number. If it throws, the run halts with `callback-failed`. Once the run is cut (by `signal`, a time limit,
   * `graceMs`), the last call is waited for 2 s more, and no longer; with a `deadlineMs`, until shortly before it.
   *
   * Who begins there after a kill sends again what was in flight, what was answered in the last second, and what was answered
   * behind an input that had no outcome yet: twice as many batches as the run may hold at once (`concurrency` and 4 more) at
   * most, for no more is read past such an input; and all that followed one that is `unknown`. By default these are 7,200
   * inputs, in batches of 100, and up to 40,800 while answers take longer than 250 ms, for then more is in flight.
   */
  readonly onCheckpoint?: ((next: number) => void | Promise<void>) | undefined;
  /**
   * Called and awaited before each request, further attempts included, with the inputs it is of: for who keeps a journal. If it
   * gives a function, that is called when the request is sent, with nothing in between: for who holds a lock, as a request that
   * waits for the quota again is not told of again. If either throws, nothing is sent, and the run halts with `callback-failed`.
   */
  readonly beforeSend?: ((request: ComingRequest) => void | (() => void) | Promise<void | (() => void)>) | undefined;
  /**
   * What becomes of several inputs of one record that wait to be sent. `each` (default): each is written, in order. `last`:
   * one is not sent where a later one sets every field and property that it sets, and those between them are not sent either:
   * items with a name count as properties do, of other lists each item; null sets nothing, nor does a text that begins with
   * a semicolon, to which HubSpot adds. The later one stands for it: its outcome has that one's fate, a refusal too, and
   * index (`supersededBy`). Where only one sets what the other does not, and of operations that are not idempotent, each is
   * written. What is in flight is never superseded.
   */
  readonly sameRecord?: "each" | "last" | undefined;
  /**
   * `required`: every written record comes back with its id. Inputs that would look alike in HubSpot's answer are sent apart,
   * down to one by one, and those whose records can't be told apart all the same are written again, alone; at most one request
   * an input, and `isolate.maxRequests` more than full batches take for each full batch. `report.missingIds` says of which the
   * id is not known, and why. Default: they are sent apart in batches as small as a fifth, and may share one beyond that.
   */
  readonly records?: "required" | undefined;
  /**
   * Longest time, in ms, that an input waits for others to fill its batch, from when it could go; then the batch goes as it
   * is. 0 to 2^31 - 1. For a source that trickles, or that gives no more before it has outcomes. Default: none, a batch
   * waits until it is full or the source has ended.
   */
  readonly lingerMs?: number | undefined;
}

/** A request that is about to be sent. */
export interface ComingRequest {
  /** The inputs' indexes. */
  readonly indexes: readonly number[];
  /** The caller's own objects, as in the outcomes. */
  readonly inputs: readonly unknown[];
  /** 1 at first, and one more each time that the same request is sent again. */
  readonly attempt: number;
  /** Whether the operation may be sent again where the answer is lost: where it may not, a journal has to know of it before. */
  readonly idempotent: boolean;
}

/** Makes an input of each row; a call with it takes rows of any kind. */
export interface Mapping<Row, Input> {
  /**
   * Called with each row and its index, once, when it is read; it gives the input, at once. The row is the outcome's
   * `input`, and what is sent its `sent`. A row for which it throws fails by itself.
   */
  readonly map: (row: Row, index: number) => Input;
}

/** What a call may have beside its options: rows of any kind and what makes inputs of them, seen from inside. */
export interface MayMap {
  readonly map?: Mapping<object, unknown>["map"] | undefined;
}

/** A `CallOptions` with every default filled in. */
export interface CallSettings {
  /** The version that is called. */
  readonly apiVersion?: string;
  readonly signal: AbortSignal | undefined;
  readonly batchSize: number;
  readonly totalTimeoutMs: number | undefined;
  readonly deadlineMs?: number | undefined;
  readonly onCheckpoint?: ((next: number) => void | Promise<void>) | undefined;
  readonly onProgress: ((progress: Progress) => void | Promise<void>) | undefined;
  readonly isolate: { readonly maxRequests: number; readonly maxRefusals: number };
  readonly path: Record<string, string> | undefined;
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly firstIndex: number;
  readonly beforeSend: CallOptions["beforeSend"];
  readonly sameRecord?: "each" | "last" | undefined;
  readonly records?: "required" | undefined;
  readonly lingerMs?: number | undefined;
  readonly map: MayMap["map"];
}
