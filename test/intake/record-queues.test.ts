import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordQueues } from "../../src/intake/record-queues.js";

interface Input {
  readonly identity: string | undefined;
  readonly index: number;
}

const inputsOf = (identities: readonly (string | undefined)[]): Input[] =>
  identities.map((identity, index) => ({ identity, index }));

test("inputs of one record go one after another, those of others and of none at once", () => {
  const lines = new RecordQueues<Input>();
  const [first, second, other, none, third] = inputsOf(["a", "a", "b", undefined, "a"]);
  expect([first, second, other, none, third].map((input) => lines.enter(input!))).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(lines.size).toBe(2);
  expect(lines.settled(other!)).toBeUndefined();
  expect(lines.settled(none!)).toBeUndefined();
  expect(lines.settled(first!)).toBe(second);
  expect(lines.settled(second!)).toBe(third);
  expect(lines.size).toBe(0);
  expect(lines.settled(third!)).toBeUndefined();
  expect(lines.enter(first!)).toBe(true);
});

test("those that wait can be taken out, and nobody waits behind them any more", () => {
  const lines = new RecordQueues<Input>();
  const [first, second, third] = inputsOf(["a", "a", "a"]);
  for (const input of [first, second, third]) lines.enter(input!);
  expect(lines.drain()).toEqual([second, third]);
  expect(lines.size).toBe(0);
  expect(lines.settled(first!)).toBeUndefined();
  expect(lines.enter(third!)).toBe(true);
});

test("in whatever order they are settled, every input goes once, and never two of one record together", () => {
  const identity = fc.constantFrom("a", "b", "c", undefined);
  fc.assert(
    fc.property(fc.array(identity, { maxLength: 30 }), fc.infiniteStream(fc.nat(100)), (identities, luck) => {
      const lines = new RecordQueues<Input>();
      const inputs = inputsOf(identities);
      const going = inputs.filter((input) => lines.enter(input));
      const gone: Input[] = [];
      while (going.length > 0) {
        const records = going.flatMap((input) => input.identity ?? []);
        expect(new Set(records).size).toBe(records.length);
        const [input] = going.splice(luck.next().value % going.length, 1) as [Input];
        gone.push(input);
        const next = lines.settled(input);
        if (next !== undefined) going.push(next);
      }
      expect(lines.size).toBe(0);
      expect(gone.map(({ index }) => index).sort((one, other) => one - other)).toEqual(inputs.map((_, index) => index));
      for (const record of ["a", "b", "c"]) {
        const order = gone.flatMap(({ identity: of, index }) => (of === record ? [index] : []));
        expect(order).toEqual([...order].sort((one, other) => one - other));
      }
    }),
  );
});
