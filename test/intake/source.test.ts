import { describe, expect, test, vi } from "vitest";
import type { Inputs } from "../../src/intake/inputs.js";
import { type Reader, Source } from "../../src/intake/source.js";
import { deferred } from "../helpers/http.js";

function read<T>(inputs: Inputs<T>) {
  const taken: [T, number][] = [];
  const failures: unknown[] = [];
  const more = vi.fn();
  const reader: Reader<T> = {
    take: (input, index) => taken.push([input, index]),
    more,
    failed: (error) => failures.push(error),
  };
  return { source: new Source(inputs, reader), taken, failures, more };
}

const upTo = (most: number, taken: readonly unknown[]) => () => taken.length < most;

test("a synchronous source is read at once, no further than wanted, and later from there", () => {
  const { source, taken, more } = read(["a", "b", "c"]);
  source.take(upTo(2, taken));
  expect(taken).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  expect(source).toMatchObject({ read: 2, exhausted: false });
  source.take(() => true);
  expect(source).toMatchObject({ read: 3, exhausted: true });
  expect(more).not.toHaveBeenCalled();
});

test("an asynchronous source is asked for one input at a time", async () => {
  const answers = [deferred<IteratorResult<string>>(), deferred<IteratorResult<string>>()];
  let asked = 0;
  const iterable: AsyncIterable<string> = { [Symbol.asyncIterator]: () => ({ next: () => answers[asked++]!.promise }) };
  const { source, taken, more } = read(iterable);
  source.take(() => true);
  source.take(() => true);
  expect(asked).toBe(1);
  answers[0]!.resolve({ done: false, value: "a" });
  await vi.waitFor(() => expect(more).toHaveBeenCalledTimes(1));
  expect(taken).toEqual([["a", 0]]);
  expect(asked).toBe(1);
  source.take(() => true);
  answers[1]!.resolve({ done: true, value: undefined });
  await vi.waitFor(() => expect(more).toHaveBeenCalledTimes(2));
  expect(source).toMatchObject({ read: 1, exhausted: true });
});

test("what calls back like a promise, twice and with another, is heard once", async () => {
  const results = [
    { done: false as const, value: "a" },
    { done: true as const, value: undefined },
  ];
  const next = () => {
    const result = results.shift();
    if (result === undefined) throw new Error("asked for more than there is");
    // biome-ignore lint/suspicious/noThenProperty: a source of one's own may give such.
    return { then: (heard: (value: unknown) => void) => [1, 2].forEach(() => void heard(Promise.resolve(result))) };
  };
  const { source, taken, failures, more } = read({ [Symbol.asyncIterator]: () => ({ next }) } as never);
  source.take(() => true);
  await vi.waitFor(() => expect(more).toHaveBeenCalledTimes(1));
  source.take(() => true);
  await vi.waitFor(() => expect(more).toHaveBeenCalledTimes(2));
  expect(taken).toEqual([["a", 0]]);
  expect(failures).toEqual([]);
  expect(source).toMatchObject({ read: 1, exhausted: true });
});

test("what is both is read asynchronously", () => {
  const both = {
    *[Symbol.iterator]() {
      yield "sync";
    },
    async *[Symbol.asyncIterator]() {
      yield "async";
    },
  };
  const { source, taken } = read<string>(both);
  source.take(() => true);
  expect(taken).toEqual([]);
});

test("a source that throws is told of once, and not read on", async () => {
  const error = new Error("no");
  const throwing = {
    [Symbol.iterator]: () => ({
      next: () => {
        throw error;
      },
    }),
  };
  const sync = read(throwing);
  sync.source.take(() => true);
  sync.source.take(() => true);
  expect(sync.failures).toEqual([error]);

  const rejecting = read({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) });
  rejecting.source.take(() => true);
  await vi.waitFor(() => expect(rejecting.more).toHaveBeenCalled());
  rejecting.source.take(() => true);
  expect(rejecting.failures).toEqual([error]);
});

describe("closing", () => {
  test("lets a source clean up, once, and waits for nothing", () => {
    const close = vi.fn(() => new Promise<never>(() => {}));
    const { source } = read({
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}), return: close }),
    });
    source.take(() => true);
    source.close();
    source.close();
    expect(close).toHaveBeenCalledTimes(1);
  });

  test("does nothing to one that came to its end, that failed, or that has no clean-up", () => {
    const close = vi.fn();
    const ended = read({
      [Symbol.iterator]: () => ({ next: () => ({ done: true as const, value: undefined }), return: close }),
    });
    ended.source.take(() => true);
    ended.source.close();
    const failed = read({
      [Symbol.iterator]: () => ({
        next: () => {
          throw new Error("no");
        },
        return: close,
      }),
    });
    failed.source.take(() => true);
    failed.source.close();
    expect(close).not.toHaveBeenCalled();
    read({ [Symbol.iterator]: () => ({ next: () => ({ done: true as const, value: undefined }) }) }).source.close();
  });

  test("hears nothing of a clean-up that fails", async () => {
    const next = () => ({ done: false as const, value: 1 });
    read({
      [Symbol.iterator]: () => ({
        next,
        return: () => {
          throw new Error("no");
        },
      }),
    }).source.close();
    read({
      [Symbol.asyncIterator]: () => ({ next: async () => next(), return: () => Promise.reject(new Error("no")) }),
    }).source.close();
    await new Promise((resolve) => setImmediate(resolve));
  });
});

test("the rest of an array is known, that of anything else is not", () => {
  const array = read(["a", "b", "c"]);
  array.source.take(upTo(1, array.taken));
  array.source.close();
  expect(array.source.rest()).toEqual(["b", "c"]);
  expect(array.source).toMatchObject({ read: 3, exhausted: true });
  expect(array.source.rest()).toEqual([]);
  const set = read(new Set(["a"]));
  expect(set.source.rest()).toEqual([]);
  expect(set.source.exhausted).toBe(false);
});

test("the rest of an array with holes is as long as it", () => {
  const { source, taken } = read(Object.assign(new Array<string>(4), { 0: "a", 3: "d" }));
  source.take(upTo(1, taken));
  const rest = source.rest();
  expect(rest).toEqual([undefined, undefined, "d"]);
  expect(Object.keys(rest)).toHaveLength(3);
});

test("the rest of an array of which one element can't be read is not", () => {
  const inputs = Object.defineProperty(["a", "b", "c"], 1, {
    get() {
      throw new Error("gone");
    },
  });
  const { source, taken, failures } = read(inputs);
  source.take(upTo(3, taken));
  source.close();
  expect(taken).toEqual([["a", 0]]);
  expect(failures).toHaveLength(1);
  expect(source.rest()).toEqual([]);
  expect(source).toMatchObject({ read: 1, exhausted: false });
});
