import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/outcome/error-body.js";

describe("an error", () => {
  test("keeps what has the type that it should, and leaves out the rest", () => {
    expect(
      readErrorBody({
        status: "error",
        category: 7,
        message: null,
        correlationId: "c",
        policyName: "DAILY",
        subCategory: { name: "x" },
        links: { docs: "https://x.example", broken: 1 },
        context: { ids: ["1", 2, null, {}], one: "x", number: 7, none: null },
        errors: [null, "text", { message: "inner", code: "C", in: "name", context: { a: "b" }, subCategory: null }],
        unknown: "field",
      }),
    ).toEqual({
      status: "error",
      correlationId: "c",
      policyName: "DAILY",
      subCategory: { name: "x" },
      links: { docs: "https://x.example" },
      context: { ids: ["1", "2"], one: ["x"], number: ["7"], none: [] },
      errors: [{ message: "inner", code: "C", in: "name", context: { a: ["b"] } }],
    });
  });

  test("of a marketing event may have an older shape", () => {
    const context = { propertyName: ["hs_unique_id"], existingObjectId: ["194235510142"] };
    const body = { status: "error", message: "Cannot set …", errorType: "UNIQUE_VALUE_CONFLICT", errorTokens: context };
    const { status, message } = body;
    expect(readErrorBody(body)).toEqual({ status, message, category: "UNIQUE_VALUE_CONFLICT", context });
    // What both shapes have, the newer says.
    expect(readErrorBody({ ...body, category: "CONFLICT", context: { propertyName: ["x"] } })).toMatchObject({
      category: "CONFLICT",
      context: { ...context, propertyName: ["x"] },
    });
  });

  test.each([
    ["{missingScopes=[scope1, scope2]}", { missingScopes: ["scope1", "scope2"] }],
    ["{propertyName=[hs_name], existing id=[7]}", { propertyName: ["hs_name"], "existing id": ["7"] }],
    ["{empty=[]}", { empty: [""] }],
    ["no context at all", { context: ["no context at all"] }],
    ["{a=[b", { context: ["{a=[b"] }],
  ])("keeps a context that is a text: %s", (context, lists) => {
    expect(readErrorBody({ context, errors: [{ context }] })).toEqual({ context: lists, errors: [{ context: lists }] });
  });

  test("has details of an older shape", () => {
    const errors = [{ message: "soon was not a valid long", error: "INVALID_LONG", name: "closedate", isValid: false }];
    expect(readErrorBody({ errors })).toEqual({
      errors: [{ message: "soon was not a valid long", code: "INVALID_LONG", in: "closedate" }],
    });
  });

  test("has words in its labels, and no texts without end", () => {
    const long = "x".repeat(100_000);
    const body = readErrorBody({ category: long, subCategory: long, correlationId: long, errors: [{ code: long }] });
    expect(JSON.stringify(body).length).toBeLessThan(1_200);
  });

  test("keeps of a subcategory that is an object what can be written and kept, however deep and large it is", () => {
    const nested = (depth: number) => JSON.parse(`${'{"a":['.repeat(depth)}1${"]}".repeat(depth)}`) as object;
    expect(readErrorBody({ subCategory: nested(2) })).toEqual({ subCategory: nested(2) });
    const body = readErrorBody({ subCategory: nested(20_000), errors: [{ subCategory: nested(20_000) }] });
    expect(body.subCategory).toEqual({ a: [{ a: ["…"] }] });
    expect(body.errors).toEqual([{ subCategory: body.subCategory }]);
    const long = "x".repeat(100_000);
    const wide = { [long]: long, list: Array.from({ length: 10_000 }, (_, index) => ({ index })) };
    expect(JSON.stringify(readErrorBody({ subCategory: wide })).length).toBeLessThan(2_000);
    expect(readErrorBody({ subCategory: [false, 7, null] })).toEqual({ subCategory: [false, 7, null] });
  });

  test("that is a text has it for its message", () => {
    expect(readErrorBody("Bad gateway")).toEqual({ message: "Bad gateway" });
  });

  test("may be anything else: nothing is known then", () => {
    for (const body of [null, undefined, 7, [], ["a"], true]) expect(readErrorBody(body)).toEqual({});
  });
});

test("no JSON throws, whatever HubSpot sends", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readErrorBody(value);
      readErrorBody({ context: value, errors: [value, { context: { a: value } }], links: value });
    }),
  );
});
