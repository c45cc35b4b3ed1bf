import { expect, test } from "vitest";
import { Ramp } from "../../src/pace/ramp.js";

/** When each of so many may start, none of which is answered. */
function startsOf(ramp: Ramp, count: number): number[] {
  return Array.from({ length: count }, () => {
    const at = ramp.freeAt();
    ramp.start();
    return Math.round(at);
  });
}

test("requests on the way double in each step of 40 ms", () => {
  const ramp = new Ramp();
  ramp.begin(1_000, 1);
  expect(startsOf(ramp, 8)).toEqual([1_000, 1_040, 1_063, 1_080, 1_093, 1_103, 1_112, 1_120]);
  expect(Math.round(startsOf(ramp, 182).at(-1)!)).toBe(1_303);
});

test("or from as many as may be out at once", () => {
  const ramp = new Ramp();
  ramp.begin(0, 4);
  expect(startsOf(ramp, 8)).toEqual([0, 0, 0, 0, 13, 23, 32, 40]);
});

test("who is answered leaves room for another at once", () => {
  const ramp = new Ramp();
  ramp.begin(1_000, 1);
  for (let count = 0; count < 50; count++) {
    expect(ramp.freeAt()).toBe(1_000);
    ramp.start();
    ramp.end(1_000);
  }
});

test("what started before it began leaves none", () => {
  const ramp = new Ramp();
  ramp.begin(1_000, 1);
  ramp.start();
  ramp.end(999);
  expect(ramp.freeAt()).toBe(1_040);
});

test("is open after ten steps, and from the start where nothing began", () => {
  const ramp = new Ramp();
  expect(ramp.freeAt()).toBe(-Infinity);
  ramp.begin(0, 1);
  for (let count = 0; count < 5_000; count++) ramp.start();
  expect(ramp.freeAt()).toBe(400);
});
