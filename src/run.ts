import { Batch, type Delivery } from "./batch.js";
import type { Operation } from "./contract.js";
import { CallerError, type HubSpotError, InvalidInputError } from "./errors.js";
import { fieldOf, identityOf } from "./identity.js";
import type { CallSettings } from "./options.js";
import type { BatchSummary, Fate, HaltReason, Outcome, Progress } from "./outcome.js";
import { type Entry, Plan } from "./plan.js";
import type { RateLimiter } from "./rate-limiter.js";
import { Tallies } from "./report.js";
import { type Inputs, Source } from "./source.js";
import type { Errand, Halt, Transport } from "./transport.js";
import type { Prepare } from "./validate.js";

/** All that a run needs of its client. */
export interface RunOptions {
  readonly operation: Operation;
  /** Makes the version's fetch client, once. */
  readonly client: () => unknown;
  readonly transport: Transport;
  readonly limiter: RateLimiter;
  readonly concurrency: number;
  readonly settings: CallSettings;
  /** Loads the check of inputs. */
  readonly prepare: () => Promise<Prepare>;
}

/** Where a run's outcomes go. */
export interface Sink<I, R> {
  /** Called with each outcome, in the order in which they settle. */
  settled(outcome: Outcome<I, R>): void;
  /** Called with records that can't be tied to one input. */
  untied(records: readonly R[]): void;
  /** Outcomes the consumer has not taken yet; they count towards what a run may hold. */
  held(): number;
}

/** Batches in flight before the first answer. */
const FIRST_IN_FLIGHT = 4;
/** Batches read ahead of those in flight: what look-alikes and repeated records can be spread over. */
const LOOK_AHEAD = 4;
/** Batches given up in a row after which HubSpot counts as unavailable. */
const MOST_GIVEN_UP = 5;

/** How far a halt reaches: nothing new is begun, nothing is sent any more, or what is in flight is given up too. */
const REACH = { start: 1, send: 2, cut: 3 } as const;
const REACH_OF: Record<HaltReason, keyof typeof REACH> = {
  stopped: "start",
  "source-failed": "start",
  "callback-failed": "start",
  "daily-limit": "send",
  "daily-reserve": "send",
  unauthorized: "send",
  forbidden: "send",
  unavailable: "send",
  migrating: "send",
  "token-failed": "send",
  aborted: "cut",
  "timed-out": "cut",
};

/** One run: reads inputs, keeps as many batches in flight as make sense, and settles every input that it reads, once. */
export class Run<I extends object, R extends object> {
  readonly #options: RunOptions;
  readonly #sink: Sink<I, R>;
  readonly #tallies = new Tallies<I, R>();
  readonly #plan: Plan<I>;
  readonly #reach = { start: new AbortController(), send: new AbortController(), cut: new AbortController() };
  readonly #ownTraces = new Set<string>();
  readonly #tracePrefix = `hb-${Math.random().toString(36).slice(2, 10)}-`;
  readonly #delivery: Delivery<I, R>;
  #source: Source<I> | undefined;
  #prepare: Prepare | undefined;
  #active = 0;
  #width: number;
  #givenUp = 0;
  #halted: Halt | undefined;
  #phase: "idle" | "running" | "ending" | "ended" = "idle";
  #pumping = false;
  #waiting: Progress["waiting"];
  #telling: Promise<void> = Promise.resolve();
  /** Outcomes that `onProgress` knows of. */
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: (summary: BatchSummary<I>) => void = () => {};
  /** Resolves when every input read is settled; never rejects. */
  readonly ended = new Promise<BatchSummary<I>>((resolve) => {
    this.#end = resolve;
  });

  constructor(options: RunOptions, sink: Sink<I, R>) {
    this.#options = options;
    this.#sink = sink;
    const { operation, settings, client, transport } = options;
    this.#plan = new Plan(operation, settings.batchSize);
    this.#width = Math.min(FIRST_IN_FLIGHT, options.concurrency);
    this.#delivery = {
      operation,
      client,
      transport,
      settings,
      errand: this.#errand(),
      refusals: 0,
      settle: (entry, fate) => this.#settle(entry, fate),
      leftOver: (untied, unattributed) => {
        this.#sink.untied(untied);
        this.#tallies.addUnattributed(unattributed);
      },
      reached: (answered, error) => this.#reached(answered, error),
    };
  }

  /** Begins to read and to send. */
  start(inputs: Inputs<I>): void {
    const { signal, totalTimeoutMs } = this.#options.settings;
    this.#phase = "running";
    if (totalTimeoutMs !== undefined)
      this.#timer = setTimeout(() => this.halt({ reason: "timed-out" }), totalTimeoutMs);
    signal?.addEventListener("abort", this.#abort, { once: true });
    if (signal?.aborted) this.#abort();
    try {
      this.#source = new Source(inputs);
    } catch (error) {
      this.#sourceFailed(error);
    }
    this.#options.prepare().then(
      (prepare) => {
        this.#prepare = prepare;
        this.pump();
      },
      (cause: unknown) =>
        this.halt({
          reason: "callback-failed",
          error: new CallerError("The schema of the inputs could not be loaded", { cause }),
        }),
    );
  }

  /** Ends the run before its inputs do; the first reason given stands. */
  halt(halt: Halt): void {
    if (this.#phase === "ended") return;
    this.#halted ??= halt;
    const reach = REACH[REACH_OF[halt.reason]];
    for (const name of ["start", "send", "cut"] as const) if (REACH[name] <= reach) this.#reach[name].abort(halt);
    if (this.#phase === "running") this.pump();
  }

  /** Does all that can be done now: reads, plans, sends, ends. Called whenever something has changed. */
  pump(): void {
    if (this.#pumping || this.#phase !== "running") return;
    this.#pumping = true;
    this.#read();
    while (this.#halted === undefined && this.#active < this.#width) {
      const batch = this.#plan.next(this.#source?.exhausted === true || this.#plan.size >= this.#lookAhead);
      if (batch === undefined) break;
      this.#active++;
      void this.#deliver(batch);
      this.#read();
    }
    this.#pumping = false;
    const finished = this.#source?.exhausted === true && this.#plan.size === 0;
    if (this.#active === 0 && (finished || this.#halted !== undefined)) void this.#finish();
  }

  get #lookAhead(): number {
    return LOOK_AHEAD * this.#options.settings.batchSize;
  }

  #read(): void {
    const source = this.#source;
    const prepare = this.#prepare;
    if (source === undefined || prepare === undefined) return;
    const most = this.#options.concurrency * this.#options.settings.batchSize + this.#lookAhead;
    const held = () => source.read - this.#tallies.counts.total + this.#sink.held();
    source.take(() => this.#halted === undefined && this.#plan.size < this.#lookAhead && held() < most, {
      take: (input, index) => this.#take(input, index, prepare),
      more: () => this.pump(),
      failed: (error) => this.#sourceFailed(error),
    });
  }

  #take(input: I, index: number, prepare: Prepare): void {
    if (this.#phase === "ended") return; // It came too late to be counted.
    const { operation } = this.#options;
    const json = prepare(input);
    if (typeof json !== "string") return this.#invalid(input, index, json);
    const own = operation.trace === undefined ? undefined : fieldOf(input, operation.trace);
    const entry: Entry<I> = {
      index,
      input,
      ...this.#traced(json, index, own),
      identity: identityOf(input, operation.identity),
      settled: false,
    };
    if (typeof own === "string") {
      if (this.#ownTraces.has(own)) {
        const message = `expected a trace id of its own, got ${JSON.stringify(own)}, which another input has too`;
        return this.#invalid(input, index, new InvalidInputError([{ path: operation.trace ?? "", message }]));
      }
      this.#ownTraces.add(own);
    }
    this.#plan.add(entry);
  }

  /** Stamps a trace id on the JSON, which is a copy; one of the caller's own is kept. */
  #traced(json: string, index: number, own: unknown): Pick<Entry, "json" | "trace"> {
    const { trace: field } = this.#options.operation;
    if (field === undefined || own != null)
      return { json, trace: typeof own === "string" && own !== "" ? own : undefined };
    const trace = this.#tracePrefix + index.toString(36);
    return { json: `{"${field}":"${trace}"${json === "{}" ? "" : ","}${json.slice(1)}`, trace };
  }

  async #deliver(batch: readonly Entry<I>[]): Promise<void> {
    try {
      await new Batch(this.#delivery).send(batch);
    } catch (cause) {
      const error = new CallerError("The contract's `send` failed", { cause });
      for (const entry of batch) this.#settle(entry, { status: "unknown", error, resend: "read-first" });
    }
    await this.#tell();
    this.#active--;
    this.pump();
  }

  #invalid(input: I, index: number, error: InvalidInputError): void {
    this.#emit({ index, input, status: "failed", scope: "record", error, resend: "pointless" });
  }

  #settle(entry: Entry<I>, fate: Fate<R>): void {
    if (entry.settled) return;
    entry.settled = true;
    this.#plan.settled(entry);
    if (entry.trace !== undefined) this.#ownTraces.delete(entry.trace);
    this.#emit({ index: entry.index, input: entry.input, ...fate });
  }

  #emit(outcome: Outcome<I, R>): void {
    this.#tallies.add(outcome);
    this.#sink.settled(outcome);
  }

  #reached(answered: boolean, error: HubSpotError | undefined): void {
    if (this.#halted !== undefined) return;
    this.#givenUp = answered ? 0 : this.#givenUp + 1;
    // One more for each answer doubles the width within a round trip; a batch given up halves it.
    this.#width = answered ? Math.min(this.#options.concurrency, this.#width + 1) : Math.max(1, this.#width >> 1);
    if (this.#givenUp >= MOST_GIVEN_UP) this.halt({ reason: "unavailable", ...(error && { error }) });
  }

  readonly #abort = () => this.halt({ reason: "aborted" });

  #sourceFailed(cause: unknown): void {
    this.halt({ reason: "source-failed", error: new CallerError("The source of the inputs threw", { cause }) });
  }

  #errand(): Errand {
    const { start, send, cut } = this.#reach;
    return {
      start: start.signal,
      send: send.signal,
      cut: cut.signal,
      tally: this.#tallies.requests,
      halt: (halt) => this.halt(halt),
      wait: (waiting) => {
        this.#waiting = waiting;
        if (waiting !== undefined) void this.#tell();
      },
    };
  }

  /** Calls `onProgress` after the calls before it; waits for it, but not past a cut. */
  async #tell(): Promise<void> {
    const { onProgress } = this.#options.settings;
    const cut = this.#reach.cut.signal;
    if (onProgress === undefined || this.#halted?.reason === "callback-failed" || cut.aborted) return;
    const told = this.#telling.then(() => onProgress(this.#progress()));
    this.#telling = told.catch(() => {});
    await new Promise<void>((resolve) => {
      const done = () => {
        cut.removeEventListener("abort", done);
        resolve();
      };
      cut.addEventListener("abort", done, { once: true });
      told.then(done, (cause: unknown) => {
        this.halt({ reason: "callback-failed", error: new CallerError("onProgress threw", { cause }) });
        done();
      });
    });
  }

  #progress(): Progress {
    const { counts, requests } = this.#tallies;
    this.#told = counts.total;
    const waiting = this.#waiting ?? this.#options.limiter.waiting();
    const read = this.#source?.read ?? 0;
    return {
      read,
      settled: counts.total,
      counts: { ...counts },
      requests: { ...requests },
      ...(waiting && { waiting }),
    };
  }

  async #finish(): Promise<void> {
    this.#phase = "ending";
    clearTimeout(this.#timer);
    this.#options.settings.signal?.removeEventListener("abort", this.#abort);
    const source = this.#source;
    source?.close();
    const { reason, error } = this.#halted ?? { reason: "stopped" };
    const unsent: Fate<R> = { status: "unsent", reason, resend: "safe", ...(error && { error }) };
    for (const entry of this.#plan.drain()) this.#settle(entry, unsent);
    const first = source?.read ?? 0;
    source?.rest().forEach((input, offset) => this.#emit({ index: first + offset, input, ...unsent }));
    if (this.#told < this.#tallies.counts.total) await this.#tell();
    this.#phase = "ended";
    this.#end(this.#tallies.summary({ read: source?.read ?? 0, exhausted: source?.exhausted ?? false }, this.#halted));
  }
}
