import { describe, expect, test } from "vitest";
import { associationsOperations as associations } from "../../generated/2026-03/associations.operations.js";
import { listingsOperations as listings } from "../../generated/2026-03/listings.operations.js";
import type { Operation } from "../../src/contract.js";
import { Entries } from "../../src/intake/entries.js";
import type { Entry } from "../../src/intake/plan.js";
import { createPrepare } from "../../src/intake/validate.js";
import { Look, lookAlike, lookOf } from "../../src/match/look.js";
import { InvalidInputError } from "../../src/outcome/errors.js";
import { contacts, events } from "../helpers/entries.js";

const make = () => new Entries(contacts, createPrepare(undefined, { unknownFields: "send", coerce: true }));
const good = (made: Entry | InvalidInputError | undefined): Entry => {
  if (made === undefined || made instanceof Error) throw made ?? new Error("It takes a closer look");
  return made;
};

test("an entry is the caller's own object, its JSON, its place and its identity", () => {
  const input = { externalAccountId: "A", externalEventId: "7", eventName: "x" };
  const entry = good(
    new Entries(events, createPrepare(undefined, { unknownFields: "send", coerce: true })).make(input, 4),
  );
  expect(entry).toEqual({
    index: 4,
    input,
    json: JSON.stringify(input),
    fields: { externalAccountId: "A", externalEventId: "7" },
    look: expect.any(Look),
    trace: undefined,
    ownTrace: false,
    identity: expect.any(String),
    planned: false,
    settled: false,
  });
  expect(entry.input).toBe(input);
  expect(entry.look.key).toBe(lookOf(input, ["eventName", "eventType"]).key);
});

test("an entry is told apart by what was sent, whatever becomes of the input", () => {
  const input = { id: "1" };
  const entry = good(make().make(input, 0));
  input.id = "2";
  expect(entry.fields).toEqual({ id: "1" });
  class Contact {
    readonly #id = "7";
    toJSON() {
      return { id: this.#id };
    }
  }
  expect(good(make().make(new Contact(), 1))).toMatchObject({ fields: { id: "7" }, identity: expect.any(String) });
});

test("a value that writes itself otherwise each time is what it was when it was sent", () => {
  let count = 0;
  const id = { toJSON: () => String(++count) };
  const entry = good(make().make({ id }, 0));
  expect(entry.fields).toEqual({ id: "1" });
  expect(JSON.parse(entry.json)).toMatchObject({ id: "1" });
  const date = { id: "1", idProperty: new Date(0) };
  expect(good(make().make(date, 1)).fields).toEqual({ id: "1", idProperty: "1970-01-01T00:00:00.000Z" });
  expect(good(make().make({ id: { toJSON: () => undefined } }, 2)).fields).toEqual({});
});

describe("a value of an object's own making is told apart by what was sent of it", () => {
  class Words extends Array<object> {
    toJSON(): string {
      return "Launch";
    }
  }
  const launch = { toJSON: () => "Launch" };
  test.each<[string, unknown]>([
    ["a text", "Launch"],
    ["nothing", null],
    ["a date", new Date(0)],
    ["what writes itself as a text", launch],
    ["a list of its own", Words.from([{ name: "x" }])],
    ["a list of what writes itself", [launch]],
    ["a list of what has that inside", [{ name: "x" }, { name: launch }]],
    ["a plain list", ["Launch", { name: "x" }]],
    ["a list in a list", [["Launch"], [launch]]],
    ["an object that has that inside", { name: launch }],
    ["a plain object", { name: "Launch", nothing: null }],
    ["an object in an object", { inner: { name: launch } }],
  ])("%s", (_, value) => {
    const entries = new Entries(events, createPrepare(undefined, { unknownFields: "send", coerce: true }));
    for (const externalEventId of [value, "7"]) {
      const input = { externalAccountId: "A", externalEventId, eventName: value };
      const sent = JSON.parse(JSON.stringify(input)) as Record<string, unknown>;
      const entry = good(entries.make(input, 0));
      const { fields, identity, look } = good(entries.make(sent, 0));
      expect(entry).toMatchObject({ input, json: JSON.stringify(input), identity });
      expect(entry.fields).toEqual({ externalAccountId: "A", externalEventId: sent["externalEventId"] });
      expect(fields).toEqual(entry.fields);
      expect(entry.look).toEqual(look);
      expect(lookAlike(entry.look, lookOf(sent, ["eventName", "eventType"]))).toBe(true);
    }
  });
});

test("an input that is sent in other words is told apart by those", async () => {
  const prepare = createPrepare(await listings.update.schema(), { unknownFields: "refuse", coerce: true });
  const input = { id: "1", idProperty: { toJSON: () => "ref" }, properties: { ref: 7, gone: undefined } };
  const entry = good(new Entries(contacts, prepare).make(input, 0));
  expect(entry.input).toBe(input);
  expect(entry.fields).toEqual({ id: "1", idProperty: "ref" });
  expect(JSON.parse(entry.json)).toEqual({
    objectWriteTraceId: entry.trace,
    id: "1",
    idProperty: "ref",
    properties: { ref: "7" },
  });
  expect(input.properties.ref).toBe(7);
});

test("an input that can be read but once is no entry", () => {
  let read = 0;
  const input = {
    get id() {
      if (read++ > 0) throw new Error("gone");
      return "1";
    },
  };
  expect(make().make(input, 0)).toBeInstanceOf(InvalidInputError);
});

test("what has no JSON is no entry", () => {
  expect(make().make({ id: 1n }, 0)).toBeInstanceOf(InvalidInputError);
});

describe("a trace id", () => {
  test("is stamped on the JSON, another for each input and each run", () => {
    const [one, other] = [make(), make()];
    const made = [
      one.make({ id: "1" }, 0),
      one.make({ id: "2" }, 1),
      one.make({}, 36 ** 4 - 1),
      other.make({ id: "1" }, 0),
    ].map(good);
    expect(new Set(made.map(({ trace }) => trace)).size).toBe(4);
    for (const { json, trace, input } of made) {
      expect(trace).toMatch(/^hb[a-z0-9]+-[a-z0-9]+$/);
      expect(trace!.length).toBeLessThanOrEqual(12);
      expect(JSON.parse(json)).toEqual({ ...input, objectWriteTraceId: trace });
    }
  });

  test("of the caller's own is kept", () => {
    const entry = good(make().make({ id: "1", objectWriteTraceId: "mine" }, 0));
    expect(entry).toMatchObject({ trace: "mine", json: '{"id":"1","objectWriteTraceId":"mine"}' });
  });

  test.each(["", null, 7])("of %j is sent as it is, and traces nothing", (own) => {
    const entries = make();
    const input = { id: "1", objectWriteTraceId: own };
    for (const index of [0, 1])
      expect(good(entries.make(input, index))).toMatchObject({ trace: undefined, json: JSON.stringify(input) });
  });

  test("that is undefined is as good as none", () => {
    const { json, trace } = good(make().make({ id: "1", objectWriteTraceId: undefined }, 0));
    expect(JSON.parse(json)).toEqual({ id: "1", objectWriteTraceId: trace });
  });

  test("that another input has too is kept, and known to be the caller's own", () => {
    const entries = make();
    for (const index of [0, 1])
      expect(good(entries.make({ id: String(index), objectWriteTraceId: "mine" }, index))).toMatchObject({
        trace: "mine",
        ownTrace: true,
      });
    expect(good(entries.make({ id: "2" }, 2)).ownTrace).toBe(false);
  });
});

test("an association has the identity of its reverse where an answer may show it so, and not elsewhere", () => {
  const identities = (operation: Operation) => {
    const entries = new Entries(operation, createPrepare(undefined, { unknownFields: "send", coerce: true }));
    const inputs = [
      { from: { id: "7" }, to: { id: "9" } },
      { from: { id: 9 }, to: { id: "7" } },
    ];
    return new Set(inputs.map((input, index) => good(entries.make(input, index)).identity));
  };
  expect(identities(associations.createDefault as unknown as Operation).size).toBe(1);
  expect(identities(associations.create as unknown as Operation).size).toBe(2);
});
