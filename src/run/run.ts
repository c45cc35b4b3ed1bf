import type { Operation } from "../contract.js";
import { Entries } from "../intake/entries.js";
import { type Entry, Plan } from "../intake/plan.js";
import { type Inputs, Source } from "../intake/source.js";
import type { Prepare } from "../intake/validate.js";
import type { CallSettings } from "../options/options.js";
import { CallerError, type HubSpotError } from "../outcome/errors.js";
import { type Halt, HaltSwitch } from "../outcome/halt.js";
import type { BatchSummary, Fate, HaltReason, Outcome, Progress } from "../outcome/outcome.js";
import { ReportBuilder } from "../outcome/report.js";
import type { RateLimiter } from "../pace/pace.js";
import type { RequestContext, Transport } from "../wire/transport.js";
import { Batch, type BatchContext } from "./batch.js";
import { ProgressReporter } from "./progress.js";

/** All that a run needs of its client. */
export interface RunOptions {
  readonly operation: Operation;
  /** The version's fetch client. */
  readonly client: unknown;
  readonly transport: Transport;
  readonly limiter: RateLimiter;
  readonly concurrency: number;
  readonly settings: CallSettings;
  /** The check of inputs, while it loads. */
  readonly prepare: Promise<Prepare>;
}

/** Where a run's outcomes go. */
export interface OutcomeConsumer<I, R> {
  /** Called with each outcome, in the order in which they settle. */
  settled(outcome: Outcome<I, R>): void;
  /** Called with records that can't be tied to one input. */
  untied(records: readonly R[]): void;
  /** Outcomes the consumer has not taken yet; they count towards what a run may hold. */
  held(): number;
}

/** Batches in flight before the first answer. */
const FIRST_IN_FLIGHT = 4;
/** Batches read ahead of those in flight, at most: what look-alikes and repeated records can be spread over. */
const LOOK_AHEAD = 4;
/** Inputs refused here before other work has its turn: there may be no end of them, and none takes a request to wait for. */
const MOST_REFUSED = 250;
/** Batches given up in a row after which HubSpot counts as unavailable. */
const MOST_GIVEN_UP = 5;

/** One run: reads inputs, keeps as many batches in flight as make sense, and settles every input that it reads, once. */
export class Run<I extends object, R extends object> {
  readonly #options: RunOptions;
  readonly #inputs: Inputs<I>;
  readonly #consumer: OutcomeConsumer<I, R>;
  readonly #report = new ReportBuilder<I, R>();
  readonly #switch = new HaltSwitch();
  readonly #plan: Plan<I>;
  readonly #reporter: ProgressReporter;
  readonly #context: BatchContext<I, R>;
  #source: Source<I> | undefined;
  #entries: Entries<I> | undefined;
  #active = 0;
  #width: number;
  /** Inputs to be read and not yet planned: a batch, or more where those fill none. */
  #wanted: number;
  #givenUp = 0;
  #phase: "idle" | "running" | "ending" | "ended" = "idle";
  #pumping = false;
  #waiting: Progress["waiting"];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refused = 0;
  /** Set while other work has its turn: nothing is read then. */
  #turn: ReturnType<typeof setTimeout> | undefined;
  #end: (summary: BatchSummary<I>) => void = () => {};
  /** Resolves when every input read is settled; never rejects. */
  readonly ended = new Promise<BatchSummary<I>>((resolve) => {
    this.#end = resolve;
  });

  constructor(inputs: Inputs<I>, options: RunOptions, consumer: OutcomeConsumer<I, R>) {
    const { operation, settings, client, transport } = options;
    this.#inputs = inputs;
    this.#options = options;
    this.#consumer = consumer;
    this.#plan = new Plan(settings.batchSize);
    this.#width = Math.min(FIRST_IN_FLIGHT, options.concurrency);
    this.#wanted = settings.batchSize;
    this.#reporter = new ProgressReporter(
      settings.onProgress,
      () => this.#progress(),
      (cause) => this.#fail("callback-failed", "onProgress threw", cause),
    );
    const { start, send, cut } = this.#switch;
    const request: RequestContext = {
      start,
      send,
      cut,
      counts: this.#report.requests,
      halt: (halt) => this.halt(halt),
      wait: (waiting) => {
        const news = this.#waiting === undefined && waiting !== undefined;
        this.#waiting = waiting;
        if (news) void this.#reporter.report(cut);
      },
    };
    this.#context = {
      operation,
      client,
      transport,
      settings,
      request,
      refusals: 0,
      settle: (entry, fate) => this.#settle(entry, fate),
      leftOver: (untied, unattributed) => {
        this.#consumer.untied(untied);
        this.#report.addUnattributed(unattributed);
      },
      reached: (answered, error) => this.#reached(answered, error),
    };
  }

  /** Begins to read and to send. */
  start(): void {
    const { operation, prepare, settings } = this.#options;
    const { signal, totalTimeoutMs } = settings;
    try {
      this.#source = new Source(this.#inputs);
    } catch (cause) {
      this.#fail("source-failed", "The source of the inputs threw", cause);
    }
    // Not before: to open the source may end the run, and what is set below is cleared by its end.
    this.#phase = "running";
    if (totalTimeoutMs !== undefined)
      this.#timer = setTimeout(() => this.halt({ reason: "timed-out" }), totalTimeoutMs);
    signal?.addEventListener("abort", this.#abort, { once: true });
    if (signal?.aborted === true) this.#abort();
    prepare.then(
      (loaded) => {
        this.#entries = new Entries(operation, loaded);
        this.pump();
      },
      (cause: unknown) => this.#fail("callback-failed", "The schema of the inputs could not be loaded", cause),
    );
  }

  /** Ends the run before its inputs do; the first reason given stands. */
  halt(halt: Halt): void {
    if (this.#phase === "ended") return;
    this.#switch.halt(halt);
    this.pump();
  }

  /** Does all that can be done now: reads, plans, sends, ends. Called whenever something has changed. */
  pump(): void {
    if (this.#pumping || this.#phase !== "running") return;
    this.#pumping = true;
    try {
      this.#send();
    } finally {
      this.#pumping = false;
    }
    const finished = this.#source?.exhausted === true && this.#plan.size === 0;
    if (this.#active === 0 && (finished || this.#switch.halted !== undefined)) void this.#finish();
  }

  #send(): void {
    const { batchSize } = this.#options.settings;
    while (this.#switch.halted === undefined && this.#active < this.#width) {
      this.#read(this.#wanted);
      const batch = this.#plan.next(this.#source?.exhausted === true || this.#plan.size >= this.#lookAhead);
      if (batch !== undefined) {
        this.#active++;
        void this.#deliver(batch);
        this.#wanted = batchSize;
      } else {
        if (this.#wanted === this.#lookAhead || this.#plan.size < batchSize) break;
        // Look-alikes and repeated records are in each other's way: they can be spread over more.
        this.#wanted = this.#lookAhead;
      }
    }
    // A source that has to be waited for is read ahead. Another shows whether there is more: read now, its inputs would
    // have left the processor's caches until they are sent.
    this.#read(this.#source?.asynchronous === true ? this.#wanted : 1);
  }

  get #lookAhead(): number {
    return LOOK_AHEAD * this.#options.settings.batchSize;
  }

  /** Reads until so many inputs are there to be planned. */
  #read(wanted: number): void {
    const source = this.#source;
    const entries = this.#entries;
    if (source === undefined || entries === undefined) return;
    const most = this.#options.concurrency * this.#options.settings.batchSize + this.#lookAhead;
    const held = () => source.read - this.#report.counts.total + this.#consumer.held();
    const free = () => this.#turn === undefined && this.#switch.halted === undefined;
    source.take(() => free() && this.#plan.size < wanted && held() < most, {
      take: (input, index) => {
        if (this.#phase !== "running") return; // It came too late to be counted.
        const entry = entries.make(input, index);
        if (!(entry instanceof Error)) return this.#plan.add(entry);
        this.#emit({ index, input, status: "failed", scope: "record", error: entry, resend: "pointless" });
        if (++this.#refused % MOST_REFUSED === 0) this.#giveWay();
      },
      more: () => this.pump(),
      failed: (cause) => this.#fail("source-failed", "The source of the inputs threw", cause),
    });
  }

  /** Reads on when whatever else is due has run: timers and answers, a signal's abort. */
  #giveWay(): void {
    this.#turn = setTimeout(() => {
      this.#turn = undefined;
      this.pump();
    });
  }

  async #deliver(batch: readonly Entry<I>[]): Promise<void> {
    try {
      await new Batch(this.#context).send(batch);
    } catch (cause) {
      const error = new CallerError("The contract's `send` failed", { cause });
      for (const entry of batch) this.#settle(entry, { status: "unknown", error, resend: "read-first" });
    }
    await this.#reporter.report(this.#switch.cut);
    this.#active--;
    this.pump();
  }

  #settle(entry: Entry<I>, fate: Fate<R>): void {
    if (entry.settled) return;
    entry.settled = true;
    this.#plan.settled(entry);
    this.#entries?.forget(entry);
    this.#emit(outcomeOf(entry, fate));
  }

  #emit(outcome: Outcome<I, R>): void {
    this.#report.add(outcome);
    this.#consumer.settled(outcome);
  }

  #reached(answered: boolean, error: HubSpotError | undefined): void {
    if (this.#switch.halted !== undefined) return;
    this.#givenUp = answered ? 0 : this.#givenUp + 1;
    // One more for each answer doubles the width within a round trip; a batch given up halves it.
    this.#width = answered ? Math.min(this.#options.concurrency, this.#width + 1) : Math.max(1, this.#width >> 1);
    if (this.#givenUp >= MOST_GIVEN_UP) this.halt({ reason: "unavailable", ...(error && { error }) });
  }

  readonly #abort = () => this.halt({ reason: "aborted" });

  #fail(reason: HaltReason, message: string, cause: unknown): void {
    this.halt({ reason, error: new CallerError(message, { cause }) });
  }

  #progress(): Progress {
    const { counts, requests } = this.#report;
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
    const read = this.#source?.read ?? 0;
    this.#source?.close();
    const { reason, error } = this.#switch.halted ?? { reason: "stopped" };
    const unsent: Fate<R> = { status: "unsent", reason, resend: "safe", ...(error && { error }) };
    for (const entry of this.#plan.drain()) this.#settle(entry, unsent);
    for (const [offset, input] of this.#source?.rest().entries() ?? [])
      this.#emit({ index: read + offset, input, ...unsent });
    const exhausted = this.#source?.exhausted ?? false;
    if (!this.#reporter.knows(this.#report.counts.total)) await this.#reporter.report(this.#switch.cut);
    for (const timer of [this.#timer, this.#turn]) clearTimeout(timer);
    this.#options.settings.signal?.removeEventListener("abort", this.#abort);
    this.#phase = "ended";
    this.#end(this.#report.summary({ read: this.#report.counts.total, exhausted }, this.#switch.halted));
  }
}

/** The fate of one input. */
function outcomeOf<I, R>({ index, input }: Entry<I>, fate: Fate<R>): Outcome<I, R> {
  // The commonest is spelled out: a spread takes ten times as long.
  if (fate.status === "succeeded" && fate.record !== undefined && fate.recordId !== undefined) {
    const { status, record, recordId, matchedBy } = fate;
    return { index, input, status, record, recordId, matchedBy };
  }
  return { index, input, ...fate };
}
