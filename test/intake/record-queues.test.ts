import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Queued, RecordQueues } from "../../src/intake/record-queues.js";

interface Input extends Queued {
  readonly index: number;
}

/** Inputs of these records, with these trace ids of the caller's own. */
const inputsOf = (
  ...keys: readonly (readonly [identity?: string | undefined, trace?: string | undefined])[]
): Input[] =>
  keys.map(([identity, trace], index) => ({ identity, trace, ownTrace: trace !== undefined, planned: false, index }));

test("inputs of one record go one after another, those of others and of none at once", () => {
  const queues = new RecordQueues<Input>();
  const [first, second, other, none, third] = inputsOf(["a"], ["a"], ["b"], [], ["a"]) as [
    Input,
    Input,
    Input,
    Input,
    Input,
  ];
  expect([first, second, other, none, third].map((input) => queues.enter(input))).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(queues.size).toBe(2);
  expect(queues.settled(other)).toEqual([]);
  expect(queues.settled(none)).toEqual([]);
  expect(queues.settled(first)).toEqual([second]);
  expect(queues.settled(second)).toEqual([third]);
  expect(queues.size).toBe(0);
  expect(queues.settled(third)).toEqual([]);
  expect(queues.enter(first)).toBe(true);
});

describe("inputs of one trace id of the caller's", () => {
  test("go one after another too, of whatever records they are", () => {
    const queues = new RecordQueues<Input>();
    const [first, second, other] = inputsOf(["a", "t"], ["b", "t"], ["c", "u"]) as [Input, Input, Input];
    expect([first, second, other].map((input) => queues.enter(input))).toEqual([true, false, true]);
    expect(queues.settled(other)).toEqual([]);
    expect(queues.settled(first)).toEqual([second]);
    expect(queues.size).toBe(0);
  });

  test("that are of one record as well wait for both, once", () => {
    const queues = new RecordQueues<Input>();
    const [record, trace, both, last] = inputsOf(["a", "t"], ["b", "u"], ["a", "u"], ["a", "u"]) as [
      Input,
      Input,
      Input,
      Input,
    ];
    expect([record, trace, both, last].map((input) => queues.enter(input))).toEqual([true, true, false, false]);
    expect(queues.settled(record)).toEqual([]);
    expect(queues.settled(trace)).toEqual([both]);
    expect(queues.settled(both)).toEqual([last]);
    expect(queues.size).toBe(0);
  });

  test("are not those that a run has stamped", () => {
    const queues = new RecordQueues<Input>();
    for (const input of inputsOf(["a"], ["b"])) expect(queues.enter({ ...input, trace: "stamp" })).toBe(true);
  });
});

describe("somebody stirs", () => {
  test("while one waits behind an input that is part of a batch", () => {
    const queues = new RecordQueues<Input>();
    const [first, second, third] = inputsOf(["a"], ["a"], ["a"]) as [Input, Input, Input];
    queues.enter(first);
    queues.enter(second);
    expect(queues.stirs).toBe(false);
    queues.planned(first);
    expect(queues.stirs).toBe(true);
    queues.settled(first);
    expect(queues.stirs).toBe(false);
    queues.planned(second);
    expect(queues.stirs).toBe(false);
    queues.enter(third);
    expect(queues.stirs).toBe(true);
    queues.settled(second);
    queues.planned(third);
    expect(queues.stirs).toBe(false);
  });

  test("behind a trace id as behind a record, and not once all are taken out", () => {
    const queues = new RecordQueues<Input>();
    const [first, second] = inputsOf(["a", "t"], ["b", "t"]) as [Input, Input];
    queues.enter(first);
    queues.planned(first);
    queues.enter(second);
    expect(queues.stirs).toBe(true);
    expect(queues.drain()).toEqual([second]);
    expect(queues.stirs).toBe(false);
  });
});

describe("an input that need not go", () => {
  test("lets the next of its record go, if it was to go itself, and only then", () => {
    const queues = new RecordQueues<Input>();
    const [first, second, third] = inputsOf(["a"], ["a"], ["a"]) as [Input, Input, Input];
    for (const input of [first, second, third]) queues.enter(input);
    expect(queues.leave(second)).toEqual([]);
    expect(queues.size).toBe(1);
    expect(queues.leave(first)).toEqual([third]);
    expect(queues.size).toBe(0);
    expect(queues.settled(third)).toEqual([]);
  });

  test("behind one that is part of a batch stirs nobody any more", () => {
    const queues = new RecordQueues<Input>();
    const [first, second] = inputsOf(["a"], ["a"]) as [Input, Input];
    queues.enter(first);
    queues.planned(first);
    queues.enter(second);
    expect(queues.leave(second)).toEqual([]);
    expect([queues.stirs, queues.size]).toEqual([false, 0]);
    expect(queues.settled(first)).toEqual([]);
  });

  test("leaves the line of its trace id too", () => {
    const queues = new RecordQueues<Input>();
    const [first, second, third, last] = inputsOf(["a", "t"], ["a", "t"], ["b", "t"], ["a"]) as [
      Input,
      Input,
      Input,
      Input,
    ];
    for (const input of [first, second, third, last]) queues.enter(input);
    expect(queues.size).toBe(3);
    // The second waits for both of the first's lines; the third, for the trace id alone.
    expect(queues.leave(second)).toEqual([]);
    expect(queues.size).toBe(2);
    expect(queues.leave(first)).toEqual([last, third]);
    expect(queues.size).toBe(0);
  });
});

test("those that wait can be taken out, each once, and nobody waits behind them any more", () => {
  const queues = new RecordQueues<Input>();
  const [first, second, third] = inputsOf(["a", "t"], ["a", "t"], ["a"]) as [Input, Input, Input];
  for (const input of [first, second, third]) queues.enter(input);
  expect(queues.drain()).toEqual([second, third]);
  expect(queues.size).toBe(0);
  expect(queues.settled(first)).toEqual([]);
  expect(queues.enter(third)).toBe(true);
});

test("in whatever order they are settled, every input goes once, and never two of one record or trace id together", () => {
  const key = fc.constantFrom("a", "b", "c", undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key), { maxLength: 30 }), fc.infiniteStream(fc.nat(100)), (keys, luck) => {
      const queues = new RecordQueues<Input>();
      const inputs = inputsOf(...keys);
      const going = inputs.filter((input) => queues.enter(input));
      const gone: Input[] = [];
      const waits = (input: Input) => !going.includes(input) && !gone.includes(input);
      while (going.length > 0) {
        for (const of of ["identity", "trace"] as const) {
          const taken = going.flatMap((input) => input[of] ?? []);
          expect(new Set(taken).size).toBe(taken.length);
        }
        const input = going[luck.next().value % going.length]!;
        if (!input.planned) {
          queues.planned(input);
          continue;
        }
        const stirred = inputs.some(
          (one) =>
            waits(one) &&
            going.some(
              ({ planned, identity, trace }) =>
                planned &&
                ((identity !== undefined && identity === one.identity) || (trace !== undefined && trace === one.trace)),
            ),
        );
        // One that waits for two may be second to none of those that go.
        if (queues.stirs) expect(stirred).toBe(true);
        if (going.every(({ planned }) => planned)) expect(queues.stirs).toBe(queues.size > 0);
        going.splice(going.indexOf(input), 1);
        gone.push(input);
        going.push(...queues.settled(input));
      }
      expect(queues.size).toBe(0);
      expect(gone.map(({ index }) => index).sort((one, other) => one - other)).toEqual(inputs.map((_, index) => index));
      for (const of of ["identity", "trace"] as const)
        for (const record of ["a", "b", "c"]) {
          const order = gone.flatMap((input) => (input[of] === record ? [input.index] : []));
          expect(order).toEqual([...order].sort((one, other) => one - other));
        }
    }),
  );
});
