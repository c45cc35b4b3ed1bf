import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { fieldOf, fold, textOf } from "../../src/match/identity.js";
import { lookOf } from "../../src/match/look.js";
import { Possible } from "../../src/match/possible.js";
import { rulesOf } from "../../src/match/rules.js";
import { contacts, entriesOf, events, eventUpdates } from "../helpers/entries.js";

describe("a result is certainly not an input's", () => {
  const contradicted = (operation: Operation, input: object, result: object, trace?: string) => {
    const [entry] = entriesOf(operation, [input], trace === undefined ? undefined : () => trace);
    const possible = new Possible([entry!], [result], rulesOf(operation));
    expect(possible.hasInputFor(result)).toBe(possible.hasResultFor(entry!));
    return !possible.hasResultFor(entry!);
  };
  test("where it carries another id or trace id", () => {
    expect(contradicted(eventUpdates, { objectId: "1" }, { objectId: "2" })).toBe(true);
    expect(contradicted(contacts, { id: "1" }, { id: "1", objectWriteTraceId: "y" }, "x")).toBe(true);
    expect(contradicted(contacts, { id: "a", idProperty: "email" }, { id: "1", properties: { email: "b" } })).toBe(
      true,
    );
  });

  test("where it repeats none of the fields it should", () => {
    expect(contradicted(events, { eventName: "A" }, { eventName: "B" })).toBe(true);
    expect(contradicted(events, { eventName: "A", eventType: "B" }, { eventName: "C", eventType: null })).toBe(true);
  });

  test("but not where HubSpot altered one, wrote it in another way, or left it out", () => {
    expect(contradicted(events, { eventName: "A", eventType: "B" }, { eventName: "A", eventType: "C" })).toBe(false);
    expect(contradicted(events, { eventName: "A" }, { eventName: null })).toBe(false);
    expect(contradicted(eventUpdates, { objectId: "1" }, { objectId: 1 })).toBe(false);
    expect(contradicted(contacts, { id: "A@x", idProperty: "email" }, { id: "1", properties: { email: "a@X" } })).toBe(
      false,
    );
    expect(contradicted(contacts, { id: "a", idProperty: "email" }, { id: "1", properties: {} })).toBe(false);
  });
});

test("what is possible among many is what comparing all with all would find", () => {
  const operation: Operation = {
    ...contacts,
    match: [...contacts.match, { echo: ["name", "type"] }],
  };
  const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const input = fc.record({
    id: fc.constantFrom("1", "2", "x"),
    idProperty: maybe("sku", "email"),
    name: maybe("A", "a ", "B"),
    type: maybe("X", "Y"),
  });
  const result = fc.record({
    id: maybe<string | number>("1", "2", 3),
    properties: fc.record({ sku: maybe("1", "X"), email: maybe("2") }),
    objectWriteTraceId: maybe("t0", "t1", "t9"),
    name: maybe("A", "B", "C"),
    type: maybe("x", "Z"),
  });
  const contradicts = (entry: ReturnType<typeof entriesOf>[number], of: object): boolean => {
    const { id, idProperty } = entry.fields as { id: string; idProperty?: string };
    const differs = (path: string, key: string | undefined) => {
      const value = fieldOf(of, path);
      return key !== undefined && value != null && fold(textOf(value)) !== fold(key);
    };
    const look = lookOf(of, ["name", "type"]);
    const agreed = [0, 1].map((place) => entry.look.agrees(look, place));
    return (
      differs("objectWriteTraceId", entry.trace) ||
      (idProperty == null ? differs("id", id) : differs(`properties.${idProperty}`, id)) ||
      (agreed.includes(false) && !agreed.includes(true))
    );
  };
  fc.assert(
    fc.property(fc.array(input, { maxLength: 6 }), fc.array(result, { maxLength: 6 }), (inputs, results) => {
      const entries = entriesOf(operation, inputs, (index) => `t${index}`);
      const possible = new Possible(entries, results, rulesOf(operation));
      for (const entry of entries)
        expect(possible.hasResultFor(entry)).toBe(results.some((one) => !contradicts(entry, one)));
      for (const one of results)
        expect(possible.hasInputFor(one)).toBe(entries.some((entry) => !contradicts(entry, one)));
    }),
    { numRuns: 300 },
  );
});
