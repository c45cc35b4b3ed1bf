import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { type Entry, Plan } from "../../src/intake/plan.js";
import { Superseding } from "../../src/intake/superseding.js";
import { contactCreates, contacts, entriesOf, events } from "../helpers/entries.js";

/** Whether the later of two inputs stands for the earlier. */
function stands(earlier: object, later: object, operation: Operation = contacts): boolean {
  const [one, other] = entriesOf(operation, [earlier, later]) as [Entry, Entry];
  const superseding = new Superseding(operation);
  superseding.add(one);
  return superseding.add(other).length === 1;
}

const contact = (properties: object, id: unknown = "1") => ({ id, properties });

describe("a later input of a record stands for an earlier one", () => {
  test.each<[string, object, object]>([
    ["sets the same to other values", contact({ a: "1" }), contact({ a: "2" })],
    ["sets all that it sets, and more", contact({ a: "1", b: "1" }), contact({ c: "3", b: "2", a: "2" })],
    ["clears what it sets", contact({ a: "1" }), contact({ a: "" })],
    ["sets what it left as it is", contact({ a: null }), contact({ a: "1" })],
    [
      "sets the same named items",
      { id: "1", list: [{ name: "p", value: 1 }] },
      {
        id: "1",
        list: [
          { name: "p", value: 2 },
          { name: "q", value: 2 },
        ],
      },
    ],
    ["has each item of a list", { id: "1", list: [1, { a: [2] }] }, { id: "1", list: [{ a: [2] }, 3, 1] }],
    ["sets what is nested", contact({ a: { b: 1 } }), contact({ a: { c: 1, b: 2 } })],
    ["is the same", contact({ a: ";more" }), contact({ a: ";more" })],
  ])("where it %s", (_, earlier, later) => expect(stands(earlier, later)).toBe(true));

  test.each<[string, object, object]>([
    ["sets only some of it", contact({ a: "1", b: "1" }), contact({ a: "2" })],
    ["sets other properties", contact({ a: "1" }), contact({ b: "1" })],
    ["sets them somewhere else", contact({ a: "1" }), { id: "1", a: "2", properties: {} }],
    ["names what would be a path", contact({ a: { b: 1 } }), contact({ "a.b": 1, 'a"."b': 1 })],
    ["lacks a named item", { id: "1", list: [{ name: "p", value: 1 }] }, { id: "1", list: [{ name: "q", value: 2 }] }],
    [
      "has other items beside named ones",
      { id: "1", list: [{ name: "p", value: 1 }, 2] },
      { id: "1", list: [{ name: "p", value: 2 }, 3] },
    ],
    ["has a list without them", { id: "1", list: [{ name: "p" }] }, { id: "1", list: [] }],
    ["lacks an item of a list", { id: "1", types: [{ typeId: 1 }] }, { id: "1", types: [{ typeId: 2 }] }],
    ["has null, which HubSpot passes over", contact({ a: "1" }), contact({ a: null })],
    ["adds to what is there", contact({ a: "1" }), contact({ a: ";2" })],
    ["is nested where it is not", contact({ a: "1" }), contact({ a: { b: "1" } })],
    ["only folds to the same id", contact({ a: "1" }, "x@example.com"), contact({ a: "2" }, "X@example.com")],
    ["says otherwise what its id is", { ...contact({ a: "1" }), idProperty: "email" }, contact({ a: "2" })],
  ])("but not where it %s", (_, earlier, later) => expect(stands(earlier, later)).toBe(false));

  test("whatever trace ids they have", () => {
    const operation: Operation = { ...contacts, trace: "trace" };
    expect(stands({ trace: "t", ...contact({ a: "1" }) }, contact({ a: "2" }), operation)).toBe(true);
  });

  test("but not of an operation that counts twice what is sent twice", () => {
    expect(stands(contact({ a: "1" }), contact({ a: "2" }), { ...contacts, idempotent: false })).toBe(false);
  });

  test("where both are the same text", () => {
    const texts: Operation = { ...contacts, identity: ["id"], text: "id", trace: "" };
    const [one, other] = entriesOf(texts, [{ id: "7" }, { id: "7" }]).map((entry) => ({ ...entry, json: '"7"' }));
    const superseding = new Superseding<Entry>(texts);
    expect([superseding.add(one!), superseding.add(other!)]).toEqual([[], [one]]);
  });

  test.each<[string, Partial<Operation>]>([
    ["reads", { reads: true }],
    ["may be told that there is nothing", { empty: ["NOTHING_FOUND"] }],
  ])("but of an operation that %s, only where it asks the very same", (_, asks) => {
    expect(stands({ id: "1", after: "5" }, { id: "1", after: "9" }, { ...contacts, ...asks })).toBe(false);
    expect(stands({ id: "1", after: "5" }, { id: "1", after: "5" }, { ...contacts, ...asks })).toBe(true);
  });
});

describe("a plan", () => {
  const planOf = (inputs: readonly object[], batchSize = 3, operation = contacts) => {
    const plan = new Plan<object>(batchSize, { superseding: new Superseding(operation) });
    const entries = entriesOf(operation, inputs);
    for (const entry of entries) plan.add(entry);
    const next = () => plan.next(true) ?? [];
    const settle = (batch: ReturnType<typeof next>) =>
      batch.map((entry) => [entry.index, plan.settled(entry)?.map(({ index }) => index)]);
    return { plan, entries, next, settle };
  };
  const indexes = (batch: readonly { index: number }[]) => batch.map(({ index }) => index);

  test("sends only the last, which takes the place of the first, and gives the others with it", () => {
    const { plan, next, settle } = planOf(
      [contact({ a: "1" }), contact({ b: "1" }, "2"), contact({ a: "2" }), contact({ a: "3" })],
      2,
    );
    expect([plan.size, plan.ready]).toEqual([4, 2]);
    const batch = next();
    expect(indexes(batch)).toEqual([3, 1]);
    expect(plan.size).toBe(0);
    expect(settle(batch)).toEqual([
      [3, [0, 2]],
      [1, undefined],
    ]);
    expect(plan.settled(batch[0]!)).toBeUndefined();
  });

  test("puts nothing that sets something else behind what is later", () => {
    const { next, settle } = planOf([
      contact({ a: "1" }),
      contact({ a: "2", b: "2" }),
      contact({ a: "3" }),
      contact({ b: "4" }),
    ]);
    const order: unknown[] = [];
    for (let batch = next(); batch.length > 0; batch = next()) order.push(...settle(batch));
    // The second stands for the first, and none for the second.
    expect(order).toEqual([
      [1, [0]],
      [2, undefined],
      [3, undefined],
    ]);
  });

  test("never has an input overtake one that is sent between it and what sets the same", () => {
    const inputs = [
      contact({ pipeline: "B", stage: "B1" }),
      contact({ stage: "B2", amount: "99" }),
      contact({ pipeline: "B", stage: "B3" }),
      contact({ pipeline: "C", stage: "C1" }),
    ];
    const orderOf = ({ next, settle }: ReturnType<typeof planOf>) => {
      const order: unknown[] = [];
      for (let batch = next(); batch.length > 0; batch = next()) order.push(...settle(batch));
      return order;
    };
    expect(orderOf(planOf(inputs))).toEqual([
      [0, undefined],
      [1, undefined],
      [3, [2]],
    ]);
    // What sets all that any of them sets stands for all, and for what they stood for.
    const all = contact({ amount: "1", pipeline: "C", stage: "C2" });
    expect(orderOf(planOf([...inputs, all]))).toEqual([[4, [0, 1, 2, 3]]]);
    // What only folds to the same id may be another record's, or the same: it is not overtaken either.
    const folded = [contact({ a: "1" }, "x@example.com"), contact({ a: "2" }, "X@example.com")];
    expect(orderOf(planOf([...folded, contact({ a: "3" }, "x@example.com")]))).toEqual([
      [0, undefined],
      [1, undefined],
      [2, undefined],
    ]);
  });

  test("never supersedes what is part of a batch", () => {
    const { plan, entries, next, settle } = planOf([contact({ a: "1" })]);
    const first = next();
    const [, second, third] = entriesOf(contacts, [{}, contact({ a: "2" }), contact({ a: "3" })]);
    plan.add(second!);
    plan.add(third!);
    expect(next()).toEqual([]);
    expect(settle(first)).toEqual([[0, undefined]]);
    expect(settle(next())).toEqual([[2, [1]]]);
    expect(entries).toHaveLength(1);
  });

  test("drains those that stand, with the others behind them", () => {
    const { plan } = planOf([contact({ a: "1" }), contact({ a: "2" }), contact({ b: "1" })]);
    const rest = plan.drain();
    expect(indexes(rest)).toEqual([1, 2]);
    expect(plan.settled(rest[0]!)?.map(({ index }) => index)).toEqual([0]);
  });

  test("looks into nothing that comes once, and into none without an identity", () => {
    const unreadable = entriesOf(contacts, [contact({ a: "1" }), contact({ a: "1" }, "2")]).map((entry) => ({
      ...entry,
      json: "unreadable",
    }));
    const plan = new Plan<object>(2, { superseding: new Superseding(contacts) });
    for (const entry of unreadable) plan.add(entry);
    expect(plan.next(true)).toHaveLength(2);
    expect(planOf([contact({ a: "1" }), contact({ a: "1" })], 2, contactCreates).next()).toHaveLength(2);
  });

  test("takes an event of the same name for no reason to supersede another", () => {
    const event = (externalEventId: string) => ({ externalAccountId: "a", externalEventId, eventName: "x" });
    const { next } = planOf([event("1"), event("2"), event("1")], 2, events);
    expect([next(), next()].map(indexes)).toEqual([[2], [1]]);
  });

  test("takes no longer for one record that comes ten thousand times, nor for thousands that set each something else", () => {
    const { plan } = planOf(Array.from({ length: 10_000 }, (_, n) => contact({ a: String(n) })));
    expect([plan.size, plan.ready]).toEqual([10_000, 1]);
    const [only, ...none] = plan.next(true)!;
    expect([only!.index, none]).toEqual([9_999, []]);
    expect(plan.settled(only!)).toHaveLength(9_999);
    const others = planOf(Array.from({ length: 1_000 }, (_, n) => contact({ [`p${n}`]: "1" })));
    expect(others.plan.size).toBe(1_000);
  });

  test("takes no longer for one record to which twenty thousand add, now and then in place of some", () => {
    const { plan } = planOf(
      Array.from({ length: 20_000 }, (_, n) => contact({ tags: n % 5_000 === 4_999 ? "none" : `;t${n}` })),
    );
    expect([plan.size, plan.ready]).toEqual([20_000, 1]);
    const [only] = plan.next(true)!;
    expect(only!.index).toBe(19_999);
    const before = plan.settled(only!)!;
    expect(before.map(({ index }) => index)).toEqual(Array.from({ length: 19_999 }, (_, index) => index));
  });
});
