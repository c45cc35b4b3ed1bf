import { expect, test } from "vitest";
import { SeenRecords } from "../../../src/cli/runs/seen-records.js";

test("each is new once, however many there are", () => {
  const seen = new SeenRecords();
  const identities = Array.from({ length: 20_000 }, (_, index) => JSON.stringify(["a", String(index)]));
  expect(identities.filter((one) => !seen.add(one))).toEqual([]);
  expect(seen.size).toBe(20_000);
  expect(identities.filter((one) => seen.add(one))).toEqual([]);
  expect([seen.size, seen.add("another")]).toEqual([20_000, true]);
});
