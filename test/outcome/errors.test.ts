import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  CallerError,
  HttpError,
  HubSpotError,
  InvalidInputError,
  NetworkError,
  RefusedError,
  TimeoutError,
  UnaccountedError,
  UnexpectedResponseError,
} from "../../src/outcome/errors.js";

const cause = new Error("inner");

describe("every error", () => {
  test.each<[HubSpotError, string]>([
    [new HttpError(400, "{}", {}), "HttpError"],
    [new RefusedError(207, {}), "RefusedError"],
    [new NetworkError("x"), "NetworkError"],
    [new TimeoutError(5), "TimeoutError"],
    [new UnexpectedResponseError(200, "x", ""), "UnexpectedResponseError"],
    [new UnaccountedError("x"), "UnaccountedError"],
    [new CallerError("x"), "CallerError"],
    [new InvalidInputError([]), "InvalidInputError"],
  ])("is an Error with a name of its own and plain data: %s", (error, name) => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(HubSpotError);
    expect(error.name).toBe(name);
    expect(inspect(error)).toContain(name);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, message: error.message });
    expect(JSON.stringify(error)).not.toContain("stack");
  });

  test("keeps its cause, out of its data", () => {
    const error = new NetworkError("outer", { cause });
    expect(error.cause).toBe(cause);
    expect(JSON.stringify(error)).not.toContain("inner");
  });
});

describe("a refusal of a request", () => {
  test("says what HubSpot said", () => {
    const error = new HttpError(429, "text", {
      message: "You have reached your daily limit.",
      category: "RATE_LIMITS",
      correlationId: "c",
      policyName: "DAILY",
      subCategory: { odd: true },
    });
    expect(error).toMatchObject({
      message: "HubSpot answered 429: You have reached your daily limit.",
      status: 429,
      category: "RATE_LIMITS",
      correlationId: "c",
      policyName: "DAILY",
      subCategory: undefined,
      body: "text",
      requiredScopes: [],
    });
  });

  test("keeps no more of a long text than is worth it", () => {
    const error = new HttpError(400, "x".repeat(50_000), { message: "y".repeat(50_000) });
    expect(error.body.length).toBeLessThan(2_100);
    expect(error.message.length).toBeLessThan(2_100);
    expect(new HttpError(500, "", {}).message).toBe("HubSpot answered 500: no message");
  });
});

describe("a refusal of one input", () => {
  test("finds code and properties in the details", () => {
    const error = new RefusedError(400, {
      message: "no",
      errors: [
        { message: "a", code: "PROPERTY_DOESNT_EXIST", context: { propertyName: ["colour"] } },
        { message: "b", code: "INVALID_OPTION", in: "size" },
      ],
      context: { propertyName: ["colour", "weight"] },
    });
    expect(error).toMatchObject({
      code: "PROPERTY_DOESNT_EXIST",
      propertyNames: ["colour", "size", "weight"],
      httpStatus: 400,
    });
  });

  test("finds them in the JSON of a CRM object's message", () => {
    const list = [
      { isValid: false, message: 'Property "missing" does not exist', error: "PROPERTY_DOESNT_EXIST", name: "missing" },
    ];
    const error = new RefusedError(400, {
      category: "VALIDATION_ERROR",
      message: `Property values were not valid: ${JSON.stringify(list)}`,
    });
    expect(error).toMatchObject({ code: "PROPERTY_DOESNT_EXIST", propertyNames: ["missing"] });
  });

  test.each([
    "Property values were not valid: [{]",
    "Property values were not valid: [null]",
    "Property values were not valid: [7]",
  ])("keeps a message that is not the JSON it looks like: %s", (message) => {
    expect(new RefusedError(400, { message })).toMatchObject({ message, code: undefined, propertyNames: [] });
  });

  test("has a message whatever HubSpot sent", () => {
    expect(new RefusedError(400, { message: "m", category: "C" }).message).toBe("m");
    expect(new RefusedError(400, { errors: [{ message: "inner" }], category: "C" }).message).toBe("inner");
    expect(new RefusedError(400, { category: "C" }).message).toBe("C");
    expect(new RefusedError(400, {}).message).toBe("refused without a message");
  });

  test("keeps HubSpot's own error out of logs: it can name thousands of inputs", () => {
    const body = { message: "gone", context: { ids: Array.from({ length: 5_000 }, (_, id) => `id-${id}`) } };
    const error = new RefusedError(207, body);
    expect(error.standardError).toBe(body);
    expect(JSON.stringify(error) + inspect(error)).not.toContain("id-4999");
  });
});

test("an invalid input says where and what, in one line", () => {
  const issues = [
    { path: "", message: "is bad" },
    { path: "a.b[0]", message: "expected string, got 7" },
  ];
  expect(new InvalidInputError(issues)).toMatchObject({ message: "is bad; a.b[0]: expected string, got 7", issues });
});
