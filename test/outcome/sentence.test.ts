import { describe, expect, test } from "vitest";
import type { ErrorBody } from "../../src/outcome/envelope.js";
import { readErrorBody } from "../../src/outcome/error-body.js";
import { faultsIn } from "../../src/outcome/faults.js";
import { sentenceOf, some } from "../../src/outcome/sentence.js";

const told = (body: object) => {
  const read: ErrorBody = readErrorBody(body);
  return sentenceOf(read, faultsIn(read));
};
const list = (...entries: object[]) => `Property values were not valid: ${JSON.stringify(entries)}`;
const options = Array.from({ length: 147 }, (_, at) => `OPTION_${at}`);
const invalidOption = {
  isValid: false,
  message: `NOPE was not one of the allowed options: [${options.join(", ")}]`,
  error: "INVALID_OPTION",
  name: "hs_property_type",
  localizedErrorMessage: `NOPE was not one of the allowed options: [${options.join(", ")}]`,
  propertyValue: "NOPE",
  portalId: 1,
};

describe("a refusal in words", () => {
  test.each<[string, object, string]>([
    [
      "has the property first, then the code",
      { message: list({ message: "soon was not a valid long", error: "INVALID_LONG", name: "closedate" }) },
      "closedate: soon was not a valid long (INVALID_LONG)",
    ],
    [
      "has some of the options",
      { message: list(invalidOption) },
      "hs_property_type: NOPE was not one of the allowed options (INVALID_OPTION): OPTION_0, OPTION_1, OPTION_2, OPTION_3, OPTION_4 … (147 in all)",
    ],
    [
      "has the options by their values, in the older form",
      {
        message: list({
          ...invalidOption,
          message: `NOPE was not one of the allowed options: [label: "A B"\nvalue: "a_b"\ndisplay_order: 0\n, label: "C"\nvalue: "c"\n]`,
        }),
      },
      "hs_property_type: NOPE was not one of the allowed options (INVALID_OPTION): a_b, c",
    ],
    [
      "has the value where HubSpot's words don't",
      { message: list({ message: "Enter a number", error: "INVALID_INTEGER", name: "seats", propertyValue: "many" }) },
      'seats: "many": Enter a number (INVALID_INTEGER)',
    ],
    [
      "has what was said of the whole about the names that stand beside it",
      {
        message: "Cannot set it. 194235510142 already has that value.",
        errorType: "UNIQUE_VALUE_CONFLICT",
        errorTokens: { propertyName: ["hs_unique_id", "b"] },
      },
      "hs_unique_id, b: Cannot set it. 194235510142 already has that value.",
    ],
    [
      "keeps both what is said of the whole and what of a detail",
      { message: "This app lacks scopes.", errors: [{ message: "One or more are required." }] },
      "This app lacks scopes; One or more are required",
    ],
    [
      "says nothing twice",
      { message: "Enter a number.", errors: [{ message: "Enter a number", code: "C", in: "seats" }] },
      "seats: Enter a number (C)",
    ],
    [
      "does not repeat a property with which HubSpot's words begin",
      { errors: [{ message: "startDate is before the year 2000", code: "OUT_OF_RANGE", in: "startDate" }] },
      "startDate is before the year 2000 (OUT_OF_RANGE)",
    ],
    [
      "is HubSpot's where that is plain",
      { message: "No marketing event found", category: "X" },
      "No marketing event found",
    ],
    [
      "shortens a long list in it",
      { message: `Ids: [${options.join(", ")}]. Check.` },
      "Ids: OPTION_0, OPTION_1, OPTION_2, OPTION_3, OPTION_4 … (147 in all). Check.",
    ],
    ["leaves a short list alone", { message: "Duplicate IDs: [7, 8]. Check." }, "Duplicate IDs: [7, 8]. Check."],
    [
      "is a list where it is cut",
      { message: `Ids: [${options.join(", ")}` },
      "Ids: OPTION_0, OPTION_1, OPTION_2, OPTION_3, OPTION_4 … (147 in all)",
    ],
    ["is its category where there are no words", { category: "OBJECT_NOT_FOUND" }, "OBJECT_NOT_FOUND"],
    ["is a code where that is all", { errors: [{ code: "C", in: "x" }, { code: "D" }] }, "x: C; D"],
    [
      "names a property by its category",
      { errorType: "CONFLICT", errorTokens: { propertyName: ["a"] } },
      "a: CONFLICT",
    ],
  ])("%s", (_, body, sentence) => {
    expect(told(body)).toBe(sentence);
  });

  test("is nothing where HubSpot says nothing", () => {
    expect(told({})).toBeUndefined();
    expect(told({ message: "  " })).toBeUndefined();
  });

  test("tells some of many faults, and counts the rest", () => {
    const entries = Array.from({ length: 40 }, (_, at) => ({ message: `bad ${at}`, error: "BAD", name: `p${at}` }));
    expect(told({ message: list(...entries) })).toMatch(/^p0: bad 0 \(BAD\); .*; p4: bad 4 \(BAD\); and 35 more$/);
  });

  test("is bounded, and holds no raw JSON and no control characters", () => {
    const long = "x\u001b[31m".repeat(5_000);
    const entries = Array.from({ length: 90 }, () => ({ message: long, error: long, name: long, propertyValue: long }));
    const sentence = told({ message: list(...entries), category: long, errors: entries });
    expect(sentence?.length).toBeLessThan(20_000);
    expect(sentence).not.toMatch(/[{\u001b]/);
  });
});

test("some of a list are its first, and how many there are", () => {
  expect(some([])).toBe("");
  expect(some(["a", "b"])).toBe("a, b");
  expect(some(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c, d, e … (6 in all)");
  expect(some(["x".repeat(90)])).toBe(`${"x".repeat(40)}… (50 more characters)`);
});
