import { describe, expect, test } from "vitest";
import { type HubSpotError, InvalidInputError } from "../../src/outcome/errors.js";
import { NetworkError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";
import type { Outcome, Resend } from "../../src/outcome/outcome.js";
import { Reasons } from "../../src/outcome/reasons.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";
import { collectGarbage } from "../helpers/gc.js";

type Failure = Exclude<Outcome, { status: "succeeded" }>;

function failed(index: number, error: HubSpotError, input: unknown = index): Failure {
  return { index, input, status: "failed", scope: "record", error, resend: "pointless" };
}

function merged(failures: readonly Failure[]) {
  const reasons = new Reasons<unknown>();
  for (const failure of failures) if (failure.error !== undefined) reasons.add(failure.error, failure);
  return reasons.merged();
}

/** A text of letters alone: numbers would make no difference. */
function letters(number: number): string {
  return [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}

describe("reasons", () => {
  const refused = (message: string, rest: object = {}) =>
    new RefusedError(400, { category: "VALIDATION_ERROR", message, ...rest });

  test("that differ only in ids and values are one", () => {
    const errors = merged([
      failed(0, refused('"colour" is not one of 1001, 1002')),
      failed(1, refused('"size" is not one of 7')),
      failed(2, refused("'a b' is not one of 3.14, x-9")),
      failed(3, refused("ada@example.com is taken", { context: { ids: ["ada@example.com"] } })),
      failed(4, refused("bob@example.com is taken", { context: { ids: ["bob@example.com"] } })),
      failed(5, refused("Something else")),
    ]);
    expect(errors.map(({ count, message, indexes }) => [count, message, indexes])).toEqual([
      [3, '"colour" is not one of 1001, 1002', [0, 1, 2]],
      [2, "ada@example.com is taken", [3, 4]],
      [1, "Something else", [5]],
    ]);
  });

  test("that quote e-mail addresses are one, whatever stands in them", () => {
    const errors = merged([
      failed(0, refused("Contact ada@mail.example.com already exists. Existing ID: 17")),
      failed(1, refused("Contact <bob.of@example.org> already exists. Existing ID: 4")),
      failed(2, refused("Contact eve+x@example.co.uk already exists. Existing ID: 391")),
      failed(3, refused("Contact already exists. Existing ID: 5")),
    ]);
    expect(errors.map(({ count }) => count)).toEqual([3, 1]);
  });

  test("that differ in kind, status, category or code are several", () => {
    const errors = merged([
      failed(0, new HttpError(400, "", { message: "x" })),
      failed(1, new HttpError(404, "", { message: "x" })),
      failed(2, new HttpError(400, "", { message: "x", category: "C" })),
      failed(3, refused("x", { errors: [{ code: "A" }] })),
      failed(4, refused("x", { errors: [{ code: "B" }] })),
      failed(5, refused("x", { subCategory: "S" })),
      failed(6, new UnexpectedResponseError(302, "x", "")),
      failed(7, new InvalidInputError([{ path: "a", message: "x" }])),
    ]);
    expect(errors).toHaveLength(8);
    expect(errors[3]).toMatchObject({ status: 400, category: "VALIDATION_ERROR", code: "A" });
    expect(errors[5]).toMatchObject({ subCategory: "S" });
    expect(errors[6]).toMatchObject({ status: 302 });
    expect(errors[7]).not.toHaveProperty("status");
  });

  test("come most frequent first, then by their first input", () => {
    const [a, b, c] = [new NetworkError("a"), new NetworkError("b"), new NetworkError("c")];
    const errors = merged([failed(4, c), failed(3, a), failed(2, b), failed(1, b), failed(0, c)]);
    expect(errors.map(({ message, indexes }) => [message, indexes])).toEqual([
      ["c", [0, 4]],
      ["b", [1, 2]],
      ["a", [3]],
    ]);
  });

  test("keep their first 100 places and 5 inputs, in whatever order they settle", () => {
    const error = new NetworkError("x");
    const order = Array.from({ length: 500 }, (_, index) => (index * 317) % 500);
    const [reason] = merged(order.map((index) => failed(index, error, `input ${index}`)));
    expect(reason).toMatchObject({ count: 500, indexes: Array.from({ length: 100 }, (_, index) => index) });
    expect(reason!.samples).toEqual(["input 0", "input 1", "input 2", "input 3", "input 4"]);
  });

  test("past a thousand distinct ones share one place, and none is lost", () => {
    const errors = merged(Array.from({ length: 3_000 }, (_, index) => failed(index, new NetworkError(letters(index)))));
    expect(errors).toHaveLength(1_000);
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
    expect(errors[0]).toMatchObject({ count: 2_001, message: expect.stringContaining("Other reasons") });
    expect(errors[0]).not.toHaveProperty("status");
  });

  test("are counted for what is unsent too, where there is an error", () => {
    const error = new HttpError(403, "", { message: "no" });
    const errors = merged([{ index: 0, input: 0, status: "unsent", reason: "forbidden", error, resend: "safe" }]);
    expect(errors).toMatchObject([{ count: 1, status: 403 }]);
  });

  const list = (...entries: object[]) => ({ message: `Property values were not valid: ${JSON.stringify(entries)}` });
  const date = (value: string) => ({
    message: `${value} was not a valid long`,
    error: "INVALID_LONG",
    name: "closedate",
  });
  const price = { message: "abc was not a valid number", error: "INVALID_INTEGER", name: "hs_price" };

  test("that struck inputs which were mapped say what was sent of each sample", () => {
    const error = new NetworkError("reset");
    const [reason] = merged([
      { ...failed(1, error), sent: { id: "1" } },
      failed(2, error),
      { ...failed(0, error), sent: { id: "0" } },
    ]);
    expect(reason).toMatchObject({ samples: [0, 1, 2], sent: [{ id: "0" }, { id: "1" }, undefined] });
    // None was mapped, or `map` threw for each.
    expect(merged([failed(0, error), failed(1, error)])[0]).not.toHaveProperty("sent");
  });

  test("that are about different properties are several, whatever the words", () => {
    const errors = merged([
      failed(0, refused('Property "colour" does not exist')),
      failed(1, refused('Property "size" does not exist')),
      failed(2, refused("no", { errors: [{ message: "bad", in: "a" }] })),
      failed(3, refused("no", { errors: [{ message: "bad", in: "b" }] })),
      failed(4, refused("no", { errors: [{ message: "bad", code: "C", in: "a" }] })),
      failed(5, refused("no", { errors: [{ message: "bad", code: "C", in: "b" }] })),
    ]);
    expect(errors.map(({ propertyNames, code }) => [...propertyNames, code])).toEqual([
      ["colour", undefined],
      ["size", undefined],
      ["a", undefined],
      ["b", undefined],
      ["a", "C"],
      ["b", "C"],
    ]);
  });

  test("of one property and code are one, whatever the value", () => {
    const values = ["soon", "later", "in a while, perhaps"];
    const errors = merged(values.map((value, at) => failed(at, refused("", list(date(value))))));
    expect(errors).toMatchObject([
      {
        count: 3,
        name: "RefusedError",
        status: 400,
        category: "VALIDATION_ERROR",
        code: "INVALID_LONG",
        propertyNames: ["closedate"],
        message: "closedate: soon was not a valid long (INVALID_LONG)",
      },
    ]);
  });

  test("are several for one error that names several properties, and its input counts in each", () => {
    const errors = merged([
      failed(0, refused("", list(price, date("soon")))),
      failed(1, refused("", list(date("later")))),
      failed(2, new HttpError(400, "", { category: "VALIDATION_ERROR", ...list(price, date("x")) })),
    ]);
    expect(errors.map(({ name, code, count, indexes, message }) => [name, code, count, indexes, message])).toEqual([
      ["RefusedError", "INVALID_LONG", 2, [0, 1], "closedate: soon was not a valid long (INVALID_LONG)"],
      ["RefusedError", "INVALID_INTEGER", 1, [0], "hs_price: abc was not a valid number (INVALID_INTEGER)"],
      ["HttpError", "INVALID_INTEGER", 1, [2], "hs_price: abc was not a valid number (INVALID_INTEGER)"],
      ["HttpError", "INVALID_LONG", 1, [2], "closedate: x was not a valid long (INVALID_LONG)"],
    ]);
  });

  test("of invalid inputs are several for several fields, of which places in a list are one", () => {
    const issue = (path: string, message = "expected string, got 7") => ({ path, message });
    const errors = merged([
      failed(0, new InvalidInputError([issue("eventName"), issue("customProperties[0].name")])),
      failed(1, new InvalidInputError([issue("customProperties[12].name", "expected string, got nothing")])),
      failed(2, new InvalidInputError([issue("customProperties[12].name", "expected string, got 8")])),
      failed(3, new InvalidInputError([issue("", "cannot be read twice")])),
    ]);
    expect(errors.map(({ propertyNames, count }) => [propertyNames, count])).toEqual([
      [["customProperties[0].name"], 2],
      [["eventName"], 1],
      [["customProperties[12].name"], 1],
      [[], 1],
    ]);
  });

  test("say what became of their inputs, whether these may be sent again, and by which ids HubSpot knows of it", () => {
    const error = (id: number) => refused("bad", { correlationId: `c-${id % 7}` });
    const unknown = (index: number, resend: Resend): Failure => ({
      index,
      input: index,
      status: "unknown",
      error: error(index),
      resend,
    });
    const errors = merged([...Array.from({ length: 20 }, (_, at) => failed(at, error(at))), unknown(20, "safe")]);
    expect(errors).toMatchObject([
      {
        count: 21,
        statuses: { failed: 20, unknown: 1 },
        resend: "pointless",
        correlationIds: ["c-0", "c-1", "c-2", "c-3", "c-4"],
      },
    ]);
    expect(Object.keys(errors[0]!.statuses)).toEqual(["failed", "unknown"]);
    expect(merged([unknown(0, "safe")])[0]?.resend).toBe("safe");
    expect(merged([failed(0, error(0)), unknown(1, "read-first"), unknown(2, "safe")])[0]?.resend).toBe("read-first");
  });

  test("are told in the words of the first input, whichever settles first", () => {
    const errors = merged([
      failed(5, refused("id 5 is bad")),
      failed(2, refused("id 2 is bad")),
      failed(9, refused("id 9 is bad")),
    ]);
    expect(errors).toMatchObject([{ message: "id 2 is bad", indexes: [2, 5, 9] }]);
  });

  test("keep no more than five of their inputs alive", () => {
    const reasons = new Reasons<unknown>();
    const error = new NetworkError("x");
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let index = 99; index >= 0; index--)
      reasons.add(error, { ...failed(index, error), input: Array.from({ length: 25_000 }, () => index) });
    collectGarbage();
    // An input takes some 200 kB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(3e6);
    expect(reasons.merged()[0]?.samples).toHaveLength(5);
  });

  test.each([
    ["dashes", "-".repeat(2_000)],
    ["dots", ".".repeat(2_000)],
    ["quotes", '"'.repeat(1_999)],
    ["escaped quotes", '\\"'.repeat(999)],
    ["apostrophes", "a'".repeat(999)],
    ["at signs", "a@".repeat(999)],
    ["masks", "# ,".repeat(666)],
    ["blanks", `#${" ".repeat(1_998)}`],
  ])("of 1,100 different errors with messages of %s take no longer than their words are long", (_, words) => {
    const reasons = new Reasons<unknown>();
    // Were it quadratic, this would take minutes, and the test fail for its time.
    for (let index = 0; index < 1_100; index++) {
      const error = new NetworkError(`${letters(index)} ${words}`);
      reasons.add(error, { ...failed(index, error) });
    }
    expect(reasons.merged()).toHaveLength(1_000);
  });
});
