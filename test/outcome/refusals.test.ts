import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/outcome/error-body.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";
import { collectGarbage } from "../helpers/gc.js";

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
    expect(error.standardError.context?.["ids"]?.slice(0, 500)).toEqual(body.context.ids.slice(0, 500));
    expect(JSON.stringify(error) + inspect(error)).not.toContain("id-4999");
  });

  test("says of the record that stands in its way which it is", () => {
    const inContext = { message: "taken", context: { existingObjectId: ["194235510142"] } };
    expect(new RefusedError(400, inContext).existingId).toBe("194235510142");
    const inWords = { message: "Contact already exists. Existing ID: 17", category: "CONFLICT" };
    expect(new RefusedError(409, inWords).existingId).toBe("17");
    expect(new RefusedError(400, { message: "Existing IDs: check them" }).existingId).toBeUndefined();
  });

  test("keeps all that is wrong in its data, with its causes' messages", () => {
    const list = [
      { message: "abc was not a valid number", error: "INVALID_INTEGER", name: "hs_price", propertyValue: "abc" },
      { message: "soon was not a valid long", error: "INVALID_LONG", name: "closedate" },
    ];
    const body = { message: `Property values were not valid: ${JSON.stringify(list)}`, correlationId: "c-1" };
    const error = new RefusedError(400, body, { cause: new HttpError(400, JSON.stringify(body), body) });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      message:
        "hs_price: abc was not a valid number (INVALID_INTEGER); closedate: soon was not a valid long (INVALID_LONG)",
      code: "INVALID_INTEGER",
      propertyNames: ["hs_price", "closedate"],
      faults: [
        {
          property: "hs_price",
          code: "INVALID_INTEGER",
          value: "abc",
          message: "abc was not a valid number (INVALID_INTEGER)",
        },
        { property: "closedate", code: "INVALID_LONG" },
      ],
      correlationId: "c-1",
      cause: { name: "HttpError", message: expect.stringContaining("hs_price") },
    });
  });
});

describe("what is kept of a refusal", () => {
  const scopes = Array.from({ length: 5_000 }, (_, at) => `crm.objects.custom-${at}.write`);

  test("is bounded, whatever HubSpot wrote", () => {
    const long = "x".repeat(20_000);
    const details = Array.from({ length: 200 }, (_, at) => ({
      message: long,
      code: `C${at}`,
      in: `property-${at}`,
      subCategory: { deep: long },
      context: { [long]: [long, long] },
    }));
    const body = {
      message: `Property values were not valid: ${JSON.stringify(details.map(({ message, in: name }) => ({ message, name })))}`,
      context: { ids: scopes, message: [long, long] },
      subCategory: { deep: long },
      links: { a: long },
      errors: details,
    };
    for (const error of [new RefusedError(207, body), new HttpError(400, long, body)]) {
      const all = JSON.stringify([error, error instanceof RefusedError ? error.standardError : ""]);
      expect(all.length).toBeLessThan(130_000);
      expect(error.message.length).toBeLessThan(2_100);
      expect(error.faults.length).toBeLessThanOrEqual(100);
    }
  });

  test("names some of a thousand scopes, and counts them", () => {
    const body = { message: "This app lacks scopes.", errors: [{ context: { requiredGranularScopes: scopes } }] };
    const error = new HttpError(403, "", body);
    expect(error.requiredScopes).toEqual(scopes.slice(0, 100));
    expect(error.message).toBe(
      `HubSpot answered 403: This app lacks scopes. (missing: ${scopes.slice(0, 5).join(", ")} … (5000 in all))`,
    );
  });

  test("names the scopes of a context that is a text, or of the whole error", () => {
    const missingScopes = ["scope1", "scope2"];
    for (const body of [{ context: { missingScopes } }, { errors: [{ context: { missingScopes } }] }])
      expect(new HttpError(403, "", body)).toMatchObject({ requiredScopes: missingScopes });
  });

  const endless = "é".repeat(50_000);
  test.each<[string, (at: number) => object]>([
    ["a message", (at) => ({ message: `${at}${endless}` })],
    ["a heading", (at) => ({ message: `A heading that is long ${at}: [{"message":"${endless}` })],
    [
      "options",
      (at) => ({
        message: `${at} is not one of the options: [first of the options, ${"b, ".repeat(24_999)}]${endless}`,
      }),
    ],
    ["an entry that is cut", (at) => ({ message: `no: [{"name":"name of a property ${at}","message":"${endless}` })],
    ["a context", (at) => ({ context: `{propertyName=[name of a property ${at}], rest=[${endless}]}` })],
    ["a name in words", (at) => ({ message: `Property "name of a property ${at}" is ${endless}` })],
    ["an id in words", (at) => ({ message: `Existing ID: ${10 ** 15 + at} ${endless}` })],
  ])("holds nothing of the rest of %s in memory", (_, bodyOf) => {
    const kept: unknown[] = [];
    const refuse = (at: number) => {
      const text = JSON.stringify(bodyOf(at));
      const body = readErrorBody(JSON.parse(text));
      kept.push(new RefusedError(400, body, { cause: new HttpError(400, text, body) }));
    };
    for (let at = 0; at < 10; at++) refuse(at);
    const heldByEach = () => {
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      for (let at = 0; at < 50; at++) refuse(at);
      collectGarbage();
      return (process.memoryUsage().heapUsed - before) / 50;
    };
    // Each answer is 100 kB, as text and read. What is held shows each time, what else the process does in the meantime not.
    let rounds = 1;
    let held = heldByEach();
    for (; held >= 12_500 && rounds < 3; rounds++) held = Math.min(held, heldByEach());
    expect(held).toBeLessThan(12_500);
    expect(kept).toHaveLength(10 + 50 * rounds);
  });
});
