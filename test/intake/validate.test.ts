import { describe, expect, test } from "vitest";
import { listingsOperations as listings } from "../../generated/2026-03/listings.operations.js";
import { marketingEventsOperations as marketingEvents } from "../../generated/2026-03/marketing-events.operations.js";
import { createPrepare, type Prepared } from "../../src/intake/validate.js";
import { InvalidInputError } from "../../src/outcome/errors.js";

const schema = await marketingEvents.upsert.schema();
const listingSchema = await listings.update.schema();
const prepareListing = createPrepare(listingSchema, { unknownFields: "refuse", coerce: true });
const check = createPrepare(schema, { unknownFields: "refuse", coerce: true });
const unchecked = createPrepare(undefined, { unknownFields: "send", coerce: true });

const event = {
  externalAccountId: "account",
  externalEventId: "event",
  eventName: "Launch",
  eventOrganizer: "Ada",
};

function issues(prepared: Prepared): string[] {
  if (!(prepared instanceof InvalidInputError)) throw new TypeError("It was let through");
  return prepared.issues.map(({ path, message }) => `${path}: ${message}`);
}

describe("a good input", () => {
  test("is sent as the caller wrote it", () => {
    const input = {
      ...event,
      startDateTime: "2026-01-01T00:00:00+02:00",
      customProperties: [{ name: "a", value: "b" }],
    };
    expect(check(input)).toBe(JSON.stringify(input));
  });

  test("may leave optional fields undefined, which sends none", () => {
    expect(check({ ...event, eventType: undefined })).toBe(JSON.stringify(event));
  });

  test("may have a toJSON, whose word is sent", () => {
    expect(unchecked({ toJSON: () => ({ id: "1" }) })).toEqual({ json: '{"id":"1"}', sent: { id: "1" } });
  });
});

describe("a bad input is told in words", () => {
  test.each<[string, object, string[]]>([
    ["a missing field", { ...event, eventName: undefined }, ["eventName: expected string, got nothing"]],
    ["another type", { ...event, eventName: 7 }, ["eventName: expected string, got 7"]],
    ["null", { ...event, eventName: null }, ["eventName: expected string, got null"]],
    ["a list", { ...event, eventName: ["a"] }, ["eventName: expected string, got an array"]],
    [
      "a Date that is none",
      { ...event, startDateTime: new Date(Number.NaN) },
      ["startDateTime: expected string, got a Date that is none"],
    ],
    [
      "a date without a time",
      { ...event, startDateTime: "2026-01-01" },
      ['startDateTime: expected an ISO 8601 date-time with an offset, got "2026-01-01"'],
    ],
    ["a text for a boolean", { ...event, eventCancelled: "no" }, ['eventCancelled: expected boolean, got "no"']],
    [
      "a property without its value",
      { ...event, customProperties: [{ name: "a", value: "b" }, { name: "c" }] },
      ["customProperties[1].value: expected string, got nothing"],
    ],
    [
      "a value that is none of the known",
      { ...event, customProperties: [{ name: "a", value: "b", dataSensitivity: "top" }] },
      ['customProperties[0].dataSensitivity: expected one of "high", "none", "standard", got "top"'],
    ],
    [
      "a misspelt field",
      { ...event, eventOrganiser: "Ada" },
      ["eventOrganiser: is not a field that HubSpot's contract knows: did you mean `eventOrganizer`?"],
    ],
    [
      "a field of a row's own",
      { ...event, pk: 7 },
      ["pk: is not a field that HubSpot's contract knows: leave it out, by `map` where it is your row's own"],
    ],
    [
      "a misspelt field further in",
      { ...event, customProperties: [{ name: "a", valuee: "b", value: "b" }] },
      ["customProperties[0].valuee: is not a field that HubSpot's contract knows: did you mean `value`?"],
    ],
    [
      "two things at once",
      { ...event, eventName: 1, eventUrl: 2 },
      ["eventName: expected string, got 1", "eventUrl: expected string, got 2"],
    ],
  ])("%s", (_, input, expected) => {
    expect(issues(check(input)).sort()).toEqual(expected);
  });

  test("a long list of values is cut short, and a long text too", () => {
    const [first] = issues(check({ ...event, customProperties: [{ name: "a", value: "b", source: "x".repeat(500) }] }));
    expect(first).toMatch(
      /^customProperties\[0\]\.source: expected one of "ACADEMY", .* … \(\d+ in all\), got "x{60}…"$/,
    );
  });

  test("what it says is its message too", () => {
    expect(check({ ...event, eventName: 1 })).toMatchObject({
      name: "InvalidInputError",
      message: "eventName: expected string, got 1",
    });
  });
});

describe("what is no record at all", () => {
  test.each([
    [null, "null"],
    [undefined, "nothing"],
    ["text", '"text"'],
    [7, "7"],
    [true, "true"],
    [10n, "10n"],
    [[event], "an array"],
    [() => event, "a function"],
    [Symbol("x"), "a symbol"],
  ])("%s is refused, checked or not", (input, got) => {
    for (const prepare of [check, unchecked])
      expect(issues(prepare(input))).toEqual([`: expected an object, got ${got}`]);
  });

  const cycle: Record<string, unknown> = { ...event };
  cycle["self"] = cycle;
  test.each<[string, object, RegExp]>([
    ["a BigInt", { ...event, id: 1n }, /BigInt/],
    ["a cycle", cycle, /circular/],
    [
      "a getter that throws",
      {
        get id() {
          throw new Error("no id today");
        },
      },
      /no id today/,
    ],
    [
      "a toJSON that throws",
      {
        toJSON() {
          throw new Error("no JSON today");
        },
      },
      /no JSON today/,
    ],
    [
      "a toJSON that throws something odd",
      {
        toJSON() {
          throw Object.create(null);
        },
      },
      /an object/,
    ],
    [
      "a toJSON that throws an error without a text",
      {
        toJSON() {
          throw Object.assign(new Error("x"), { message: 7 });
        },
      },
      /cannot be written as JSON/,
    ],
    [
      "a toJSON that throws what can't be looked at",
      {
        toJSON() {
          throw new Proxy(new Error("x"), {
            get() {
              throw new Error("no");
            },
          });
        },
      },
      /cannot be written as JSON/,
    ],
    [
      "a toJSON that gives a text",
      { toJSON: () => "text" },
      /expected an object, got JSON "text" from its toJSON|expected an object, got JSON/,
    ],
    ["a toJSON that gives a list", { toJSON: () => [] }, /expected an object/],
    ["a toJSON that gives nothing", { toJSON: () => undefined }, /got JSON nothing from its toJSON/],
  ])("%s is refused alone, and nothing is thrown", (_, input, message) => {
    expect(issues(unchecked(input))).toEqual([expect.stringMatching(message)]);
    expect(check(input)).toBeInstanceOf(InvalidInputError);
  });

  test("a getter that throws is the cause", () => {
    const error = new Error("no id today");
    expect(
      unchecked({
        get id() {
          throw error;
        },
      }),
    ).toMatchObject({ cause: error });
  });
});

test("unknown fields are sent where the caller says so, and the known are still checked", () => {
  const lenient = createPrepare(schema, { unknownFields: "send", coerce: true });
  const input = { ...event, colour: "red", customProperties: [{ name: "a", value: "b", hue: 7 }] };
  expect(lenient(input)).toBe(JSON.stringify(input));
  expect(issues(lenient({ ...input, eventName: 1 }))).toEqual(["eventName: expected string, got 1"]);
});

test("enum values that HubSpot has added since are sent where the caller says so, but none of another type", () => {
  const lenient = createPrepare(schema, { unknownFields: "send", coerce: true });
  const from = (source: unknown) => ({ ...event, customProperties: [{ name: "a", value: "b", source }] });
  expect(lenient(from("BRAND_NEW_SOURCE"))).toBe(JSON.stringify(from("BRAND_NEW_SOURCE")));
  for (const source of [7, null, ["ACADEMY"]])
    expect(issues(lenient(from(source)))).toEqual([expect.stringContaining("source: expected one of")]);
  expect(issues(check(from("BRAND_NEW_SOURCE")))).toHaveLength(1);
});

test("any key is a property, of any value that is a text", () => {
  expect(prepareListing({ id: "1", properties: { anything: "goes", "": "" } })).toBeTypeOf("string");
  expect(issues(prepareListing({ id: "1", propertys: {} }))).toEqual(
    expect.arrayContaining(["propertys: is not a field that HubSpot's contract knows: did you mean `properties`?"]),
  );
});
