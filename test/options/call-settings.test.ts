import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { callSettings } from "../../src/options/call-settings.js";
import type { CallOptions } from "../../src/options/options.js";
import { contacts, eventUpdates } from "../helpers/entries.js";

test("a call's defaults are those that its options document", () => {
  expect(callSettings({}, contacts)).toEqual({
    signal: undefined,
    batchSize: 100,
    totalTimeoutMs: undefined,
    deadlineMs: undefined,
    onProgress: undefined,
    onCheckpoint: undefined,
    isolate: { maxRequests: 120, maxRefusals: 1_000 },
    path: undefined,
    body: undefined,
    firstIndex: 0,
    beforeSend: undefined,
    map: undefined,
  });
});

test.each<[object, string]>([
  [{ firstIndex: -1 }, "Expected `firstIndex` to be a whole number from 0 to 4503599627370496, got -1"],
  [{ firstIndex: "7" }, 'Expected `firstIndex` to be a whole number from 0 to 4503599627370496, got "7"'],
  [{ beforeSend: true }, "Expected `beforeSend` to be a function, got true"],
  [{ sameRecord: "first" }, 'Expected `sameRecord` to be "each" or "last", got "first"'],
  [{ onCheckpoint: "next.txt" }, 'Expected `onCheckpoint` to be a function, got "next.txt"'],
  [{ deadlineMs: 30_000 }, "Expected `deadlineMs` to be a time in ms since 1970 (`Date.now() + 30_000`), got 30000"],
  [
    { deadlineMs: Infinity },
    "Expected `deadlineMs` to be a time in ms since 1970 (`Date.now() + 30_000`), got Infinity",
  ],
  [{ lingerMs: -1 }, "Expected `lingerMs` to be a whole number from 0 to 2147483647, got -1"],
  [{ records: true }, 'Expected `records` to be "required", got true'],
  [{ map: {} }, "Expected `map` to be a function, got an object (Object)"],
])("a call has no %j", (options, message) => {
  expect(() => callSettings(options, contacts)).toThrow(new TypeError(message));
});

describe("a call", () => {
  test("may have batches of any size that the contract allows", () => {
    expect(callSettings({ batchSize: 1 }, contacts).batchSize).toBe(1);
    expect(callSettings({ batchSize: 100 }, contacts).batchSize).toBe(100);
    expect(callSettings({ batchSize: 500 }, eventUpdates).batchSize).toBe(500);
  });

  test("without isolation has no request for it", () => {
    expect(callSettings({ isolate: false }, contacts).isolate).toEqual({ maxRequests: 0, maxRefusals: 0 });
    expect(callSettings({ isolate: { maxRequests: 5 } }, contacts).isolate).toEqual({
      maxRequests: 5,
      maxRefusals: 1_000,
    });
  });

  describe("of a path with parameters", () => {
    const operation: Operation = { ...contacts, path: "/objects/{objectType}/{id}" };
    const path = { objectType: "deals", id: "7" };

    test("takes all of them", () => {
      expect(callSettings({ path }, operation).path).toEqual(path);
    });

    test.each<[CallOptions["path"], string]>([
      [undefined, "path.objectType"],
      [{ objectType: "deals" }, "path.id"],
      [{ objectType: "", id: "7" }, "path.objectType"],
      [{ objectType: "..", id: "7" }, "path.objectType"],
      [{ objectType: ".", id: "7" }, "path.objectType"],
      [{ objectType: "deals", id: "7\ud800" }, "path.id"],
      [{ objectType: "\udc00deals", id: "7" }, "path.objectType"],
      [{ objectType: "deals", id: 7 as unknown as string }, "path.id"],
    ])("but not %j", (given, option) => {
      expect(() => callSettings({ path: given }, operation)).toThrow(`Expected \`${option}\` to be `);
    });

    test("but none where the path has none", () => {
      expect(() => callSettings({ path }, contacts)).toThrow(/^Expected `path` to be left out/);
    });
  });

  describe("whose body has fields beside its inputs", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const operation: Operation = { ...contacts, body: { idProperty: "optional", properties: "required" } };

    test("takes those it knows", () => {
      const body = { idProperty: "email", properties: ["a"] };
      expect(callSettings({ body }, operation).body).toEqual(body);
    });

    test.each<[object | undefined, string]>([
      [undefined, "body.properties"],
      [{ idProperty: "email" }, "body.properties"],
      [{ properties: [], colour: "red" }, "body.colour"],
      [["email"], "body"],
      [{ toJSON: () => "text" }, "body"],
      [{ properties: cycle }, "body"],
      [{ properties: ["fine", "half \ud83d"] }, "body: 1"],
    ])("but not %j", (body, option) => {
      expect(() => callSettings({ body }, operation)).toThrow(`Expected \`${option}\` to be `);
    });

    test("is copied, deep down, as it is sent", () => {
      const properties = ["a"];
      const at = new Date(0);
      const { body } = callSettings({ body: { properties, idProperty: at } }, operation);
      properties.push("b");
      at.setFullYear(2000);
      expect(body).toEqual({ properties: ["a"], idProperty: "1970-01-01T00:00:00.000Z" });
    });

    test("but none where the body has none", () => {
      expect(() => callSettings({ body: {} }, contacts)).toThrow(/^Expected `body` to be left out/);
    });
  });
});

test("what a caller changes after the call is as it was at the call", () => {
  const operation: Operation = { ...contacts, path: "/objects/{objectType}" };
  const isolate = { maxRequests: 5, maxRefusals: 7 };
  const path = { objectType: "deals" };
  const options = { isolate, path, batchSize: 10 };
  const settings = callSettings(options, operation);
  Object.assign(isolate, { maxRequests: 50, maxRefusals: 70 });
  path.objectType = "contacts";
  options.batchSize = 20;
  expect(settings).toMatchObject({
    batchSize: 10,
    isolate: { maxRequests: 5, maxRefusals: 7 },
    path: { objectType: "deals" },
  });
});

test("an option is read once, so that what is checked is what is used", () => {
  const reads: string[] = [];
  const once = <T>(name: string, first: T, later: T) => (reads.includes(name) ? later : (reads.push(name), first));
  const path = {
    get objectType() {
      return once("objectType", "deals", "..");
    },
  };
  const options = {
    get batchSize() {
      return once("batchSize", 10, -1);
    },
    get path() {
      return once("path", path, { objectType: "contacts" });
    },
  };
  const settings = callSettings(options, { ...contacts, path: "/objects/{objectType}" });
  expect(settings).toMatchObject({ batchSize: 10, path: { objectType: "deals" } });
});
