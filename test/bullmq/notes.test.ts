import { expect, test } from "vitest";
import { joined, summariesIn } from "../../src/bullmq/notes.js";
import { note } from "./store-contract.js";

test("a note that came twice counts once, and one stands for all", () => {
  const texts = ["a", "b", "a", "c"].map((id, index) => JSON.stringify(note(id, index)));
  expect(summariesIn(texts).map(({ errors }) => errors[0]?.indexes)).toEqual([[2], [1], [3]]);
  const { id, summary } = joined(texts);
  expect(["a", "b", "c"]).not.toContain(id);
  expect(summary.errors).toMatchObject([{ count: 3, indexes: [1, 2, 3] }]);
});
