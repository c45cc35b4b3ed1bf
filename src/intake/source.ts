import type { Inputs } from "./inputs.js";

/** What is called while a source is read. */
export interface Reader<I> {
  take(input: I, index: number): void;
  more(): void;
  failed(error: unknown): void;
}

/** Reads any iterable, a synchronous one synchronously, and no further than asked. */
export class Source<I> {
  readonly #array: readonly I[] | undefined;
  readonly #iterator: Iterator<I> | AsyncIterator<I>;
  /** Whether an asynchronous source has been asked for an input that has not come yet. */
  #asked = false;
  #closed = false;
  /** Whether inputs have to be waited for; an iterable may turn out to be of promises. */
  asynchronous: boolean;
  /** Inputs read. */
  read = 0;
  /** Whether the source came to its end. */
  exhausted = false;

  /** Throws what the iterable throws when it is opened. */
  constructor(inputs: Inputs<I>) {
    this.#array = Array.isArray(inputs) ? (inputs as readonly I[]) : undefined;
    this.asynchronous = Symbol.asyncIterator in inputs;
    this.#iterator = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  }

  /**
   * Takes inputs while `wanted` says so. An asynchronous source is asked for one, and `more` is called when it has come.
   * What the source throws goes to `failed`.
   */
  take(wanted: () => boolean, { take, more, failed }: Reader<I>): void {
    while (!this.exhausted && !this.#closed && !this.#asked && wanted()) {
      try {
        const next = this.#iterator.next();
        if (!isPromise(next)) {
          this.#receive(next, take);
          continue;
        }
        this.#asked = true;
        this.asynchronous = true;
        void next
          .then((result) => this.#receive(result, take))
          .catch((error: unknown) => this.#fail(error, failed))
          .finally(() => {
            this.#asked = false;
            more();
          });
      } catch (error) {
        this.#fail(error, failed);
      }
    }
  }

  /** Inputs that are known to be there: all of an array, else those read. */
  get known(): number {
    return Math.max(this.read, this.#array?.length ?? 0);
  }

  #fail(error: unknown, failed: (error: unknown) => void): void {
    this.#closed = true;
    failed(error);
  }

  #receive(result: IteratorResult<I>, take: (input: I, index: number) => void): void {
    if (result.done === true) this.exhausted = true;
    else take(result.value, this.read++);
  }

  /** What was never read, where that is known: of an array. It counts as read now, and the array as read to its end. */
  rest(): readonly I[] {
    if (this.#array === undefined) return [];
    try {
      // Of one with holes, each is an input too, as it is where it is read.
      const rest = [...this.#array.slice(this.read)];
      this.read += rest.length;
      this.exhausted = true;
      return rest;
    } catch {
      // An element whose getter throws, of an array that has some: nothing is known of those behind it.
      return [];
    }
  }

  /** Lets the source clean up. Does not wait for a `next` that may never come, nor for `return` itself. */
  close(): void {
    if (this.#closed || this.exhausted) return;
    this.#closed = true;
    try {
      // A source that fails while it closes has nothing to say that matters any more.
      Promise.resolve(this.#iterator.return?.()).catch(() => {});
    } catch {}
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as { readonly then?: unknown }).then === "function";
}
