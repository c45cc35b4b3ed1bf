/** A run: from inputs to outcomes. It keeps as many batches in flight as make sense, and settles every input it reads, once. */
import type { Operation } from "../contract.js";
import type { Apart } from "../intake/apart.js";
import type { Check } from "../intake/check.js";
import type { Inputs } from "../intake/inputs.js";
import { Intake, LOOK_AHEAD } from "../intake/intake.js";
import type { Linger } from "../intake/linger.js";
import type { Entry } from "../intake/plan.js";
import type { Superseding } from "../intake/superseding.js";
import { rulesOf } from "../match/rules.js";
import type { CallSettings } from "../options/options.js";
import { CallerError, type HubSpotError } from "../outcome/errors.js";
import { type Halt, HaltSwitch, type Reach } from "../outcome/halt.js";
import type { Fate, HaltReason, Outcome } from "../outcome/outcome.js";
import { ReportBuilder } from "../outcome/report.js";
import type { BatchSummary, Progress } from "../outcome/summary.js";
import type { RateLimiter } from "../pace/pace.js";
import type { Part } from "../part.js";
import type { RequestContext } from "../wire/request-context.js";
import type { Transport } from "../wire/transport.js";
import { createAddress } from "./address.js";
import { type BatchContext, type SettleBatch, sendBatch } from "./batch.js";
import type { Checkpoints } from "./checkpoints.js";
import type { Deadline } from "./deadline.js";
import type { ProgressReporter } from "./progress.js";
import { Width } from "./width.js";

/** All that a run needs of its client. */
export interface RunOptions {
  readonly operation: Operation;
  /** The version's fetch client. */
  readonly client: unknown;
  readonly transport: Transport;
  /** What sees to the batches that are not plainly written. */
  readonly trouble: Part<{ readonly settleBatch: SettleBatch }>;
  /** There where the settings ask for some of it. */
  readonly asked: Asked | undefined;
  readonly limiter: RateLimiter;
  /** Most batches in flight; by the width's own rules where it is not given. */
  readonly concurrency: number | undefined;
  readonly settings: CallSettings;
  /** The check of inputs, while it loads. */
  readonly check: Promise<Check>;
}

/** What a run needs for options that few calls give. */
export interface Asked {
  readonly Apart: typeof Apart;
  readonly Checkpoints: typeof Checkpoints;
  readonly Deadline: typeof Deadline;
  readonly Linger: typeof Linger;
  readonly ProgressReporter: typeof ProgressReporter;
  readonly Superseding: typeof Superseding;
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

/** One run: reads inputs, keeps as many batches in flight as make sense, and settles every input that it reads, once. */
export class Run<I extends object, R extends object> {
  readonly #options: RunOptions;
  readonly #inputs: Inputs<I>;
  readonly #consumer: OutcomeConsumer<I, R>;
  readonly #report: ReportBuilder<I, R>;
  readonly #switch = new HaltSwitch();
  readonly #reporter: ProgressReporter | undefined;
  readonly #context: BatchContext<I, R>;
  readonly #width: Width;
  readonly #checkpoints: Checkpoints | undefined;
  #deadline: Deadline | undefined;
  #intake: Intake<I> | undefined;
  #active = 0;
  #phase: "idle" | "running" | "ending" | "ended" | "closed" = "idle";
  #pumping = false;
  readonly #timers: ReturnType<typeof setTimeout>[] = [];
  #signal: AbortSignal | undefined;
  #end: (summary: BatchSummary<I>) => void = () => {};
  /** Resolves when every input read is settled; never rejects. */
  readonly ended = new Promise<BatchSummary<I>>((resolve) => {
    this.#end = resolve;
  });

  constructor(inputs: Inputs<I>, options: RunOptions, consumer: OutcomeConsumer<I, R>) {
    const { operation, settings, client, transport, asked } = options;
    this.#inputs = inputs;
    this.#options = options;
    this.#consumer = consumer;
    this.#report = new ReportBuilder(
      settings.firstIndex,
      operation.recordId.length > 0 && operation.noContent !== true,
    );
    this.#width = new Width(options.concurrency, settings.batchSize, () => answerOf(() => options.limiter.quota?.()));
    const { onCheckpoint, onProgress } = settings;
    this.#reporter =
      asked &&
      onProgress &&
      new asked.ProgressReporter(
        onProgress,
        () => this.progress(),
        (cause) => this.#fail("callback-failed", "onProgress threw", cause),
      );
    this.#checkpoints =
      asked &&
      onCheckpoint &&
      new asked.Checkpoints(
        onCheckpoint,
        () => this.#report.settledUpTo,
        (error) => this.halt({ reason: "callback-failed", error }),
      );
    const { start, send, cut } = this.#switch;
    const request: RequestContext = {
      start,
      send,
      cut,
      counts: this.#report.requests,
      halt: (halt) => this.halt(halt),
      wait: (waiting) => this.#reporter?.wait(waiting, cut) ?? (() => {}),
      load: {
        began: (length, turn) => {
          this.#width.began(length);
          this.#deadline?.began(turn);
          this.pump();
        },
        ended: (length, tookMs, how, turn) => {
          this.#width.ended(length, tookMs, how);
          this.#deadline?.ended(turn, tookMs, how);
        },
      },
    };
    this.#context = {
      operation,
      address: createAddress(operation, client, settings),
      transport,
      settings,
      request,
      rules: rulesOf(operation),
      learnt: {},
      trouble: options.trouble,
      settle: (entry, fate) => this.#settle(entry, fate),
      leftOver: (untied, unattributed) => {
        this.#consumer.untied(untied);
        this.#report.addUnattributed(unattributed);
      },
      extent: () => ({ known: this.#intake?.known ?? 0, written: this.#report.counts.succeeded }),
      reached: (answered, error) => this.#reached(answered, error),
    };
  }

  /** Begins to read and to send. */
  start(): void {
    const { operation, check, settings, asked } = this.#options;
    const { signal, totalTimeoutMs, deadlineMs } = settings;
    const unloaded = (cause: unknown) =>
      this.#fail("callback-failed", "What checks the inputs could not be loaded", cause);
    // A signal that follows the caller's: past ten listeners on its own, of ten runs, Node warns of a leak.
    this.#signal = signal && AbortSignal.any([signal]);
    try {
      this.#intake = new Intake(this.#inputs, {
        operation,
        settings,
        asked,
        room: () => this.#room,
        refused: ({ index, input, sent }, error) =>
          this.#emit({
            index,
            input,
            ...(sent && { sent }),
            status: "failed",
            scope: "record",
            error,
            resend: "pointless",
          }),
        more: () => this.pump(),
        failed: (cause) => this.#fail("source-failed", "The source of the inputs threw", cause),
        unloaded,
      });
    } catch (cause) {
      this.#fail("source-failed", "The source of the inputs threw", cause);
    }
    // Not before: to open the source may end the run, and what is set below is cleared by its end.
    this.#phase = "running";
    if (totalTimeoutMs !== undefined) this.cutAfter(totalTimeoutMs, "timed-out");
    if (asked !== undefined && deadlineMs !== undefined) {
      const timedOut = { reason: "timed-out" } as const;
      this.#deadline = new asked.Deadline(deadlineMs, {
        late: () => this.halt(timedOut, 2),
        over: () => this.halt(timedOut),
      });
      this.#deadline.look();
    }
    this.#signal?.addEventListener("abort", this.#abort, { once: true });
    if (this.#signal?.aborted === true) this.#abort();
    const { sameRecord, records, batchSize, isolate } = settings;
    const superseding = asked && sameRecord === "last" ? new asked.Superseding<Entry<I>>(operation) : undefined;
    const apart = asked && records && new asked.Apart(operation, batchSize, isolate.maxRequests);
    this.#context.apart = apart;
    check.then((loaded) => {
      this.#intake?.open(loaded, { superseding, apart });
      this.pump();
    }, unloaded);
  }

  /** Ends the run before its inputs do; the first reason given stands. */
  halt(halt: Halt, reach?: Reach): void {
    if (this.#phase === "closed") return;
    this.#switch.halt(halt, reach);
    this.pump();
  }

  /** Gives up what is still in flight after so long. */
  cutAfter(ms: number, reason: HaltReason): void {
    if (this.#phase === "closed") return;
    this.#timers.push(setTimeout(() => this.halt({ reason }, 3), ms));
  }

  /** Counts an outcome that has come to who waits for it. */
  delivered(outcome: Outcome<I, R>): void {
    this.#report.delivered(outcome);
    this.#checkpoints?.moved();
  }

  /** Makes the last checkpoint, when all is delivered that will be; gives the summary as it then is. */
  async close(): Promise<BatchSummary<I>> {
    const summary = await this.ended;
    await this.#checkpoints?.end(this.#switch.cut, this.#options.settings.deadlineMs);
    this.#close();
    const error = this.#checkpoints?.failure;
    if (error === undefined || summary.halted !== undefined) return summary;
    return this.#summary({ reason: "callback-failed", error });
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
    const finished = this.#intake?.finished === true;
    if (this.#active === 0 && (finished || this.#switch.halted !== undefined)) void this.#finish();
  }

  #send(): void {
    while (this.#switch.halted === undefined && this.#width.mayBegin(this.#active)) {
      const batch = this.#intake?.next();
      if (batch === undefined) break;
      this.#active++;
      void this.#deliver(batch);
    }
    this.#intake?.readAhead();
  }

  /** How many more inputs may be read now. */
  get #room(): number {
    if (this.#switch.halted !== undefined) return 0;
    const { batchSize, firstIndex } = this.#options.settings;
    const { total, unknown, unsent } = this.#report.counts;
    const read = this.#intake?.read ?? 0;
    const held = read - total + this.#consumer.held();
    const most = (this.#width.most + LOOK_AHEAD) * batchSize;
    // Who begins at the last checkpoint sends again what is past it: all, once one of them is never passed. Where nothing is
    // on its way, what waits needs others to go with.
    const counts = this.#checkpoints !== undefined && this.#active > 0 && unknown + unsent === 0;
    return most - Math.max(held, counts ? (firstIndex + read - this.#report.settledUpTo) / 2 : 0);
  }

  async #deliver(batch: readonly Entry<I>[]): Promise<void> {
    let thrown: ErrorOptions | undefined;
    try {
      await this.send(batch, this.#context);
    } catch (cause) {
      thrown = { cause };
    }
    // Whatever became of a batch, each of its inputs has an outcome.
    if (batch.some(({ settled }) => !settled)) {
      const error = new CallerError("The answer was not settled for this input", thrown);
      for (const entry of batch) this.#settle(entry, { status: "unknown", error, resend: "read-first" });
    }
    await this.#checkpoints?.held(this.#switch.cut);
    await this.#reporter?.report(this.#switch.cut);
    this.#active--;
    this.pump();
  }

  /** Sends a batch, until each of its entries is settled. */
  protected send(batch: readonly Entry<I>[], context: BatchContext<I, R>): Promise<void> {
    return sendBatch(batch, context);
  }

  #settle(entry: Entry<I>, fate: Fate<R>): void {
    if (entry.settled) return;
    entry.settled = true;
    const superseded = this.#intake?.settled(entry);
    this.#emit(outcomeOf(entry, fate));
    if (superseded === undefined) return;
    this.#report.superseded += superseded.length;
    for (const one of superseded) this.#emit({ ...outcomeOf(one, fate), supersededBy: entry.index });
  }

  #emit(outcome: Outcome<I, R>): void {
    this.#report.add(outcome);
    this.#consumer.settled(outcome);
  }

  #reached(answered: boolean, error: HubSpotError | undefined): void {
    if (this.#switch.halted !== undefined) return;
    this.#width.batchEnded(answered);
    if (this.#width.unavailable) this.halt({ reason: "unavailable", ...(error && { error }) });
  }

  readonly #abort = () => this.halt({ reason: "aborted" });

  #fail(reason: HaltReason, message: string, cause: unknown): void {
    this.halt({ reason, error: new CallerError(message, { cause }) });
  }

  /** Where it stands. */
  progress(): Progress {
    const { counts, requests } = this.#report;
    const waiting = this.#reporter?.waiting ?? answerOf(() => this.#options.limiter.waiting?.());
    return {
      read: this.#intake?.read ?? 0,
      settled: counts.total,
      settledUpTo: this.#report.settledUpTo,
      counts: { ...counts },
      requests: { ...requests },
      ...(waiting && { waiting }),
    };
  }

  async #finish(): Promise<void> {
    this.#phase = "ending";
    this.#intake?.close();
    const { reason, error } = this.#switch.halted ?? { reason: "stopped" };
    const unsent: Fate<R> = { status: "unsent", reason, resend: "safe", ...(error && { error }) };
    for (const entry of this.#intake?.drain() ?? []) this.#settle(entry, unsent);
    for (const row of this.#intake?.rest() ?? []) this.#emit({ ...row, ...unsent });
    if (this.#reporter?.knows(this.#report.counts.total) === false) await this.#reporter.report(this.#switch.cut);
    this.#phase = "ended";
    // Its last checkpoint may have to be cut as well.
    if (this.#checkpoints === undefined) this.#close();
    this.#end(this.#summary(this.#switch.halted));
  }

  /** Lets go of all that could cut it. */
  #close(): void {
    this.#phase = "closed";
    for (const timer of this.#timers) clearTimeout(timer);
    this.#deadline?.end();
    this.#signal?.removeEventListener("abort", this.#abort);
  }

  #summary(halted: Halt | undefined): BatchSummary<I> {
    const { total: read } = this.#report.counts;
    const { operation, settings } = this.#options;
    const { apiVersion = "", path } = settings;
    return {
      ...{ operation: operation.method, apiVersion, ...(path && { path }) },
      ...this.#report.summary({ read, exhausted: this.#intake?.exhausted ?? false }, halted),
    };
  }
}

/** What the limiter says, where it does: one that throws here has nothing to say. */
function answerOf<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** The fate of one input. */
function outcomeOf<I, R>({ index, input, sent }: Entry<I>, fate: Fate<R>): Outcome<I, R> {
  if (sent !== undefined) return { index, input, sent, ...fate };
  // The commonest is spelled out: a spread takes ten times as long.
  if (fate.status === "succeeded" && fate.record !== undefined && fate.recordId !== undefined) {
    const { status, record, recordId, matchedBy } = fate;
    return { index, input, status, record, recordId, matchedBy };
  }
  return { index, input, ...fate };
}
