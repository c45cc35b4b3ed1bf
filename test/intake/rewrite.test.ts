import { describe, expect, test } from "vitest";
import { listingsOperations as listings } from "../../generated/2026-03/listings.operations.js";
import { marketingEventsOperations as marketingEvents } from "../../generated/2026-03/marketing-events.operations.js";
import { createPrepare, type Prepare, type Prepared } from "../../src/intake/validate.js";
import { InvalidInputError } from "../../src/outcome/errors.js";

const schema = await marketingEvents.upsert.schema();
const listingSchema = await listings.update.schema();
const prepareListing = createPrepare(listingSchema, { unknownFields: "refuse", coerce: true });
const check = createPrepare(schema, { unknownFields: "refuse", coerce: true });

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
