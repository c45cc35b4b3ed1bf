import type { Halt } from "../outcome/halt.js";
import type { Outcome } from "../outcome/outcome.js";
import type { BatchReport, BatchSummary } from "../outcome/summary.js";
import type { OutcomeConsumer, Run } from "./run.js";

/**
 * One call of a batch method. Await it for a report of every input, or iterate it, once, to take outcomes as they settle
 * in constant memory. Nothing is sent before; once begun it never rejects.
 */
export interface BatchRun<I, R> extends Promise<BatchReport<I, R>>, AsyncIterable<Outcome<I, R>> {
  /** Outcomes as they settle, those of one batch together. Leaving the loop early cuts the run. */
  batches(): AsyncIterableIterator<readonly Outcome<I, R>[]>;
  /** The report less its outcomes, when the run has ended; by itself it runs without keeping them. */
  summary(): Promise<BatchSummary<I>>;
  /** Reads no more inputs and begins no batch; those in flight come to their end. */
  stop(): void;
}

/** Makes a run that has not begun: its first use calls `load`, then starts what that gives. */
export function createBatchRun<I extends object, R extends object>(
  load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>,
): BatchRun<I, R> {
  return new OnceRun(load);
}

class OnceRun<I extends object, R extends object> implements BatchRun<I, R> {
  readonly [Symbol.toStringTag] = "BatchRun";
  readonly #load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>;
  readonly #outcomes: Outcome<I, R>[] = [];
  readonly #untied: R[] = [];
  #use: "awaited" | "iterated" | "summarised" | undefined;
  #run: Run<I, R> | undefined;
  /** What ended the run before there was one. */
  #halted: Halt | undefined;
  #ended: Promise<BatchSummary<I>> | undefined;
  #report: Promise<BatchReport<I, R>> | undefined;
  /** Settled and not yet taken by the consumer; and how many it took last, which it may still be at work on. */
  #outbox: Outcome<I, R>[] = [];
  #inHand = 0;
  #wake: () => void = () => {};

  constructor(load: (consumer: OutcomeConsumer<I, R>) => Promise<Run<I, R>>) {
    this.#load = load;
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

  async *[Symbol.asyncIterator](): AsyncGenerator<Outcome<I, R>> {
    for await (const outcomes of this.batches()) yield* outcomes;
  }

  batches(): AsyncIterableIterator<readonly Outcome<I, R>[]> {
    const ended = this.#begin("iterated");
    let over = false;
    const end = () => {
      over = true;
      this.#wake();
    };
    ended.then(end, end);
    const next = async (): Promise<IteratorResult<readonly Outcome<I, R>[]>> => {
      this.#inHand = 0;
      this.#run?.pump();
      while (this.#outbox.length === 0 && !over) await new Promise<void>((resolve) => (this.#wake = resolve));
      const outcomes = this.#outbox;
      this.#outbox = [];
      this.#inHand = outcomes.length;
      if (outcomes.length > 0) return { done: false, value: outcomes };
      await ended;
      return { done: true, value: undefined };
    };
    let turn: Promise<unknown> = Promise.resolve();
    return {
      // One after another, so that calls that do not wait for each other lose nothing.
      next: () => {
        const result = turn.then(next);
        turn = result;
        return result;
      },
      return: async () => {
        this.#halt({ reason: "aborted" });
        await ended;
        this.#outbox = [];
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  summary(): Promise<BatchSummary<I>> {
    return this.#ended ?? this.#begin("summarised");
  }

  stop(): void {
    this.#halt({ reason: "stopped" });
  }

  #halt(halt: Halt): void {
    this.#halted ??= halt;
    this.#run?.halt(halt);
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
    this.#run = await this.#load({
      settled: (outcome) => {
        if (this.#use === "awaited") this.#outcomes[outcome.index] = outcome;
        if (this.#use !== "iterated") return;
        if (this.#outbox.push(outcome) === 1) this.#wake();
      },
      untied: (records) => {
        if (this.#use === "awaited") this.#untied.push(...records);
      },
      held: () => this.#outbox.length + this.#inHand,
    });
    if (this.#halted !== undefined) this.#run.halt(this.#halted);
    this.#run.start();
    return this.#run.ended;
  }

  #collect(): Promise<BatchReport<I, R>> {
    if (this.#report === undefined) {
      const ended = this.#begin("awaited");
      this.#report = ended.then((summary) => ({ ...summary, outcomes: this.#outcomes, untied: this.#untied }));
    }
    return this.#report;
  }
}
