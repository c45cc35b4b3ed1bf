/** What has to be true of whatever keeps lanes. */
import { expect, test } from "vitest";
import type { Mark } from "../../src/bullmq/packed.js";
import type { Slice } from "../../src/bullmq/slice.js";
import type { Head, LaneStore, Told } from "../../src/bullmq/store.js";
import type { BatchSummary } from "../../src/index.js";

const slice = (from: number, to: number, importId = "a"): Slice => ({
  ...{ import: importId, operation: "contacts.upsert", from, to },
  pointer: { file: "ä b" },
});

function told(marks: readonly (readonly [number, Mark])[], rest: Partial<Told> = {}): Told {
  return { marks: new Map(marks), heard: [], ...rest };
}

/** A note of one failed input. */
export function note(id: string, index: number): NonNullable<Told["summary"]> {
  const counts = { total: 1, succeeded: 0, failed: 1, unknown: 0, unsent: 0 };
  const statuses = { failed: 1 };
  const error = {
    ...{ count: 1, name: "X", propertyNames: [], message: "bad", statuses },
    resend: "pointless" as const,
  };
  const summary: BatchSummary = {
    ...{ operation: "contacts.upsert", apiVersion: "", ok: false, counts, superseded: 0, withoutId: 0, missingIds: [] },
    resend: { safe: 0, "read-first": 0, pointless: 1 },
    errors: [{ ...error, correlationIds: [], indexes: [index], samples: [] }],
    ...{ unattributed: [], unattributedCount: 0 },
    requests: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
    source: { read: 0, exhausted: true, settledUpTo: 0 },
    ...{ startedAt: "2026-01-01", completedAt: "2026-01-02" },
  };
  return { id, summary };
}

/** The next slice of a lane that is the turn's own. */
function headIn(finished: Head | "taken" | undefined): Head | undefined {
  if (finished === "taken") throw new Error("expected the lane to have this turn");
  return finished;
}

/** Registers the tests of a store that `make` gives, empty each time. */
export function testStore(make: () => Promise<LaneStore>): void {
  test("slices come in the order in which they were queued, each once, however often it was queued", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 10), slice(10, 30)]);
    await store.enqueue("p", [slice(10, 30), slice(30, 31)]);
    const seen: Slice[] = [];
    for (let { head } = await store.begin("p", "t"); head !== undefined; ) {
      seen.push(head.slice);
      const next = await store.finish("p", "t", head);
      // A second time it is another's slice.
      expect(await store.finish("p", "t", head)).toEqual(next);
      head = headIn(next);
    }
    expect(seen).toEqual([slice(0, 10), slice(10, 30), slice(30, 31)]);
    expect(await store.import("a")).toMatchObject({ slices: 3, slicesDone: 3, total: 31, first: 0, cancelled: false });
    expect(await store.import("b")).toBeUndefined();
  });

  test("what is queued while its lane is being emptied is in a lane that is known, and comes next", async () => {
    const store = await make();
    for (let at = 0; at < 20; at++) {
      await store.enqueue("p", [slice(2 * at, 2 * at + 1)]);
      const { head } = await store.begin("p", "t");
      const [finished] = await Promise.all([
        store.finish("p", "t", head!),
        store.enqueue("p", [slice(2 * at + 1, 2 * at + 2)]),
      ]);
      expect(await store.open(["p"])).toEqual(["p"]);
      expect(await store.lanes()).toMatchObject([{ portal: "p", slices: 1, pause: undefined }]);
      const next = headIn(finished) ?? (await store.begin("p", "t")).head;
      expect(next?.slice).toEqual(slice(2 * at + 1, 2 * at + 2));
      expect(await store.finish("p", "t", next!)).toBeUndefined();
      expect([await store.open(["p"]), await store.lanes()]).toEqual([[], []]);
    }
    expect(await store.import("a")).toMatchObject({ slices: 40, slicesDone: 40 });
  });

  test("of a record the greatest that was told stands, across chunks", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 1_000_000)]);
    const head = (await store.begin("p", "t")).head!;
    await store.record(
      head,
      told([
        [0, 3],
        [2, 1],
        [786_431, 2],
        [786_432, 1],
        [999_999, 3],
      ]),
    ); // prettier-ignore
    await store.record(
      head,
      told([
        [0, 1],
        [2, 2],
        [786_432, 3],
      ]),
    ); // prettier-ignore
    const { marks } = await store.known(slice(0, 1_000_000));
    expect([marks[0], marks[1], marks[2], marks[786_431], marks[786_432], marks[999_999]]).toEqual([3, 0, 2, 2, 3, 3]);
    expect(await store.import("a")).toMatchObject({ succeeded: 3, failed: 0, unknown: 2 });
    const part = await store.known(slice(786_430, 786_434));
    expect([...part.marks]).toEqual([0, 2, 3, 0]);
    let read = 0;
    for (let some = await store.marks("a", 0); some.length > 0; some = await store.marks("a", read))
      read += some.length;
    expect(read).toBeGreaterThan(2);
  });

  test("what was announced is known until all is heard of it, and only the lane's own turn announces", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 100)]);
    const head = (await store.begin("p", "one")).head!;
    await store.intend("p", "one", "a", "first", [1, 2]);
    await store.begin("p", "other");
    await expect(store.intend("p", "one", "a", "late", [3])).rejects.toThrow("The lane has another turn");
    await store.intend("p", "other", "a", "second", [3]);
    expect((await store.known(slice(0, 100))).intents).toEqual(
      new Map([
        ["first", [1, 2]],
        ["second", [3]],
      ]),
    ); // prettier-ignore
    await store.record(
      head,
      told(
        [
          [1, 3],
          [2, 3],
        ],
        { heard: ["first"] },
      ),
    ); // prettier-ignore
    expect((await store.known(slice(0, 100))).intents).toEqual(new Map([["second", [3]]]));
  });

  test("a slice comes with what is known of it, whoever is asked for it", async () => {
    const store = await make();
    const [first, second] = [slice(0, 4), slice(786_430, 786_435)];
    await store.enqueue("p", [first, second]);
    const fresh = (await store.begin("p", "t")).head!;
    expect(fresh.known).toEqual({ marks: new Uint8Array(4), intents: new Map() });
    await store.intend("p", "t", "a", "one", [2, 3]);
    await store.intend("p", "t", "a", "both", [3, 786_434]);
    await store.record(fresh, told([...[0, 786_431, 786_432].map((index): [number, Mark] => [index, 3])]));
    const { head } = await store.begin("p", "u");
    const both: [string, number[]] = ["both", [3, 786_434]];
    expect(head?.known).toEqual({ marks: Uint8Array.of(3, 0, 0, 0), intents: new Map([["one", [2, 3]], both]) }); // prettier-ignore
    const next = headIn(await store.finish("p", "u", head!));
    expect(next?.known).toEqual({ marks: Uint8Array.of(0, 3, 3, 0, 0), intents: new Map([both]) });
    expect(await store.known(second)).toEqual(next?.known);
  });

  test("a note is kept once, and many of them say the same", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 100)]);
    const head = (await store.begin("p", "t")).head!;
    for (let index = 0; index < 70; index++) {
      await store.record(head, told([[index, 1]], { summary: note(`n${index}`, index) }));
      if (index % 10 === 0) await store.record(head, told([[index, 1]], { summary: note(`n${index}`, index) }));
    }
    const notes = await store.notes("a");
    const errors = notes.flatMap((one) => one.errors);
    expect(errors.reduce((sum, { count }) => sum + count, 0)).toBe(70);
    expect(errors.flatMap(({ indexes }) => indexes).sort((one, other) => one - other)).toEqual([...Array(70).keys()]);
  });

  test("a lane is paused, waits and fails for itself, and is gone with its last slice", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 1)]);
    await store.enqueue("q", [slice(0, 1, "b")]);
    const { head } = await store.begin("p", "t");
    expect(head).toMatchObject({ slice: slice(0, 1), cancelled: false });
    await store.begin("q", "u");
    await store.pause("p", { reason: "unauthorized", message: "no" });
    expect(await store.begin("p", "t")).toEqual({ pause: { reason: "unauthorized", message: "no" } });
    expect([await store.look("p", "t", "a"), await store.look("q", "u", "b")]).toEqual(["paused", undefined]);
    expect(await store.look("q", "t", "b")).toBe("taken");
    expect(await store.open(["p", "q", "r"])).toEqual(["q"]);
    expect(await store.open([])).toEqual([]);
    await store.resume("p");
    expect(await store.begin("p", "t")).toMatchObject({ head });
    await store.wait("p", 123, "daily-limit");
    expect((await store.lanes()).find(({ portal }) => portal === "p")).toEqual({
      ...{ portal: "p", slices: 1, pause: undefined, untilMs: 123, waitsFor: "daily-limit" },
    });
    expect([await store.failed("p", "away"), await store.failed("p", "away")]).toEqual([1, 2]);
    expect([await store.failed("p", "trouble"), await store.failed("p", "trouble")]).toEqual([1, 2]);
    await store.succeeded("p");
    expect(await store.failed("p", "trouble")).toBe(1);
    expect(await store.finish("p", "t", head!)).toBeUndefined();
    expect((await store.lanes()).map(({ portal }) => portal)).toEqual(["q"]);
    // One that was woken for nothing leaves nothing either.
    expect(await store.begin("r", "t")).toEqual({ head: undefined });
    expect((await store.lanes()).map(({ portal }) => portal)).toEqual(["q"]);
  });

  test("a lane that is paused in the middle gives no next slice, and has its slices when it goes on", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 1), slice(1, 2)]);
    const { head } = await store.begin("p", "t");
    await store.failed("p", "trouble");
    await store.pause("p", { reason: "asked", message: "" });
    expect(await store.finish("p", "t", head!)).toBeUndefined();
    expect(await store.lanes()).toMatchObject([{ portal: "p", slices: 1, pause: { reason: "asked" } }]);
    await store.resume("p");
    expect((await store.begin("p", "t")).head?.slice).toEqual(slice(1, 2));
    // What came before a slice that is over is no failure in a row.
    expect(await store.failed("p", "trouble")).toBe(1);
  });

  test("a turn whose lane has another finishes no slice of it and is given none, whatever became of the lane meanwhile", async () => {
    const store = await make();
    const [own, theirs] = [[slice(0, 5), slice(5, 10)], [slice(0, 5, "b")]];
    await store.enqueue("p", own);
    const first = (await store.begin("p", "one")).head!;
    const again = (await store.begin("p", "other")).head!;
    expect(again).toEqual(first);
    expect(await store.finish("p", "one", first)).toBe("taken");
    expect(await store.import("a")).toMatchObject({ slicesDone: 0 });
    const second = headIn(await store.finish("p", "other", again))!;
    expect(second.slice).toEqual(own[1]);
    expect(await store.finish("p", "other", second)).toBeUndefined();
    // Nothing is left of the lane, and then it begins anew: nobody has it yet.
    expect(await store.finish("p", "one", first)).toBeUndefined();
    await store.enqueue("p", theirs);
    expect(await store.finish("p", "other", second)).toBe("taken");
    expect((await store.begin("p", "next")).head?.slice).toEqual(theirs[0]);
  });

  test("slices with records that their import has already are refused, all of them, and queued in many they are all there", async () => {
    const store = await make();
    const many = Array.from({ length: 1_500 }, (_, at) => slice(10 + at * 10, 20 + at * 10));
    await store.enqueue("p", many);
    const state = await store.import("a");
    expect(state).toMatchObject({ slices: 1_500, total: 15_000, first: 10 });
    for (const [from, to, other] of [
      [5, 11, "10 to 20"],
      [15_009, 15_020, "15000 to 15010"],
      [10, 30, "20 to 30"],
      [12, 15, "10 to 20"],
      [0, 20_000, "15000 to 15010"],
    ] as const) {
      const refused = store.enqueue("q", [slice(20_000, 20_010), slice(from, to)]);
      await expect(refused).rejects.toThrow(
        `Expected the slices of import a to have no record in common, got one from ${from} to ${to} beside one from ${other}`,
      );
    }
    const another = { ...slice(20_000, 20_010), operation: "contacts.create" };
    await expect(store.enqueue("q", [another])).rejects.toThrow("to call contacts.upsert as its others do");
    expect(await store.import("a")).toEqual(state);
    expect((await store.lanes()).map(({ portal }) => portal)).toEqual(["p"]);
    // Its neighbours, and what is there already, are welcome; another import may have the same places.
    await store.enqueue("p", [slice(0, 10), ...many, slice(15_010, 15_011)]);
    await store.enqueue("p", [slice(5, 11, "b")]);
    expect(await store.import("a")).toMatchObject({ slices: 1_502, total: 15_011, first: 0 });
  });

  test("an import is cancelled, and forgotten", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 5)]);
    await store.cancel("a");
    expect(await store.look("p", "t", "a")).toBe("cancelled");
    const { head } = await store.begin("p", "t");
    expect(head).toMatchObject({ cancelled: true });
    expect(await store.import("a")).toMatchObject({ cancelled: true });
    await store.finish("p", "t", head!);
    await store.record(head!, told([[1, 3]], { summary: note("n", 1) }));
    await store.forget("a");
    expect(await store.import("a")).toBeUndefined();
  });

  test("of an import that is forgotten before its end nothing more is sent, and nothing is kept", async () => {
    const store = await make();
    await store.enqueue("p", [slice(0, 5), slice(5, 10)]);
    const first = (await store.begin("p", "t")).head!;
    await store.cancel("a");
    await store.forget("a");
    expect(await store.look("p", "t", "a")).toBe("cancelled");
    await expect(store.intend("p", "t", "a", "first", [1])).rejects.toThrow("The lane has another turn, or");
    await store.record(first, told([[1, 3]], { summary: note("n", 1) }));
    let { head } = await store.begin("p", "t");
    for (; head !== undefined; head = headIn(await store.finish("p", "t", head))) expect(head.cancelled).toBe(true);
    expect([await store.import("a"), await store.lanes()]).toEqual([undefined, []]);
    // Who queues it again begins anew.
    await store.enqueue("p", [slice(0, 5)]);
    expect(await store.known(slice(0, 5))).toEqual({ marks: new Uint8Array(5), intents: new Map() });
    expect(await store.begin("p", "t")).toMatchObject({ head: { slice: slice(0, 5), cancelled: false } });
    // What was sent before is not what is sent now: neither known nor over for that.
    await store.record(first, told([[2, 3]], { summary: note("m", 2) }));
    expect(headIn(await store.finish("p", "t", first))?.slice).toEqual(slice(0, 5));
    expect(await store.known(slice(0, 5))).toEqual({ marks: new Uint8Array(5), intents: new Map() });
    expect(await store.import("a")).toMatchObject({ slicesDone: 0, succeeded: 0 });
  });

  test("of an import that is forgotten and queued again before the turn of its slices, each is sent once, and counted once", async () => {
    const store = await make();
    const all = [slice(0, 5), slice(5, 10)];
    await store.enqueue("p", all);
    await store.forget("a");
    await store.enqueue("p", all);
    const sent: Slice[] = [];
    for (let { head } = await store.begin("p", "t"); head !== undefined; ) {
      if (!head.cancelled) sent.push(head.slice);
      const { slicesDone } = (await store.import("a"))!;
      head = headIn(await store.finish("p", "t", head));
      expect(await store.import("a")).toMatchObject({ slicesDone: sent.length });
      expect(slicesDone).toBeLessThanOrEqual(sent.length);
    }
    expect(sent).toEqual(all);
  });

  test("imports whose names are parts of each other know nothing of each other", async () => {
    const store = await make();
    const ids = ["a", "a:intents", "a:ledger:0", "a:notes", "a%3Anotes", "ä/b"];
    for (const id of ids) await store.enqueue("p", [slice(0, 5, id)]);
    let { head } = await store.begin("p", "t");
    for (const [place, id] of ids.entries()) {
      await store.intend("p", "t", id, "first", [0]);
      await store.record(head!, told([[place % 5, 3]], { summary: note(`n${place}`, 1) }));
      head = headIn(await store.finish("p", "t", head!));
    }
    await store.forget("a");
    for (const id of ids.slice(1)) {
      expect(await store.import(id)).toMatchObject({ total: 5, succeeded: 1 });
      expect(await store.known(slice(0, 5, id))).toMatchObject({ intents: new Map([["first", [0]]]) });
      expect(await store.notes(id)).toHaveLength(1);
    }
  });
}
