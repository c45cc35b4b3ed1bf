import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withoutRepeats } from "../../src/bullmq/conflicts.js";
import type { Slice } from "../../src/bullmq/slice.js";

const slice = (from: number, to: number): Slice => ({ import: "a", operation: "contacts.upsert", from, to });

test("slices keep their order, and those that stand there twice stand there once", () => {
  const [a, b, c] = [slice(10, 20), slice(0, 10), slice(20, 30)];
  expect(withoutRepeats([a, b, { ...a }, c, { ...b }])).toEqual([a, b, c]);
});

test("slices are refused exactly where two of them have a record in common and are not the same", () => {
  const one = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 4 })).map(([from, size]) => slice(from, from + size));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), (slices) => {
      const isConflict = slices.some((first) =>
        slices.some(
          (other) =>
            first.from < other.to && other.from < first.to && (first.from !== other.from || first.to !== other.to),
        ),
      );
      if (isConflict) expect(() => withoutRepeats(slices)).toThrow(/no record in common, got one from \d+ to \d+/);
      else expect(new Set(withoutRepeats(slices).map(({ from }) => from)).size).toBe(withoutRepeats(slices).length);
    }),
  );
});
