import { expect, test } from "vitest";
import { IdCount } from "../../src/outcome/missing-ids.js";

const written = { status: "succeeded", matchedBy: "count" } as const;

test("inputs without an id are counted by their reasons, the most frequent first, each with its first hundred places", () => {
  const ids = new IdCount();
  expect([ids.count, ids.listed()]).toEqual([0, []]);
  ids.add({ ...written, index: 7, record: {} });
  for (let index = 300; index > 100; index--) ids.add({ ...written, index, record: undefined });
  expect(ids.count).toBe(201);
  expect(ids.listed()).toEqual([
    { reason: "look-alike", count: 200, indexes: Array.from({ length: 100 }, (_, place) => 101 + place) },
    { reason: "not-answered", count: 1, indexes: [7] },
  ]);
});

test("a reason that is told is the reason", () => {
  const ids = new IdCount();
  ids.add({ ...written, index: 0, record: {}, withoutId: "look-alike" });
  expect(ids.listed()).toEqual([{ reason: "look-alike", count: 1, indexes: [0] }]);
});
