/** A run's course in time, as its channels tell it, in memory that does not grow with the run. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { BatchMessage, Counts, RequestMessage, WaitMessage } from "../../index.js";

/** Most spans of time that are kept: with more, each two become one. */
const MOST_SPANS = 120;
/** Length of a span at first, in ms. */
const FIRST_SPAN_MS = 250;

/** What went on in a span of time. */
export interface Span {
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
  /** Requests that were answered, or failed. */
  readonly requests: number;
  /** Answers with status 429. */
  readonly rateLimited: number;
  /** Requests that had no answer, or one above 499. */
  readonly faults: number;
  /** How long requests waited for the quota, after a 429, or after a failure; in ms, each moment once. */
  readonly waitedMs: number;
}

/** What went on in time. */
export interface Course {
  /** When the first span begins: a `Date.now()` time. */
  readonly startedMs: number;
  readonly spanMs: number;
  readonly spans: readonly Span[];
  /** What HubSpot said of its quota last, and how many records went into a request. */
  readonly quota?: { readonly requests: number; readonly intervalMs: number };
  readonly batchSize: number;
}

type Counting = { -readonly [K in keyof Span]: number };

/** Collects what one operation's runs tell, from its making to its end. */
export class CourseCollector {
  readonly #now: () => number;
  readonly #operation: string;
  readonly #startedMs: number;
  readonly #unsubscribe: () => void;
  #spanMs = FIRST_SPAN_MS;
  #spans: Counting[] = [];
  #quota: Course["quota"];
  #batchSize = 0;
  #waitedUntilMs = 0;

  constructor(operation: string, now: () => number = Date.now) {
    this.#operation = operation;
    this.#now = now;
    this.#startedMs = now();
    // What is told on each is `ChannelMessages`.
    const hearing: Readonly<Record<string, (told: unknown) => void>> = {
      "tracing:hubspot-batch:batch:asyncEnd": (told) => this.#batchEnded(told as BatchMessage),
      "tracing:hubspot-batch:request:asyncEnd": (told) => this.#requestEnded(told as RequestMessage),
      "hubspot-batch:wait": (told) => this.#waits(told as WaitMessage),
    };
    for (const [name, hear] of Object.entries(hearing)) subscribe(name, hear);
    this.#unsubscribe = () => {
      for (const [name, hear] of Object.entries(hearing)) unsubscribe(name, hear);
    };
  }

  /** What HubSpot said of its quota last. */
  get quota(): Course["quota"] {
    return this.#quota;
  }

  /** Listens no more, and gives what was heard. */
  end(): Course {
    this.#unsubscribe();
    // What was waited for need not have come.
    this.#spanAt(this.#now());
    const last = Math.floor((this.#now() - this.#startedMs) / this.#spanMs);
    return {
      startedMs: this.#startedMs,
      spanMs: this.#spanMs,
      spans: this.#spans.slice(0, last + 1),
      batchSize: this.#batchSize,
      ...(this.#quota && { quota: this.#quota }),
    };
  }

  #batchEnded({ run, result }: BatchMessage): void {
    if (run.operation !== this.#operation || result === undefined) return;
    this.#batchSize = run.batchSize;
    const span = this.#spanAt(this.#now());
    for (const status of ["succeeded", "failed", "unknown", "unsent"] as const satisfies readonly (keyof Counts)[])
      span[status] += result[status];
  }

  #requestEnded({ batch, result }: RequestMessage): void {
    if (batch?.run.operation !== this.#operation) return;
    const span = this.#spanAt(this.#now());
    span.requests++;
    if (result === undefined || result.status >= 500) span.faults++;
    if (result?.status === 429) span.rateLimited++;
    this.#quota = result?.quota ?? this.#quota;
  }

  #waits({ batch, untilMs }: WaitMessage): void {
    if (batch.run.operation !== this.#operation) return;
    // Many wait at once, and each moment counts once.
    let fromMs = Math.max(this.#now(), this.#waitedUntilMs);
    this.#waitedUntilMs = Math.max(untilMs, this.#waitedUntilMs);
    while (fromMs < untilMs) {
      const span = this.#spanAt(fromMs);
      const endMs = this.#startedMs + (Math.floor((fromMs - this.#startedMs) / this.#spanMs) + 1) * this.#spanMs;
      span.waitedMs += Math.min(endMs, untilMs) - fromMs;
      fromMs = endMs;
    }
  }

  #spanAt(ms: number): Counting {
    while (Math.floor((ms - this.#startedMs) / this.#spanMs) >= MOST_SPANS) this.#halve();
    const at = Math.max(0, Math.floor((ms - this.#startedMs) / this.#spanMs));
    while (this.#spans.length <= at) this.#spans.push(none());
    return this.#spans[at] as Counting; // It was just made, if it was not there.
  }

  #halve(): void {
    this.#spanMs *= 2;
    const half: Counting[] = [];
    for (const [at, span] of this.#spans.entries()) {
      const into = (half[at >> 1] ??= none());
      for (const key of Object.keys(span) as (keyof Span)[]) into[key] += span[key];
    }
    this.#spans = half;
  }
}

function none(): Counting {
  return { succeeded: 0, failed: 0, unknown: 0, unsent: 0, requests: 0, rateLimited: 0, faults: 0, waitedMs: 0 };
}
