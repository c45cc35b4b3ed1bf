import { expect, test } from "vitest";
import { Apart } from "../../src/intake/apart.js";
import { contactCreates, events } from "../helpers/entries.js";

/** What may be spent on so many inputs, ten to a batch, two requests for each full batch. */
function apart(inputs: number): Apart {
  const one = new Apart(events, 10, 2);
  for (let count = 0; count < inputs; count++) one.add();
  return one;
}

test("there are so many further requests for each batch of inputs that was begun, and no more", () => {
  for (const [inputs, most] of [
    [0, 0],
    [1, 2],
    [10, 2],
    [11, 4],
  ] as const) {
    const one = apart(inputs);
    expect(Array.from({ length: most + 2 }, () => one.take())).toEqual([
      ...Array.from({ length: most }, () => true),
      false,
      false,
    ]);
  }
});

test("small batches cost a request each, but for those that full ones would have taken too", () => {
  const one = apart(10);
  const batches = [4, 4, 4, 4].map((length) => Array.from({ length }, () => ({})));
  // 4 and 8 are extra; with the third, 12 inputs are a full batch.
  expect(batches.map((batch) => one.spread(batch, false))).toEqual([true, true, true, false]);
  expect(batches.map((batch) => one.isExtra(batch))).toEqual([true, true, false, false]);
});

test("where nothing is left, one that is free goes all the same", () => {
  const one = apart(0);
  const batch = [{}];
  expect(one.spread(batch, false)).toBe(false);
  expect(one.spread(batch, true)).toBe(true);
  expect(one.isExtra(batch)).toBe(true);
});

test("an operation without rules tells nothing", () => {
  expect([new Apart(events, 10, 2).tells, new Apart({ ...contactCreates, match: [] }, 10, 2).tells]).toEqual([
    true,
    false,
  ]);
});
