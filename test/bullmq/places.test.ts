import fc from "fast-check";
import { expect, test } from "vitest";
import { Places } from "../../src/bullmq/places.js";

test("a run's records stand where the open ones of the import do, in order", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000 }),
      fc.uint8Array({ max: 3, maxLength: 60 }),
      fc.array(fc.nat({ max: 1_100 })),
      (from, marks, some) => {
        const doubted = new Set(some);
        const indexes = Array.from(marks, (_, at) => from + at);
        const unknown = indexes.filter((index) => marks[index - from] === 0);
        const open = unknown.filter((index) => !doubted.has(index));
        const places = new Places(from, marks, doubted);
        expect(open.map((_, at) => places.indexOf(places.first + at))).toEqual(open);
        if (unknown.length > 0) expect([places.first, places.end]).toEqual([unknown[0], unknown.at(-1)! + 1]);
        else expect(places.first).toBeGreaterThanOrEqual(places.end);
        for (const index of indexes)
          expect(places.of(index)).toBe(marks[index - from] !== 0 ? "known" : doubted.has(index) ? "doubted" : "open");
      },
    ),
  );
});
