import { expect, test } from "vitest";
import { closest } from "../../src/options/closest.js";

const known = ["eventName", "eventOrganizer", "eventType", "startDateTime", "id"];

test.each([
  ["eventname", "eventName"],
  ["eventNmae", "eventName"],
  ["evenName", "eventName"],
  ["eventOrganiser", "eventOrganizer"],
  ["startDatetime", "startDateTime"],
  ["EventTypes", "eventType"],
  ["ids", "id"],
  ["di", "id"],
])("%s most likely means %s", (word, meant) => {
  expect(closest(word, known)).toBe(meant);
});

test.each(["colour", "xyz", "", "venue", "timezone"])("%j is near to nothing", (word) => {
  expect(closest(word, known)).toBeUndefined();
});

test("two letters that are swapped are one mistake", () => {
  expect(closest("emial", ["email"])).toBe("email");
  expect(closest("meail", ["email"])).toBe("email");
  expect(closest("miael", ["email"])).toBeUndefined();
  expect(closest("abcxyz", ["abzycx", "abcyxz"])).toBe("abcyxz");
});

test("the nearest of several is meant, the first of those that are as near", () => {
  expect(closest("abcdef", ["abcxyf", "abcdex"])).toBe("abcdex");
  expect(closest("cat", ["car", "cap"])).toBe("car");
  expect(closest("cat", [])).toBeUndefined();
});
