import { describe, expect, test } from "vitest";
import { listingsOperations as listings } from "../../generated/2026-03/listings.operations.js";
import { marketingEventsOperations as marketingEvents } from "../../generated/2026-03/marketing-events.operations.js";
import { defAt, isMappedText } from "../../src/intake/schema-def.js";

const event = await marketingEvents.upsert.schema();
const listing = await listings.update.schema();

describe("what a schema says of a place", () => {
  test("is found through optional fields, lists and maps", () => {
    expect(Object.keys(defAt(event, [])?.shape ?? {})).toContain("eventName");
    expect(defAt(event, ["startDateTime"])?.format).toBe("datetime");
    expect(defAt(event, ["customProperties", 3, "value"])?.type).toBe("string");
    expect(defAt(listing, ["properties", "anything"])?.type).toBe("string");
  });

  test.each([["nowhere"], ["eventName", "further"], ["constructor"], ["toString", "name"]])(
    "is nothing of %s",
    (...path) => {
      expect(defAt(event, path)).toBeUndefined();
    },
  );
});

test("a mapped text is a value among any number of them, and nothing else", () => {
  expect(isMappedText(listing, ["properties", "price"])).toBe(true);
  for (const path of [[], ["id"], ["properties"], ["properties", "price", "more"]])
    expect(isMappedText(listing, path)).toBe(false);
  expect(isMappedText(event, ["customProperties", 0, "value"])).toBe(false);
});
