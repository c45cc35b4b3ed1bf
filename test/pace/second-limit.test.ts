import { expect, test } from "vitest";
import { SecondLimit } from "../../src/pace/second-limit.js";

const turn = (startedMs: number) => ({ startedMs });

test("there is none before a refusal", () => {
  expect(new SecondLimit().allowed(0, 190)).toBe(Infinity);
});

test("what was accepted in the second before a refusal is what may start in a second, and never none", () => {
  const limit = new SecondLimit();
  limit.refused(turn(100), 5, 200);
  expect(limit.allowed(200, 190)).toBe(5);
  limit.refused(turn(300), 0, 400);
  expect(limit.allowed(400, 190)).toBe(1);
});

test("those that were under way say no more than the first of them; a later one lowers it at least by one", () => {
  const limit = new SecondLimit();
  limit.refused(turn(100), 5, 200);
  limit.refused(turn(110), 2, 205);
  expect(limit.allowed(205, 190)).toBe(5);
  limit.refused(turn(1_300), 9, 1_400);
  expect(limit.allowed(1_400, 190)).toBe(4);
});

test("more is tried after each ten seconds: one, two, four …, until the window is all that limits", () => {
  const limit = new SecondLimit();
  limit.refused(turn(0), 5, 0);
  const after = (seconds: number) => limit.allowed(seconds * 1_000, 19);
  expect([9.9, 10, 20, 30].map(after)).toEqual([5, 6, 8, 12]);
  expect(after(40)).toBe(Infinity);
});

test("a refusal of what was tried begins anew with one", () => {
  const limit = new SecondLimit();
  limit.refused(turn(0), 5, 0);
  expect(limit.allowed(20_000, 190)).toBe(8);
  limit.refused(turn(20_500), 5, 20_600);
  expect([20_600, 30_600].map((now) => limit.allowed(now, 190))).toEqual([5, 6]);
});

test("one that started as the last refusal came was under way already", () => {
  const limit = new SecondLimit();
  limit.refused(turn(100), 5, 200);
  limit.refused(turn(200), 2, 205);
  expect(limit.allowed(205, 190)).toBe(5);
});

test("what is allowed as often as the window allows it is no limit", () => {
  const limit = new SecondLimit();
  limit.refused(turn(0), 5, 0);
  expect(limit.allowed(10_000, 6)).toBe(Infinity);
  expect(limit.allowed(10_000, 190)).toBe(Infinity);
});
