/** What the channels of `node:diagnostics_channel` tell: no token, and of records how many there were. */
import type { HubSpotError } from "./hubspot-error.js";
import type { HaltReason, OutcomeStatus } from "./outcome.js";
import type { BatchSummary, Counts, Progress, RequestCounts } from "./summary.js";

/**
 * The channels, by name, and what is told on each. The first three are tracing channels: `tracingChannel(name)`, whose
 * `start` comes before, `asyncEnd` when all is over. Nothing is told, and nothing loaded for it, where nobody listens when
 * a run begins: who subscribes meanwhile hears of its requests at most.
 */
export interface ChannelMessages {
  /** A run of a batch method. */
  readonly "hubspot-batch:run": RunMessage;
  /** A batch, with all the requests that it takes until each of its inputs is settled. */
  readonly "hubspot-batch:batch": BatchMessage;
  /** A request, once for each time that it is sent, those of `hubspot.api` too. */
  readonly "hubspot-batch:request": RequestMessage;
  /** A plain channel: a request begins to wait. */
  readonly "hubspot-batch:wait": WaitMessage;
}

/** What has a start and an end. */
export interface Traced {
  /**
   * Left undefined for who hears of its `start` to set: it calls, at once, what begins, so that all that follows is in a context
   * of theirs. For contexts that are entered by a function alone, as OpenTelemetry's are; an `AsyncLocalStorage` is bound to
   * the channel. Who finds one there calls it inside their own.
   */
  within?: (begin: () => void) => void;
}

/** A run: the same object from its start to its end. */
export interface RunMessage extends Traced {
  /** What was called: `marketingEvents.upsert` for one. */
  readonly operation: string;
  /** The version of the API that it was called in. */
  readonly apiVersion: string;
  /** Most inputs in a batch. */
  readonly batchSize: number;
  /** Where it stands now, as `onProgress` is told, but for its waits: these have a channel of their own. */
  progress(): Omit<Progress, "waiting">;
  /** There at its end. */
  readonly result?: RunResult;
}

/** How a run ended. */
export interface RunResult {
  /** Whether every input of the source was read and succeeded. */
  readonly ok: BatchSummary["ok"];
  /** How many inputs had which fate. */
  readonly counts: Counts;
  /** Requests, by what made them necessary. */
  readonly requests: RequestCounts;
  /** Present when it ended before its inputs did. */
  readonly halted?: HaltReason;
}

/** A batch: the same object from its start to its end. */
export interface BatchMessage extends Traced {
  /** The run that it is of. */
  readonly run: RunMessage;
  /** How many inputs it has. */
  readonly size: number;
  /** What became of each input so far, as far as it is settled: built when it is called. */
  outcomes(): readonly SettledPlace[];
  /** How many of its inputs had which fate: there at its end. */
  readonly result?: Counts;
}

/** What became of one input, without its content. */
export interface SettledPlace {
  /** Its place in the source. */
  readonly index: number;
  /** Its fate. */
  readonly status: OutcomeStatus;
  /** HubSpot's own id of its record, where it is known. */
  readonly recordId?: string;
}

/** A request, each time that it is sent: the same object from its start to its end. */
export interface RequestMessage extends Traced {
  /** The batch that it is for; absent of a single request. */
  readonly batch?: BatchMessage;
  /** How many inputs it has: all of its batch's, or where the bad ones are searched for, some. Absent of a single request. */
  readonly size?: number;
  /** Its HTTP method. */
  readonly method: string;
  /** The server that it goes to: `https://api.hubapi.com`. */
  readonly server: string;
  /** From 1; above it, it was sent before and failed. */
  readonly attempt: number;
  /** What else than a batch's first sending made it necessary. */
  readonly why?: "isolating" | "lookAlike";
  /** There at its end, where there was an answer, whatever its status. */
  readonly result?: RequestResult;
  /** There at its end, on `error` too, where there was none. */
  readonly error?: HubSpotError;
}

/** What an answer tells beside its body. */
export interface RequestResult {
  /** Its HTTP status. */
  readonly status: number;
  /** The quota that it was counted against, as its headers tell it. */
  readonly quota?: { readonly requests: number; readonly intervalMs: number };
  /** What was left of that quota. */
  readonly remaining?: number;
  /** What was left of the account's day. */
  readonly today?: number;
}

/** A request begins to wait: for the quota, or after a failure. */
export interface WaitMessage {
  /** The batch that it is for. */
  readonly batch: BatchMessage;
  /** What it waits for. */
  readonly reason: NonNullable<Progress["waiting"]>["reason"];
  /** Until when, as far as it is known: a `Date.now()` time. */
  readonly untilMs: number;
  /** Resolves when it does not wait any more, whether it is sent then or not. */
  ended(): Promise<void>;
}
