import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mark, pack, stretchesOf, tell, unpack } from "../../src/bullmq/packed.js";

const PER_CHUNK = 30;
const mark = fc.integer({ min: 0, max: 3 }) as fc.Arbitrary<Mark>;
const told = fc
  .array(fc.tuple(fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 5_000 })), mark), { maxLength: 60 })
  .map((pairs) => new Map(pairs));

/** A ledger in chunks, as a store has it. */
class Ledger {
  readonly chunks = new Map<number, string>();
  readonly counts = [0, 0, 0, 0];

  record(marks: ReadonlyMap<number, Mark>): void {
    for (const stretch of pack(marks, PER_CHUNK)) {
      const { chunk, more } = tell(this.chunks.get(stretch.chunk) ?? "", stretch);
      this.chunks.set(stretch.chunk, chunk);
      more.forEach((count, of) => (this.counts[of]! += count));
    }
  }

  read(from: number, to: number): Uint8Array {
    const marks = new Uint8Array(to - from);
    for (const { chunk, at } of stretchesOf(from, to, PER_CHUNK))
      unpack({ chunk, at, text: this.chunks.get(chunk)?.slice(at) ?? "" }, PER_CHUNK, from, marks);
    return marks;
  }
}

test("of all that was told of a record, in whatever order, the greatest stands, and is counted once", () => {
  fc.assert(
    fc.property(
      fc.array(told, { maxLength: 6 }),
      fc.nat({ max: 300 }),
      fc.integer({ min: 1, max: 400 }),
      (all, from, many) => {
        const ledger = new Ledger();
        const known = new Map<number, Mark>();
        for (const marks of all) {
          ledger.record(marks);
          for (const [index, one] of marks) known.set(index, Math.max(one, known.get(index) ?? 0) as Mark);
        }
        const expected = Array.from({ length: many }, (_, at) => known.get(from + at) ?? 0);
        expect([...ledger.read(from, from + many)]).toEqual(expected);
        for (const one of [1, 2, 3])
          expect(ledger.counts[one]).toBe([...known.values()].filter((is) => is === one).length);
        for (const chunk of ledger.chunks.values()) expect(chunk).toMatch(/^[0-o]{0,10}$/);
      },
    ),
  );
});

test("what is told at once of places far apart does not carry all that lies between", () => {
  const stretches = pack(
    new Map([
      [0, 1],
      [2_999, 2],
      [1, 3],
    ] as [number, Mark][]),
    3_000,
  );
  expect(stretches.map(({ chunk, at, text }) => [chunk, at, text])).toEqual([
    [0, 0, "="],
    [0, 999, "P"],
  ]);
});

test("what Redis fills up with NULs is nothing known", () => {
  const marks = new Uint8Array(9);
  unpack({ chunk: 0, at: 0, text: "\0\0A" }, 30, 0, marks);
  expect([...marks]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 1]);
  expect(tell("\0\0A", { chunk: 0, at: 0, text: "1" }).chunk).toBe("10A");
});
