import type { Inputs } from "./inputs.js";

/** What is told while a source is read. */
export interface Reader<I> {
  /** An input has come. */
  take(input: I, index: number): void;
  /** What an asynchronous source was asked for has come. */
  more(): void;
  /** The source threw. */
  failed(error: unknown): void;
}

/** Reads any iterable, a synchronous one synchronously, and no further than asked. */
export class Source<I> {
  readonly #array: readonly I[] | undefined;
  readonly #iterator: Iterator<I> | AsyncIterator<I>;
  readonly #reader: Reader<I>;
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
  constructor(inputs: Inputs<I>, reader: Reader<I>) {
    this.#reader = reader;
    this.#array = Array.isArray(inputs) ? (inputs as readonly I[]) : undefined;
    this.asynchronous = Symbol.asyncIterator in inputs;
    this.#iterator = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  }

  /** Takes inputs while `wanted` says so. An asynchronous source is asked for one, and the reader told when it has come. */
  take(wanted: () => boolean): void {
    while (!this.exhausted && !this.#closed && !this.#asked && wanted()) {
      try {
        const next = this.#iterator.next();
        if (isPromise(next)) {
          this.#asked = this.asynchronous = true;
          // One promise an input, and no closure: a chain of them would be a fifth of what a run leaves to the collector.
          void Promise.resolve(next).then(this.#came, this.#threw);
        } else this.#receive(next);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  /** Inputs that are known to be there: all of an array, else those read. */
  get known(): number {
    return Math.max(this.read, this.#array?.length ?? 0);
  }

  readonly #came = (result: IteratorResult<I>) => {
    this.#receive(result);
    this.#goOn();
  };

  readonly #threw = (error: unknown) => {
    this.#fail(error);
    this.#goOn();
  };

  #goOn(): void {
    this.#asked = false;
    this.#reader.more();
  }

  #fail(error: unknown): void {
    this.#closed = true;
    this.#reader.failed(error);
  }

  #receive(result: IteratorResult<I>): void {
    try {
      if (result.done === true) this.exhausted = true;
      else this.#reader.take(result.value, this.read++);
    } catch (error) {
      this.#fail(error);
    }
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
