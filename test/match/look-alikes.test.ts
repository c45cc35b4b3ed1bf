import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Look, lookAlike, lookOf } from "../../src/match/look.js";
import { LookAlikes } from "../../src/match/look-alikes.js";

const fields = ["name", "type", "list"];
const property = fc.record({ name: fc.constantFrom("p", "q", "r"), value: fc.constantFrom("1", "2", "01", null) });
const object = fc.record(
  {
    name: fc.constantFrom("a", "A ", "b", null, 1),
    type: fc.constantFrom("x", "y", null, "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00"),
    list: fc.uniqueArray(property, { selector: ({ name }) => name, maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const items = fc.array(
  object.map((shown) => ({ look: lookOf(shown, fields) })),
  { maxLength: 14 },
);

test("what is found is what comparing with all would find, however they were added", () => {
  fc.assert(
    fc.property(items, items, fc.array(object, { maxLength: 5 }), fc.boolean(), (all, later, shown, named) => {
      const found = new LookAlikes(all, { named });
      const known = [...all];
      const check = () => {
        for (const one of shown) {
          const look = lookOf(one, fields);
          const [first, ...others] = known.filter((item) => lookAlike(item.look, look, named));
          expect(found.find(look)).toBe(others.length > 0 ? "several" : first);
          // What is claimed of all is so.
          if (found.areDistinctTo(look))
            for (const item of known)
              expect(known.filter((other) => lookAlike(item.look, other.look, named))).toEqual([item]);
        }
      };
      check();
      for (const item of later) if (found.admit(item)) known.push(item);
      check();
    }),
    { numRuns: 300 },
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

test.each([
  ["one name and a date each", (index: number) => ({ name: "a", type: `t${index}` })],
  [
    "one name, and some of them a type",
    (index: number) => ({ name: "a", ...(index % 2 === 0 && { type: `t${index}` }) }),
  ],
  ["one name and a property each", (index: number) => ({ name: "a", list: [{ name: "p", value: `v${index}` }] })],
  ["nothing that tells them apart", () => ({ name: "a", type: "x" })],
])("ten times as many of %s take ten times as many comparisons", (_, make) => {
  const comparisons = (count: number) => {
    const looks = Array.from({ length: count }, (_, index) => ({ look: lookOf(make(index), fields) }));
    const spies = [vi.spyOn(Look.prototype, "text"), vi.spyOn(Look.prototype, "agrees")];
    const found = new LookAlikes(looks);
    for (const { look } of looks) found.find(look);
    const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    return calls;
  };
  expect(comparisons(2_000)).toBeLessThanOrEqual(11 * comparisons(200));
});
