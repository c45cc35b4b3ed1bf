import fc from "fast-check";
import { expect, test } from "vitest";
import { lookAlike } from "../src/identity.js";
import { LookAlikes } from "../src/look-alikes.js";

const fields = ["name", "type"];
const look = fc.record(
  {
    name: fc.constantFrom("a", "A ", "b", null, 1),
    type: fc.constantFrom("x", "y", null, "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00"),
  },
  { requiredKeys: [] },
);
const looks = fc.array(look, { maxLength: 12 });

function faceOf(object: object) {
  const [face] = new LookAlikes(fields, (one: object) => one, [object]).faces;
  return face!;
}

test("what the first field finds is what comparing with all would find", () => {
  fc.assert(
    fc.property(looks, look, (items, object) => {
      const alike = new LookAlikes(fields, (one: object) => one, items);
      const all = items.filter((item) => lookAlike(item, object, fields));
      expect(alike.crowd(faceOf(object))).toBe(all.length > 1);
      expect(alike.only(faceOf(object))?.item).toBe(all.length === 1 ? all[0] : undefined);
    }),
  );
});

test("none is admitted that can't be told from one that was", () => {
  fc.assert(
    fc.property(looks, (items) => {
      const unlike = new LookAlikes<object>(fields, (one) => one);
      const admitted: object[] = [];
      for (const item of items) {
        const expected = !admitted.some((other) => lookAlike(item, other, fields));
        expect(unlike.admit(item)).toBe(expected);
        if (expected) admitted.push(item);
      }
    }),
  );
});

test("without fields to compare, all are admitted", () => {
  const unlike = new LookAlikes<object>([], (one) => one);
  expect([unlike.admit({}), unlike.admit({})]).toEqual([true, true]);
});

test("items are compared by what they show", () => {
  const entries = new LookAlikes(fields, (entry: { input: object }) => entry.input, [{ input: { name: "a" } }]);
  expect(entries.only(faceOf({ name: "A" }))?.item).toEqual({ input: { name: "a" } });
  expect(entries.only(faceOf({ name: "b" }))).toBeUndefined();
});
