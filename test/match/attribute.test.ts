import { describe, expect, test } from "vitest";
import { attribute, joined } from "../../src/match/attribute.js";
import { contacts, entriesOf, events, eventUpdates } from "../helpers/entries.js";

const [one, other, third] = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
const entries = [one!, other!, third!];

const named = (...ids: string[]) => ({ message: "no", context: { ids } });

describe("an error", () => {
  test("is that of every input that it names, wherever it names it, and of none twice", () => {
    const error = { ...named("1"), errors: [{ message: "and", context: { ids: ["3", "1"] } }, { message: "why" }] };
    const { refused, nameless, stray, doubtful } = attribute([error], entries, entries, eventUpdates);
    expect([...refused]).toEqual([
      [one, error],
      [third, error],
    ]);
    expect([nameless, stray, doubtful.size]).toEqual([[], [], 0]);
  });

  test("that names nothing is nameless, and one that names what was not sent is a stray", () => {
    const errors = [{ message: "x" }, named("9"), { message: "y", context: { propertyName: ["a"] } }];
    const { refused, nameless, stray } = attribute(errors, entries, entries, eventUpdates);
    expect(refused.size).toBe(0);
    expect(nameless).toEqual([errors[0], errors[2]]);
    expect(stray).toEqual([errors[1]]);
  });

  test("that names an input and a stranger is the input's", () => {
    const { refused, nameless, stray } = attribute([named("9", "2")], entries, entries, eventUpdates);
    expect([...refused.keys()]).toEqual([other]);
    expect([nameless, stray]).toEqual([[], []]);
  });

  test("that names an input that has a result already is told all the same: both were said", () => {
    const { refused } = attribute([named("1")], entries, [other!, third!], eventUpdates);
    expect([...refused.keys()]).toEqual([one]);
  });
});

describe("an id that several inputs have", () => {
  const alike = entriesOf(events, [
    { externalAccountId: "a", externalEventId: "1" },
    { externalAccountId: "b", externalEventId: "1" },
    { externalAccountId: "c", externalEventId: "1" },
  ]);
  const attributed = (open: number[]) =>
    attribute(
      [named("1")],
      alike,
      open.map((index) => alike[index]!),
      events,
    );

  test("names the only one that is open", () => {
    const { refused, doubtful } = attributed([1]);
    expect([...refused.keys()]).toEqual([alike[1]]);
    expect(doubtful.size).toBe(0);
  });

  test("casts doubt on those that are open, where they are several, and is theirs, not nobody's", () => {
    const { refused, doubtful, nameless, stray } = attributed([0, 2]);
    expect(refused.size).toBe(0);
    expect([...doubtful]).toEqual([alike[0], alike[2]]);
    expect([nameless, stray]).toEqual([[], []]);
  });

  test("is a stray where none is open", () => {
    const { refused, doubtful, stray } = attributed([]);
    expect([refused.size, doubtful.size]).toEqual([0, 0]);
    expect(stray).toEqual([named("1")]);
  });
});

test("all errors of an input are its one error, in the order in which they came", () => {
  const errors = ["a", "b", "c"].map((message) => ({ message, context: { ids: ["1"] } }));
  const { refused } = attribute(errors, entries, entries, eventUpdates);
  expect(refused.get(one!)).toEqual({
    ...errors[0],
    errors: [
      { message: "b", context: { ids: ["1"] } },
      { message: "c", context: { ids: ["1"] } },
    ],
  });
});

test("what the same errors say of several inputs is one object, for it may be large; what others say is another", () => {
  const errors = [named("1", "2", "3"), { ...named("3", "2", "1"), message: "nor so" }, named("3")];
  const { refused } = attribute(errors, entries, entries, eventUpdates);
  expect(refused.get(one!)?.errors).toHaveLength(1);
  expect(refused.get(other!)).toBe(refused.get(one!));
  expect(refused.get(third!)?.errors).toHaveLength(2);
});

describe("errors as one", () => {
  test("are the first, where the others say the same, whatever their own ids", () => {
    const first = { id: "a", message: "no", category: "X" };
    expect(joined([first])).toBe(first);
    expect(joined([first, { ...first, id: "b" }, { message: "no", category: "X" }])).toBe(first);
    expect(joined([])).toEqual({});
  });

  test("keep their details, in order, with the categories as codes, and nothing that was not said", () => {
    const joint = joined([
      { message: "no", errors: [{ message: "first" }] },
      { category: "WHY", message: "second", errors: [{ message: "third", code: "C" }] },
      { context: { ids: ["1"] } },
      {},
      { category: "WHY", message: "second", errors: [{ message: "third", code: "C" }], id: "again" },
    ]);
    expect(joint).toEqual({
      message: "no",
      errors: [
        { message: "first" },
        { message: "second", code: "WHY" },
        { message: "third", code: "C" },
        { context: { ids: ["1"] } },
        {},
      ],
    });
  });
});

test("a trace id names its input, whatever ids it has", () => {
  const traced = entriesOf(contacts, [{ id: "1" }, { id: "1", idProperty: "sku" }], (index) => `t${index}`);
  const error = { message: "no", context: { objectWriteTraceId: ["t1"] } };
  expect([...attribute([error], traced, traced, contacts).refused.keys()]).toEqual([traced[1]]);
});
