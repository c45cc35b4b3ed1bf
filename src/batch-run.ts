import type { BatchReport, BatchSummary, Outcome } from "./outcome.js";
import type { Run, Sink } from "./run.js";

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

/** Makes the run of one call out of what starts it: `begin` is called once, with the sink of the first use. */
export function createBatchRun<I extends object, R extends object>(
  makeRun: (sink: Sink<I, R>) => Run<I, R>,
  begin: (run: Run<I, R>) => void,
): BatchRun<I, R> {
  return new OnceRun(makeRun, begin);
}

class OnceRun<I extends object, R extends object> implements BatchRun<I, R> {
  readonly [Symbol.toStringTag] = "BatchRun";
  readonly #run: Run<I, R>;
  readonly #begin: (run: Run<I, R>) => void;
  readonly #outcomes: Outcome<I, R>[] = [];
  readonly #untied: R[] = [];
  #use: "awaited" | "iterated" | "summarised" | undefined;
  #report: Promise<BatchReport<I, R>> | undefined;
  /** Settled and not yet taken by the consumer; and how many it took last, which it may still be at work on. */
  #outbox: Outcome<I, R>[] = [];
  #inHand = 0;
  #wake: () => void = () => {};

  constructor(makeRun: (sink: Sink<I, R>) => Run<I, R>, begin: (run: Run<I, R>) => void) {
    this.#begin = begin;
    this.#run = makeRun({
      settled: (outcome) => {
        if (this.#use === "awaited") this.#outcomes[outcome.index] = outcome;
        if (this.#use !== "iterated") return;
        this.#outbox.push(outcome);
        this.#wake();
      },
      untied: (records) => {
        if (this.#use === "awaited") this.#untied.push(...records);
      },
      held: () => this.#outbox.length + this.#inHand,
    });
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
    this.#claim("iterated");
    const run = this.#run;
    let ended = false;
    void run.ended.then(() => {
      ended = true;
      this.#wake();
    });
    const next = async (): Promise<IteratorResult<readonly Outcome<I, R>[]>> => {
      this.#inHand = 0;
      run.pump();
      while (this.#outbox.length === 0 && !ended) await new Promise<void>((resolve) => (this.#wake = resolve));
      const outcomes = this.#outbox;
      this.#outbox = [];
      this.#inHand = outcomes.length;
      return outcomes.length > 0 ? { done: false, value: outcomes } : { done: true, value: undefined };
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
        run.halt({ reason: "aborted" });
        await run.ended;
        this.#outbox = [];
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  summary(): Promise<BatchSummary<I>> {
    if (this.#use === undefined) this.#claim("summarised");
    return this.#run.ended;
  }

  stop(): void {
    this.#run.halt({ reason: "stopped" });
  }

  #claim(use: "awaited" | "iterated" | "summarised"): void {
    if (this.#use !== undefined)
      throw new TypeError(`Expected a run to be used once, got a second use of one that was ${this.#use}`);
    this.#use = use;
    this.#begin(this.#run);
  }

  #collect(): Promise<BatchReport<I, R>> {
    if (this.#report === undefined) {
      this.#claim("awaited");
      this.#report = this.#run.ended.then((summary) => ({
        ...summary,
        outcomes: this.#outcomes,
        untied: this.#untied,
      }));
    }
    return this.#report;
  }
}
