import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEnvelope } from "../../src/outcome/envelope.js";

describe("an answer", () => {
  test("is read with its results and errors", () => {
    const error = { category: "OBJECT_NOT_FOUND", message: "gone", context: { ids: ["7"] } };
    expect(readEnvelope({ status: "COMPLETE", results: [{ id: "1" }], errors: [error], numErrors: 1 })).toEqual({
      status: "COMPLETE",
      results: [{ id: "1" }],
      errors: [error],
      numErrors: 1,
    });
  });

  test.each([
    ["without results", { status: "COMPLETE", errors: [{}] }, { results: [], numErrors: 1 }],
    ["without a status", { results: [{}] }, { status: "COMPLETE", numErrors: 0 }],
    ["with nothing but a status", { status: "PENDING" }, { status: "PENDING", results: [], errors: [] }],
    [
      "with nulls",
      { status: null, results: null, errors: [], numErrors: null },
      { status: "COMPLETE", results: [], numErrors: 0 },
    ],
    ["with results that are none", { results: [null, "a", [], { id: "1" }] }, { results: [{ id: "1" }] }],
    ["with more errors than it lists", { results: [], numErrors: 3 }, { numErrors: 3 }],
    ["with fewer errors than it lists", { errors: [{}, {}], numErrors: 1 }, { numErrors: 2 }],
  ])("is one %s", (_, body, expected) => {
    expect(readEnvelope(body)).toMatchObject(expected);
  });

  test.each([null, undefined, "<html>", 7, [], [{}], {}, { message: "ok" }, { results: {} }, { status: 200 }])(
    "is none: %j",
    (body) => {
      expect(readEnvelope(body)).toBeUndefined();
    },
  );
});

test("no JSON throws, whatever HubSpot sends", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readEnvelope(value);
      readEnvelope({ status: value, results: value, errors: [value], numErrors: value });
    }),
  );
});
