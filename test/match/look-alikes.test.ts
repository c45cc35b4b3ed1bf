import fc from "fast-check";
import { expect, test } from "vitest";
import { lookAlike, lookOf } from "../../src/match/identity.js";
import { LookAlikes } from "../../src/match/look-alikes.js";

const fields = ["name", "type"];
const object = fc.record(
  {
    name: fc.constantFrom("a", "A ", "b", null, 1),
    type: fc.constantFrom("x", "y", null, "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00"),
  },
  { requiredKeys: [] },
);
const items = fc.array(
  object.map((shown) => ({ look: lookOf(shown, fields) })),
  { maxLength: 12 },
);

test("what the key finds is what comparing with all would find", () => {
  fc.assert(
    fc.property(items, object, (all, shown) => {
      const look = lookOf(shown, fields);
      const [first, ...others] = all.filter((item) => lookAlike(item.look, look));
      expect(new LookAlikes(all).find(look)).toBe(others.length > 0 ? "several" : first);
    }),
  );
});

test("none is admitted that can't be told from one that was", () => {
  fc.assert(
    fc.property(items, (all) => {
      const unlike = new LookAlikes();
      const admitted: (typeof all)[number][] = [];
      for (const item of all) {
        const expected = !admitted.some((other) => lookAlike(other.look, item.look));
        expect(unlike.admit(item)).toBe(expected);
        if (expected) admitted.push(item);
      }
    }),
  );
});

test("those that show nothing are all admitted", () => {
  const unlike = new LookAlikes();
  const item = { look: lookOf({}, []) };
  expect([unlike.admit(item), unlike.admit(item)]).toEqual([true, true]);
});
