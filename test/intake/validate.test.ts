import { describe, expect, test } from "vitest";
import { contract } from "../../generated/operations.js";
import { createPrepare, type Prepare, type Prepared } from "../../src/intake/validate.js";
import { InvalidInputError } from "../../src/outcome/errors.js";

const { marketingEvents, listings } = contract.versions["2026-03"].operations;
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
    ["a strange field", { ...event, colour: "red" }, ["colour: is not a field that HubSpot's contract knows"]],
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

describe("what the contract refuses and HubSpot takes", () => {
  const at = (startDateTime: unknown) => ({ ...event, startDateTime });

  test.each<[string, Prepare, object, object]>([
    [
      "numbers and booleans among a record's properties are text",
      prepareListing,
      { id: "1", properties: { hubspot_owner_id: 48372642, price: -0.5, hs_new_construction: true, big: 2n ** 64n } },
      {
        id: "1",
        properties: {
          hubspot_owner_id: "48372642",
          price: "-0.5",
          hs_new_construction: "true",
          big: "18446744073709551616",
        },
      },
    ],
    [
      "what is undefined is left out",
      prepareListing,
      { id: "1", properties: { hs_name: "x", hs_zip: undefined } },
      { id: "1", properties: { hs_name: "x" } },
    ],
    [
      "what writes itself is what it writes, a Date for one, as text too",
      prepareListing,
      { id: "1", properties: { closed: new Date(0), price: { toJSON: () => 7 } } },
      { id: "1", properties: { closed: "1970-01-01T00:00:00.000Z", price: "7" } },
    ],
    ["a Date is a date-time", check, at(new Date(0)), at("1970-01-01T00:00:00.000Z")],
    ["an offset may lack its colon", check, at("2016-05-06T15:57:34.000+0000"), at("2016-05-06T15:57:34.000+00:00")],
    ["an offset may lack its minutes", check, at("2016-05-06T15:57:34-02"), at("2016-05-06T15:57:34-02:00")],
    ["a time may lack its seconds", check, at("2017-04-13T09:30+02:00"), at("2017-04-13T09:30:00+02:00")],
    ["and both at once", check, at("2016-05-06T15:57+0200"), at("2016-05-06T15:57:00+02:00")],
    ["a fraction may follow a comma", check, at("2016-05-06T15:57:34,25z"), at("2016-05-06T15:57:34.25Z")],
    ["a blank may part date and time", check, at("2016-05-06 15:57:34+00:00"), at("2016-05-06T15:57:34+00:00")],
    [
      "further in as well as outside, several at once",
      check,
      {
        ...at(new Date(1)),
        endDateTime: "2026-01-01T10:00Z",
        customProperties: [{ name: "a", value: { toJSON: () => "b" } }],
      },
      {
        ...at("1970-01-01T00:00:00.001Z"),
        endDateTime: "2026-01-01T10:00:00Z",
        customProperties: [{ name: "a", value: "b" }],
      },
    ],
  ])("%s", (_, prepare, input, sent) => {
    const before = structuredClone(
      JSON.parse(JSON.stringify(input, (__, value) => (typeof value === "bigint" ? String(value) : value))),
    );
    const prepared = prepare(input);
    expect(prepared).toEqual({ json: expect.any(String), sent });
    expect(JSON.parse((prepared as { json: string }).json)).toEqual(sent);
    // The caller's own object is as it was.
    expect(
      JSON.parse(JSON.stringify(input, (__, value) => (typeof value === "bigint" ? String(value) : value))),
    ).toEqual(before);
  });

  test("is written on a copy, so that what is frozen will do", () => {
    const input = Object.freeze({ id: "1", properties: Object.freeze({ price: 7, name: "x" }) });
    expect(prepareListing(input)).toMatchObject({ sent: { id: "1", properties: { price: "7", name: "x" } } });
    expect(input.properties.price).toBe(7);
  });

  test.each<[string, Prepare, object, string]>([
    [
      "null clears nothing",
      prepareListing,
      { id: "1", properties: { hs_zip: null } },
      'properties.hs_zip: expected string, got null ("" clears it)',
    ],
    [
      "a number that is none",
      prepareListing,
      { id: "1", properties: { price: Number.NaN } },
      "properties.price: expected string, got NaN",
    ],
    [
      "a list",
      prepareListing,
      { id: "1", properties: { tags: ["a"] } },
      "properties.tags: expected string, got an array",
    ],
    ["a field that is no property", prepareListing, { id: 1, properties: {} }, "id: expected string, got 1"],
    [
      "a name that every object inherits",
      prepareListing,
      JSON.parse('{"id":"1","properties":{"constructor":null}}'),
      'properties.constructor: expected string, got null ("" clears it)',
    ],
    [
      "a time without an offset",
      check,
      at("2016-05-06T15:57:34"),
      'startDateTime: expected an ISO 8601 date-time with an offset, got "2016-05-06T15:57:34"',
    ],
    [
      "a day that there is not",
      check,
      at("2017-02-29T15:57+0200"),
      'startDateTime: expected an ISO 8601 date-time with an offset, got "2017-02-29T15:57:00+02:00"',
    ],
  ])("but not %s", (_, prepare, input, message) => {
    expect(issues(prepare(input))).toEqual([message]);
  });

  test("what is still wrong is said, and only that", () => {
    expect(issues(prepareListing({ id: "1", properties: { a: 1, b: null, c: true } }))).toEqual([
      'properties.b: expected string, got null ("" clears it)',
    ]);
  });

  test("nothing is written otherwise where the caller says so", () => {
    const strict = createPrepare(listingSchema, { unknownFields: "refuse", coerce: false });
    expect(issues(strict({ id: "1", properties: { a: 1, b: undefined } }))).toEqual([
      "properties.a: expected string, got 1",
      "properties.b: expected string, got nothing",
    ]);
  });

  test("of many, all are", () => {
    const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`p${index}`, index]));
    const { sent } = prepareListing({ id: "1", properties }) as { sent: { properties: object } };
    expect(Object.values(sent.properties).every((value) => typeof value === "string")).toBe(true);
  });
});
