import { describe, expect, test } from "vitest";
import { readEnvelope } from "../../src/outcome/envelope.js";
import { UnaccountedError } from "../../src/outcome/errors.js";
import { indecision, silence } from "../../src/run/unaccounted.js";

const answerWith = (errors: readonly object[] = [], rest: object = {}) =>
  readEnvelope({ status: "COMPLETE", results: [], errors, ...rest })!;

describe("why nothing is known of an input", () => {
  test("on which a finished answer has not a word: it may be merged or deleted", () => {
    const error = silence(200, answerWith());
    expect(error).toBeInstanceOf(UnaccountedError);
    expect(error.message).toBe(
      "HubSpot answered 200 without a word on this input: was it merged or deleted? Sent again, it may be passed over again",
    );
  });

  test("on which an answer that is not finished has not a word: its status is told", () => {
    expect(silence(207, answerWith([], { status: "PENDING" })).message).toBe(
      "HubSpot answered 207 without a word on this input (its status is PENDING)",
    );
  });

  test("of which one error may speak: its words are told", () => {
    const errors = [{ message: "no\u001b[2J" }];
    expect(indecision(207, answerWith(errors), errors).message).toBe(
      "HubSpot answered 207 with an error that names none of the inputs that it may be about: no\\u001b[2J",
    );
    expect(indecision(207, answerWith([{}]), [{}]).message).toMatch(/: no message$/);
  });

  test("of which several may speak: the first three that differ are told, and none at length", () => {
    const errors = ["one", "one", "two", "x".repeat(1_000), "four"].map((message) => ({ message }));
    const { message } = indecision(207, answerWith(errors), errors);
    expect(message).toMatch(
      /^HubSpot answered 207 with 5 errors that name none of the inputs that they may be about: one; two; x{299,300}… \(\d+ more characters\)$/,
    );
    expect(message).not.toContain("four");
  });

  test("of which errors speak that are counted and not listed: so many are told", () => {
    expect(indecision(207, answerWith([], { numErrors: 3 }), []).message).toBe(
      "HubSpot answered 207 with 3 errors that it does not list",
    );
    expect(indecision(207, answerWith([{ message: "known" }], { numErrors: 3 }), []).message).toMatch(/with 2 errors/);
  });

  test("whose result may be another's", () => {
    expect(indecision(200, answerWith(), []).message).toBe(
      "HubSpot answered 200 with what may be this input's or another's",
    );
  });
});
