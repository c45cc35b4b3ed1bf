import { MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "../options/expected.js";
import type { Outcome } from "../outcome/outcome.js";
import type { BatchReport, BatchSummary } from "../outcome/summary.js";
import { Outbox, takingTurns } from "./outbox.js";
import type { OutcomeConsumer, Run } from "./run.js";
import { shareTexts } from "./share-texts.js";

/**
 * One call of a batch method. Await it for a report of every input, or iterate it, once, to take outcomes as they settle
 * in constant memory. Nothing is sent before; once begun it rejects only where a part of the package can't be loaded.
 */
export interface BatchRun<I, R, Sent = object>
  extends Promise<BatchReport<I, R, Sent>>,
    AsyncIterable<Outcome<I, R, Sent>> {
  /** Outcomes as they settle, those of one batch together. Leaving the loop early cuts the run. */
  batches(): AsyncIterableIterator<readonly Outcome<I, R, Sent>[]>;
  /**
   * The report less its outcomes, when the run has ended; by itself it runs without keeping them. Asked for inside the
   * loop it lets the run go on without waiting for the loop: what settles meanwhile is kept until it is taken. Its
   * `source.settledUpTo` moves on with what is taken.
   */
  summary(): Promise<BatchSummary<I, Sent>>;
  /**
   * Reads no more inputs and sends nothing new: what is in flight comes to its end, and what was certainly not processed,
   * a refused batch that is searched for its bad records included, is let go of at once. A second call may shorten the time.
   */
  stop(options?: StopOptions): void;
}

/** How a run is stopped. */
export interface StopOptions {
  /** Longest time for what is in flight, in ms, 0 to 2^31 - 1; then it is cut. Default: until it is answered. */
  readonly graceMs?: number | undefined;
}

const STOP_OPTIONS: Names<StopOptions> = { graceMs: true };

/** So many outcomes of a report are kept as they come: a few MB are not worth the time that it takes to share their texts. */
const MOST_UNSHARED = 10_000;

/** Makes a run that has not begun: its first use calls `load`, then starts what that gives; `firstIndex` is its first input's. */
export function createBatchRun<I extends object, R extends object>(
  load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>,
  firstIndex = 0,
): BatchRun<I, R> {
  return new OnceRun(load, firstIndex);
}

class OnceRun<I extends object, R extends object> implements BatchRun<I, R> {
  readonly [Symbol.toStringTag] = "BatchRun";
  readonly #load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>;
  readonly #firstIndex: number;
  readonly #outcomes: Outcome<I, R>[] = [];
  readonly #untied: R[] = [];
  readonly #outbox = new Outbox<Outcome<I, R>>();
  #use: "awaited" | "iterated" | "summarised" | undefined;
  /** Whether the run waits for who iterates it. */
  #waits = true;
  #run: Run<I, R> | undefined;
  /** What was said to the run before there was one. */
  readonly #said: ((run: Run<I, R>) => void)[] = [];
  #ended: Promise<BatchSummary<I>> | undefined;
  #report: Promise<BatchReport<I, R>> | undefined;

  constructor(load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>, firstIndex: number) {
    this.#load = load;
    this.#firstIndex = firstIndex;
  }

  // biome-ignore lint/suspicious/noThenProperty: a run is awaited.
  then<A = BatchReport<I, R>, B = never>(
    onFulfilled?: ((report: BatchReport<I, R>) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#collect().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<BatchReport<I, R> | B> {
    return this.#collect().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<BatchReport<I, R>> {
    return this.#collect().finally(onFinally);
  }

  [Symbol.asyncIterator](): AsyncIterator<Outcome<I, R>> {
    let ended: Promise<unknown> | undefined;
    let taken: readonly Outcome<I, R>[] = [];
    let place = 0;
    const next = async (): Promise<IteratorResult<Outcome<I, R>, undefined>> => {
      ended ??= this.#iterate();
      if (place === taken.length) {
        taken = await this.#take();
        place = 0;
      }
      const outcome = taken[place++];
      if (outcome !== undefined) return { done: false, value: this.#deliver(outcome) };
      await this.#close(ended);
      return { done: true, value: undefined };
    };
    return takingTurns(next, async () => {
      if (ended !== undefined) await this.#leave(ended);
    });
  }

  batches(): AsyncIterableIterator<readonly Outcome<I, R>[]> {
    const ended = this.#iterate();
    const next = async (): Promise<IteratorResult<readonly Outcome<I, R>[], undefined>> => {
      const outcomes = await this.#take();
      for (const outcome of outcomes) this.#deliver(outcome);
      if (outcomes.length > 0) return { done: false, value: outcomes };
      await this.#close(ended);
      return { done: true, value: undefined };
    };
    return takingTurns(next, () => this.#leave(ended));
  }

  summary(): Promise<BatchSummary<I>> {
    if (this.#ended === undefined) return this.#begin("summarised");
    this.#waits = false;
    this.#run?.pump();
    return this.#ended;
  }

  stop(options?: StopOptions): void {
    const { graceMs } = objectOf("options", options, STOP_OPTIONS);
    const cutMs = graceMs === undefined ? undefined : wholeNumber("graceMs", graceMs, undefined, 0, MAX_TIMER_MS);
    this.#say((run) => run.halt({ reason: "stopped" }));
    if (cutMs !== undefined) this.#say((run) => run.cutAfter(cutMs, "stopped"));
  }

  #say(say: (run: Run<I, R>) => void): void {
    if (this.#run === undefined) this.#said.push(say);
    else say(this.#run);
  }

  #begin(use: "awaited" | "iterated" | "summarised"): Promise<BatchSummary<I>> {
    if (this.#use !== undefined) {
      throw new TypeError(`Expected a run to be used once, got a second use of one that was ${this.#use}`);
    }
    this.#use = use;
    this.#ended = this.#start();
    return this.#ended;
  }

  async #start(): Promise<BatchSummary<I>> {
    const run = await this.#load({
      settled: (outcome) => {
        if (this.#use === "iterated") return this.#outbox.put(outcome);
        this.#run?.delivered(outcome);
        if (this.#use !== "awaited") return;
        if (this.#outcomes.length >= MOST_UNSHARED) shareTexts(outcome);
        this.#outcomes[outcome.index - this.#firstIndex] = outcome;
      },
      untied: (records) => {
        if (this.#use === "awaited") this.#untied.push(...records);
      },
      held: () => (this.#waits ? this.#outbox.held : 0),
    });
    this.#run = run;
    for (const say of this.#said) say(run);
    run.start();
    return this.#use === "iterated" ? run.ended : run.close();
  }

  #iterate(): Promise<unknown> {
    const ended = this.#begin("iterated");
    const close = () => this.#outbox.close();
    ended.then(close, close);
    return ended;
  }

  #take(): Promise<readonly Outcome<I, R>[]> {
    this.#outbox.done();
    this.#run?.pump();
    return this.#outbox.take();
  }

  #deliver(outcome: Outcome<I, R>): Outcome<I, R> {
    this.#run?.delivered(outcome);
    return outcome;
  }

  async #leave(ended: Promise<unknown>): Promise<void> {
    this.#say((run) => run.halt({ reason: "aborted" }));
    await ended;
    this.#outbox.clear();
    await this.#close(ended);
  }

  /** All was taken that will be. */
  async #close(ended: Promise<unknown>): Promise<void> {
    await ended;
    if (this.#run !== undefined) this.#ended = this.#run.close();
    await this.#ended;
  }

  #collect(): Promise<BatchReport<I, R>> {
    if (this.#report === undefined) {
      const ended = this.#begin("awaited");
      this.#report = ended.then((summary) => ({ ...summary, outcomes: this.#outcomes, untied: this.#untied }));
    }
    return this.#report;
  }
}
