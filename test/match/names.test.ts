import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { withBodyFields } from "../../src/match/body-fields.js";
import { Names } from "../../src/match/names.js";
import { contacts, entriesOf, events } from "../helpers/entries.js";

function named(operation: Operation, inputs: object[], key: string, value: string, trace?: (index: number) => string) {
  return new Names(entriesOf(operation, inputs, trace), operation).named(key, value)?.map(({ index }) => index);
}

describe("a key that the contract lists", () => {
  const inputs = [{ id: "1" }, { id: "2" }, { id: "2", idProperty: "sku" }];

  test("names those that have the value, or nobody that was sent", () => {
    expect(named(contacts, inputs, "ids", " 1 ")).toEqual([0]);
    expect(named(contacts, inputs, "ids", "2")).toEqual([1, 2]);
    expect(named(contacts, inputs, "ids", "9")).toEqual([]);
    expect(named(contacts, inputs, "objectWriteTraceId", "t1", (index) => `t${index}`)).toEqual([1]);
  });

  test("with an empty value names nothing", () => {
    expect(named(contacts, [{ id: "" }], "ids", " ")).toBeUndefined();
  });
});

describe("a key that is a field of the inputs", () => {
  const creates: Operation = { ...contacts, identity: [], match: [], errors: {} };

  test("names the only one that has the value there, whatever else another has", () => {
    const inputs = [
      { name: "a", label: "b", group: "x" },
      { name: "b", label: "a", group: "x" },
    ];
    expect(named(creates, inputs, "name", "B")).toEqual([1]);
    expect(named(creates, inputs, "label", "b")).toEqual([0]);
    expect(named(creates, inputs, "name", "c")).toBeUndefined();
    expect(named({ ...creates, identity: ["name"] }, inputs, "name", "c")).toEqual([]);
    expect(named(creates, inputs, "group", "x")).toBeUndefined();
    expect(named(creates, inputs, "constructor", "x")).toBeUndefined();
  });

  test("leads into one by a dot, and is not looked for among properties, where ids are other records'", () => {
    expect(named(creates, [{ from: { id: "1" } }, { from: { id: "2" } }], "from.id", "2")).toEqual([1]);
    expect(named(creates, [{ properties: { owner: "7" } }, { properties: {} }], "owner", "7")).toBeUndefined();
  });

  test("is none where an object stands there, or the input is none", () => {
    expect(named(creates, [{ from: { id: "1" } }], "from", '{"id":"1"}')).toBeUndefined();
    expect(named(creates, ["a" as unknown as object], "length", "1")).toBeUndefined();
  });

  test("is read as it was sent", () => {
    const entries = entriesOf(creates, [{ name: "a" }, { name: "b" }]);
    entries[0]!.input.name = "b";
    expect(new Names(entries, creates).named("name", "b")?.map(({ index }) => index)).toEqual([1]);
  });
});

describe("a text that ends in a property and its value", () => {
  const key = "missingObjectPropertyValueCoordinates";
  const by = (idProperty: string | undefined, ...ids: string[]) =>
    ids.map((id) => ({ id, ...(idProperty !== undefined && { idProperty }) }));

  test.each([
    ["0-420 tenant_id:T7", ["T7", "0T7", "7"], [0]],
    ["0-420 tenant_id:0T7", ["T7", "0T7"], [1]],
    ["tenant_id:t7", ["T7"], [0]],
    ["0-420 tenant_id:a:b", ["b", "a:b"], [1]],
    ["0-420 tenant_id:a:b", ["b", "c"], []],
    ["0-420 tenant_id:x y:z", ["z", "x y:z"], [1]],
    ["0-420 tenant_id:x tenant_id:z", ["z", "y"], []],
    ["0-420 tenant_id:T8", ["T7"], []],
    ["T7", ["T7"], undefined],
  ])("%j among %j is input %j", (text, ids, expected) => {
    expect(named(contacts, by("tenant_id", ...ids), key, text)).toEqual(expected);
  });

  test("is of the input that names this property, not of one of that value", () => {
    const inputs = [...by("sku", "T7"), ...by("tenant_id", "T7"), ...by(undefined, "T7")];
    expect(named(contacts, inputs, key, "0-420 tenant_id:T7")).toEqual([1]);
    expect(named(contacts, inputs, key, "0-420 other:T7")).toEqual([]);
    expect(named(contacts, by(undefined, "T7"), key, "0-420 tenant_id:T7")).toEqual([]);
    expect(named(contacts, inputs, "message", "Invalid other:T7")).toBeUndefined();
  });

  test("is of none where two have it", () => {
    expect(named(contacts, [...by("sku", "a"), ...by("sku", "A ")], key, "0-1 sku:a")).toBeUndefined();
  });

  test("names the property of the body, or of a field that is a key by itself", () => {
    const read = withBodyFields({ ...contacts, body: { idProperty: "optional" } }, { idProperty: "email" });
    expect(named(read, by(undefined, "a@x", "b@x"), key, "CONTACT email:b@x")).toEqual([1]);
    expect(named(events, [{ externalEventId: "e" }, { externalEventId: "f" }], "why", "externalEventId:f")).toEqual([
      1,
    ]);
    expect(named(events, [{ externalEventId: "e" }], "why", "externalEventId:g")).toEqual([]);
    expect(named(events, [{ externalEventId: "e" }], "why", "Because:e")).toBeUndefined();
    expect(named(events, [{ externalEventId: "e" }], key, "0-54 hs_key:e")).toEqual([0]);
  });

  test("names a field by which inputs are told apart, where no result shows one", () => {
    const mute: Operation = { ...contacts, identity: ["name"], match: [], errors: {} };
    const inputs = [{ name: "a" }, { name: "b" }];
    expect(named(mute, inputs, "why", "name:B")).toEqual([1]);
    expect(named(mute, inputs, "why", "name:c")).toEqual([]);
    expect(named(mute, inputs, "why", "label:b")).toBeUndefined();
    expect(named(mute, inputs, key, "label:b")).toEqual([1]);
  });
});
