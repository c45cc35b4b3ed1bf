import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Entry, Plan } from "../../src/intake/plan.js";
import { lookAlike, lookOf } from "../../src/match/look.js";
import { entriesOf, events, eventUpdates } from "../helpers/entries.js";

interface Event {
  externalAccountId: string;
  externalEventId: string;
  eventName: string;
}

function event(id: number | string, eventName = `Event ${id}`): Event {
  return { externalAccountId: "a", externalEventId: String(id), eventName };
}

function planOf(inputs: readonly Event[], batchSize: number): Plan<Event> {
  const plan = new Plan<Event>(batchSize);
  for (const entry of entriesOf(events, inputs)) plan.add(entry);
  return plan;
}

function indexes(batch: readonly Entry<Event>[] | undefined): number[] | undefined {
  return batch?.map(({ index }) => index);
}

describe("a batch", () => {
  test("is full, or waits for more to be read", () => {
    const plan = planOf([event(0), event(1), event(2)], 2);
    expect(indexes(plan.next(false))).toEqual([0, 1]);
    expect(plan.next(false)).toBeUndefined();
    expect(plan.size).toBe(1);
    plan.add(entriesOf(events, [event(2), event(3)])[1]!);
    expect(indexes(plan.next(false))).toEqual([2, 1]);
  });

  test("is as good as can be when no more can be read", () => {
    const plan = planOf([event(0), event(1), event(2)], 2);
    expect([indexes(plan.next(true)), indexes(plan.next(true)), plan.next(true)]).toEqual([[0, 1], [2], undefined]);
  });

  test("holds what comes first, in input order", () => {
    const plan = planOf(
      Array.from({ length: 10 }, (_, id) => event(id)),
      4,
    );
    expect([plan.next(true), plan.next(true), plan.next(true)].map(indexes)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });
});

describe("inputs of one record", () => {
  test("do not share a batch, nor are two in flight; they go in input order", () => {
    const plan = planOf([event(1, "a"), event(1, "b"), event(2), event(1, "c")], 3);
    const first = plan.next(true)!;
    expect(indexes(first)).toEqual([0, 2]);
    expect(plan.next(true)).toBeUndefined();
    plan.settled(first[1]!);
    expect(plan.next(true)).toBeUndefined();
    plan.settled(first[0]!);
    const second = plan.next(true)!;
    expect(indexes(second)).toEqual([1]);
    plan.settled(second[0]!);
    expect(indexes(plan.next(true))).toEqual([3]);
  });

  test("wait behind one that is held back for its looks", () => {
    // 1 looks like 0, and 2 is the same record as 1.
    const plan = planOf([event(0, "same"), event(1, "same"), event(1, "other"), event(3), event(4)], 3);
    expect(indexes(plan.next(false))).toEqual([0, 3, 4]);
    const second = plan.next(true)!;
    expect(indexes(second)).toEqual([1]);
    plan.settled(second[0]!);
    expect(indexes(plan.next(true))).toEqual([2]);
  });

  test("a batch that is not sent for want of inputs keeps nobody waiting", () => {
    const plan = planOf([event(1), event(1, "b")], 2);
    expect(plan.next(false)).toBeUndefined();
    expect(indexes(plan.next(true))).toEqual([0]);
  });

  test("that wait behind a batch on its way are no reason to send less than a full one", () => {
    const plan = planOf([event(1), event(1, "b"), event(2), event(2, "b"), event(3)], 2);
    const first = plan.next(true)!;
    expect(indexes(first)).toEqual([0, 2]);
    expect(plan.next(true)).toBeUndefined();
    plan.settled(first[0]!);
    expect(indexes(plan.next(true))).toEqual([4, 1]);
    plan.settled(first[1]!);
    expect(indexes(plan.next(true))).toEqual([3]);
  });

  test("that wait behind others still to go keep nobody waiting", () => {
    const plan = planOf([event(1), event(2), event(3), event(3, "b")], 2);
    const flying = plan.next(true)!;
    expect(indexes(flying)).toEqual([0, 1]);
    expect(indexes(plan.next(true))).toEqual([2]);
  });

  test("without an identity are all different records", () => {
    const plan = new Plan<object>(10);
    for (const entry of entriesOf({ ...events, identity: [], match: [] }, [{ a: 1 }, { a: 1 }])) plan.add(entry);
    expect(plan.next(true)).toHaveLength(2);
  });
});

describe("inputs that look alike", () => {
  test("are spread over what has been read", () => {
    const plan = planOf([event(0, "x"), event(1, "x"), event(2, "y"), event(3, "y"), event(4, "z"), event(5, "z")], 3);
    expect([plan.next(false), plan.next(false)].map(indexes)).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
  });

  test("share a batch only where it would be less than a fifth of one otherwise", () => {
    const plan = planOf([event(0, "x"), event(1, "x"), event(2, "x"), event(3, "y")], 11);
    expect(plan.next(false)).toBeUndefined();
    expect(indexes(plan.next(true))).toEqual([0, 3, 1, 2]);
    const apart = planOf([event(0, "x"), event(1, "x"), event(2, "x"), event(3, "y")], 10);
    expect(indexes(apart.next(true))).toEqual([0, 3]);
    expect(indexes(apart.next(true))).toEqual([1, 2]);
  });

  test("share a batch where each has a trace id", () => {
    const plan = new Plan<Event>(10);
    const inputs = [event(0, "x"), event(1, "x"), event(2, "x")];
    for (const entry of entriesOf(events, inputs, (index) => `t${index}`)) plan.add(entry);
    expect(indexes(plan.next(true))).toEqual([0, 1, 2]);
  });

  test("do not matter where results are matched by id", () => {
    const plan = new Plan<object>(3);
    const alike = [1, 2, 3].map((id) => ({ objectId: String(id), eventName: "x" }));
    for (const entry of entriesOf(eventUpdates, alike)) plan.add(entry);
    expect(plan.next(false)).toHaveLength(3);
  });

  test("do not cost a request each: a thousand of them fill ten batches", () => {
    const plan = planOf(
      Array.from({ length: 1_000 }, (_, id) => event(id, "same")),
      100,
    );
    const sizes = Array.from({ length: 11 }, () => plan.next(true)?.length);
    expect(sizes).toEqual([...Array<number>(10).fill(100), undefined]);
  });
});

test("draining gives back all that is not planned, those that wait behind others too", () => {
  const plan = planOf([event(1), event(1, "b"), event(1, "c"), event(2), event(2, "b")], 1);
  plan.next(true);
  expect(indexes(plan.drain())?.sort()).toEqual([1, 2, 3, 4]);
  expect(plan.size).toBe(0);
  expect(plan.next(true)).toBeUndefined();
});

test("whatever comes and in whatever order batches end, all go out once, each record's inputs one after another", () => {
  const inputs = fc.array(fc.record({ id: fc.nat(6), name: fc.constantFrom("x", "y", "z", "X ") }), { maxLength: 40 });
  fc.assert(
    fc.property(inputs, fc.integer({ min: 1, max: 7 }), fc.infiniteStream(fc.boolean()), (all, batchSize, luck) => {
      const plan = planOf(
        all.map(({ id, name }) => event(id, name)),
        batchSize,
      );
      const flying: Entry<Event>[][] = [];
      const out: Entry<Event>[] = [];
      for (let turn = 0; plan.size > 0 && turn < 500; turn++) {
        const batch = plan.next(luck.next().value === true);
        if (batch !== undefined) {
          expect(batch.length).toBeLessThanOrEqual(batchSize);
          const identities = [...flying.flat(), ...batch].map(({ identity }) => identity);
          expect(new Set(identities).size).toBe(identities.length);
          flying.push(batch);
          out.push(...batch);
        } else if (luck.next().value === true) {
          for (const entry of flying.shift() ?? []) plan.settled(entry);
        }
      }
      expect(out.map(({ index }) => index).sort((a, b) => a - b)).toEqual(all.map((_, index) => index));
      for (const identity of new Set(out.map((entry) => entry.identity))) {
        const order = out.filter((entry) => entry.identity === identity).map(({ index }) => index);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }),
    { numRuns: 300 },
  );
});

test("a batch that is full without them holds no two that look alike", () => {
  const names = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "A"), { maxLength: 40 });
  fc.assert(
    fc.property(names, (all) => {
      const plan = planOf(
        all.map((name, id) => event(id, name)),
        3,
      );
      for (let batch = plan.next(false); batch !== undefined; batch = plan.next(false)) {
        const [one, two, three] = batch.map(({ input }) => input) as [Event, Event, Event];
        for (const [left, right] of [
          [one, two],
          [one, three],
          [two, three],
        ] as const)
          expect(lookAlike(lookOf(left, ["eventName"]), lookOf(right, ["eventName"]))).toBe(false);
      }
    }),
  );
});
