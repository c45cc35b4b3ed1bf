import fc from "fast-check";
import { expect, test } from "vitest";
import { insert } from "../../src/outcome/insert.js";

test("in whatever order they come, the first places are kept, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 8 }), (places, most) => {
      const list: number[] = [];
      for (const place of places) insert(list, place, most, (one) => one);
      expect(list).toEqual(places.toSorted((one, other) => one - other).slice(0, most));
    }),
  );
});
