import { describe, expect, test, vi } from "vitest";
import { createCheck } from "../../src/intake/check.js";
import type { Inputs } from "../../src/intake/inputs.js";
import { Intake, LOOK_AHEAD } from "../../src/intake/intake.js";
import type { Entry } from "../../src/intake/plan.js";
import { contacts, eventUpdates } from "../helpers/entries.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, answer, deferred, fakeFetch, hang, updated } from "../helpers/http.js";
import { parts } from "../helpers/parts.js";
import { runOf, updateRun } from "../helpers/run.js";

fakeTime();

type Row = { readonly objectId: string; readonly eventName: string };

/** `times` rows of each of so many records, those of one record in a row or all records over and over. */
function rows(records: number, times: number, order: "in a row" | "over and over"): Row[] {
  return Array.from({ length: records * times }, (_, index) => ({
    objectId: String(order === "in a row" ? Math.floor(index / times) : index % records),
    eventName: String(index),
  }));
}

describe("repeated records", () => {
  const written = async (inputs: Inputs<Row>, options: { concurrency?: number } = {}) => {
    const { fetch, sent } = fakeFetch((request, count) => after(((count * 7) % 13) * 30, updated)(request, count));
    const run = updateRun(inputs, { fetch, ...options }).then((report) => report);
    await vi.runAllTimersAsync();
    expect(await run).toMatchObject({ ok: true });
    return sent;
  };

  test.each<[string, Row[], number, number]>([
    ["five times in a row", rows(1_000, 5, "in a row"), 32, 52],
    ["five times in a row, one batch at a time", rows(1_000, 5, "in a row"), 1, 52],
    ["twice in a row", rows(2_500, 2, "in a row"), 32, 52],
    ["five times over and over", rows(1_000, 5, "over and over"), 32, 52],
    ["a repeated one now and then", rows(4_000, 1, "in a row").concat(rows(1_000, 1, "in a row")), 32, 52],
  ])("%s take next to no more requests than their batches", async (_, inputs, concurrency, most) => {
    const sent = await written(inputs, { concurrency });
    expect(sent.length).toBeLessThanOrEqual(most);
    const last = new Map(
      sent.flatMap((request) => request.inputs.map(({ objectId, eventName }) => [objectId, eventName])),
    );
    expect(last).toEqual(new Map(inputs.map(({ objectId, eventName }) => [objectId, eventName])));
  });

  test("of an asynchronous source fill batches too, once there is something on its way", async () => {
    async function* slowly() {
      for (const row of rows(1_000, 5, "in a row")) {
        if (Number(row.eventName) % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        yield row;
      }
    }
    expect((await written(slowly())).length).toBeLessThanOrEqual(60);
  });
});

describe("an intake", () => {
  /** An intake with room for so many more inputs than are settled. */
  function intakeOf(inputs: Inputs<Row>, { batchSize, room }: { batchSize: number; room: number }) {
    let settled = 0;
    const fail = (cause: unknown) => {
      throw cause;
    };
    const intake: Intake<Row> = new Intake(inputs, {
      operation: eventUpdates,
      settings: { batchSize, firstIndex: 0, map: undefined },
      room: () => room - (intake.read - settled),
      refused: () => {},
      more: () => {},
      failed: fail,
      unloaded: fail,
    });
    intake.open(createCheck(undefined, { unknownFields: "send", coerce: true }, parts.validating));
    const settle = (batch: readonly Entry<Row>[]) => {
      settled += batch.length;
      for (const entry of batch) intake.settled(entry);
    };
    return { intake, settle };
  }

  test("reads no further than there is room, and sends what there is when nothing on its way could fill it up", () => {
    const { intake, settle } = intakeOf(rows(100, 100, "in a row"), { batchSize: 10, room: 60 });
    const only = intake.next()!;
    expect(only.map(({ index }) => index)).toEqual([0]);
    expect(intake.read).toBe(60);
    expect(intake.next()).toBeUndefined();
    settle(only);
    expect(intake.next()!.map(({ index }) => index)).toEqual([1]);
    expect(intake.read).toBe(61);
  });

  test("that looks a little ahead waits for no more than is on its way", async () => {
    let gate: Promise<unknown> = Promise.resolve();
    const source: AsyncIterable<Row> = {
      [Symbol.asyncIterator]: () => {
        const all = rows(100, 5, "in a row")[Symbol.iterator]();
        return { next: () => gate.then(() => all.next()) };
      },
    };
    const { intake, settle } = intakeOf(source, { batchSize: 10, room: 1_000 });
    const next = async (turns: number) => {
      for (let turn = 0; turn < turns; turn++) {
        const batch = intake.next();
        if (batch !== undefined) return batch;
        await Promise.resolve();
        await vi.advanceTimersByTimeAsync(0);
      }
      return undefined;
    };
    // Eight records in the look-ahead of 40, and nothing on its way: those are all.
    const first = (await next(100))!;
    expect(first).toHaveLength(8);
    expect(intake.read - LOOK_AHEAD * 10).toBeLessThanOrEqual(1);
    // The ninth may go, but the first batch lets others go with it.
    const opened = deferred();
    gate = opened.promise;
    expect(await next(20)).toBeUndefined();
    settle(first);
    opened.resolve();
    const second = (await next(100))!.map(({ index }) => index);
    expect(second).toEqual([40, 1, 6, 11, 16, 21, 26, 31, 36, 45]);
  });

  test("reads a synchronous source one input ahead, if it has nothing left to send", () => {
    const { intake } = intakeOf(rows(30, 1, "in a row"), { batchSize: 10, room: 100 });
    intake.next();
    intake.readAhead();
    intake.readAhead();
    expect(intake.read).toBe(11);
  });
});

test("rows that come twice, with the hash of the row as their trace id, are all written, in order", async () => {
  const row = (id: string, hash: string, name: string) => ({ id, objectWriteTraceId: hash, properties: { name } });
  const inputs = [row("1", "a", "x"), row("1", "a", "x"), row("2", "b", "y"), row("3", "a", "z"), row("2", "c", "y")];
  const inFlight = new Set<unknown>();
  const { fetch, sent } = fakeFetch(async (request, count) => {
    for (const { objectWriteTraceId } of request.inputs) {
      expect(inFlight.has(objectWriteTraceId)).toBe(false);
      inFlight.add(objectWriteTraceId);
    }
    const answered = await after(50, ({ inputs }) => answer([...inputs].reverse()))(request, count);
    for (const { objectWriteTraceId } of request.inputs) inFlight.delete(objectWriteTraceId);
    return answered;
  });
  const run = runOf(contacts, inputs, { fetch }).then((report) => report);
  await vi.runAllTimersAsync();
  const { outcomes } = await run;
  expect(outcomes.map((outcome) => [outcome.status, "recordId" in outcome && outcome.recordId])).toEqual(
    inputs.map(({ id }) => ["succeeded", id]),
  );
  expect(sent.map((request) => request.inputs.map(({ id }) => id))).toEqual([["1", "2"], ["2", "1"], ["3"]]);
});

test("those that wait behind a batch without an answer are unsent when the run is cut, each once", async () => {
  const { fetch, sent } = fakeFetch(hang);
  const controller = new AbortController();
  const run = updateRun(rows(10, 5, "over and over"), { fetch, signal: controller.signal }).then((report) => report);
  await vi.advanceTimersByTimeAsync(10);
  controller.abort();
  await vi.advanceTimersByTimeAsync(10);
  const { counts, outcomes } = await run;
  expect(sent).toHaveLength(1);
  expect(counts).toMatchObject({ total: 50, unknown: 10, unsent: 40 });
  expect(outcomes.map(({ index }) => index)).toEqual(rows(10, 5, "in a row").map((_, index) => index));
});

describe("rows that are mapped", () => {
  interface Own {
    readonly pk: number;
    readonly name: string;
  }
  const own: readonly Own[] = Array.from({ length: 5 }, (_, index) => ({ pk: index, name: `Event ${index}` }));
  const toUpdate = ({ pk, name }: Own) => ({ objectId: String(pk), eventName: name });
  const mapped = async (map: (row: Own, index: number) => unknown, options: { firstIndex?: number } = {}) => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer([...inputs].reverse()));
    const untyped = map as (row: object, index: number) => unknown;
    const run = runOf<Own, object>(eventUpdates, own, { fetch, map: untyped, ...options }).then((report) => report);
    await vi.runAllTimersAsync();
    return { report: await run, sent: sent.flatMap(({ inputs }) => inputs) };
  };

  test("come back as they were, beside what was sent of them", async () => {
    const { report, sent } = await mapped(toUpdate);
    expect(sent).toEqual(own.map(toUpdate));
    expect(report.outcomes).toMatchObject(
      own.map((row, index) => ({ index, sent: toUpdate(row), status: "succeeded", recordId: String(index) })),
    );
    for (const [index, { input }] of report.outcomes.entries()) expect(input).toBe(own[index]);
  });

  test("are each mapped once, with their index", async () => {
    const indexes: number[] = [];
    await mapped((row, index) => {
      indexes.push(index);
      return toUpdate(row);
    });
    expect(indexes).toEqual([0, 1, 2, 3, 4]);
  });

  test("fail by themselves where the map throws, or gives a promise or no input", async () => {
    const { report, sent } = await mapped((row) => {
      if (row.pk === 1) throw new Error("no name today");
      if (row.pk === 2) return Promise.resolve(toUpdate(row));
      return row.pk === 3 ? undefined : toUpdate(row);
    });
    expect(sent.map(({ objectId }) => objectId)).toEqual(["0", "4"]);
    const refused = { status: "failed", scope: "record", resend: "pointless" };
    expect(report.outcomes.slice(1, 4)).toMatchObject([
      { ...refused, error: { name: "CallerError", message: "map threw: no name today", cause: expect.any(Error) } },
      { ...refused, error: { name: "CallerError", message: "Expected `map` to give an input, got a promise of one" } },
      { ...refused, error: { name: "InvalidInputError", message: "expected an object, got nothing" } },
    ]);
    expect(report.outcomes.map(({ input }) => input)).toEqual(own);
  });

  test("of one record wait for each other, as what they are mapped to says", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs));
    const map = (row: object) => ({ objectId: "1", eventName: (row as Own).name });
    const run = runOf<Own, object>(eventUpdates, own, { fetch, map }).then((report) => report);
    await vi.runAllTimersAsync();
    expect(await run).toMatchObject({ ok: true });
    expect(sent.map(({ inputs }) => inputs.map(({ eventName }) => eventName))).toEqual(own.map(({ name }) => [name]));
  });

  test("of one record have each what was made of it, where the last stands for all", async () => {
    const { fetch, sent } = fakeFetch(({ inputs }) => answer(inputs));
    const map = (row: object) => ({ objectId: "1", eventName: (row as Own).name });
    const run = runOf<Own, object>(eventUpdates, own, { fetch, map, sameRecord: "last" }).then((report) => report);
    await vi.runAllTimersAsync();
    const { outcomes } = await run;
    expect(sent.flatMap(({ inputs }) => inputs)).toEqual([{ objectId: "1", eventName: "Event 4" }]);
    expect(outcomes.map((outcome) => outcome.sent)).toEqual(
      own.map(({ name }) => ({ objectId: "1", eventName: name })),
    );
    expect(outcomes.map(({ input, supersededBy }) => [input, supersededBy])).toEqual(
      own.map((row, index) => [row, index === 4 ? undefined : 4]),
    );
  });

  test("have their mapped input with them where it is refused here", async () => {
    const { report } = await mapped((row) => (row.pk === 0 ? ([] as unknown) : toUpdate(row)));
    expect(report.outcomes[0]).toMatchObject({ status: "failed", sent: [] });
  });
});

describe("indexes that go on where an earlier run ended", () => {
  test("are those of outcomes, reasons, and the checkpoint", async () => {
    const { fetch } = fakeFetch(({ inputs }) =>
      answer(inputs.slice(1), [{ message: "no", context: { ids: ["0"] } }], 207),
    );
    const indexes: number[] = [];
    const run = runOf<Row, object>(eventUpdates, rows(5, 1, "in a row"), {
      fetch,
      firstIndex: 500,
      map: (row, index) => {
        indexes.push(index);
        return row;
      },
    }).then((report) => report);
    await vi.runAllTimersAsync();
    const { outcomes, errors, source, counts } = await run;
    expect(outcomes).toHaveLength(5);
    expect(outcomes.map(({ index }) => index)).toEqual([500, 501, 502, 503, 504]);
    expect(indexes).toEqual([500, 501, 502, 503, 504]);
    expect(errors).toMatchObject([{ indexes: [500] }]);
    expect(source).toEqual({ read: 5, exhausted: true, settledUpTo: 505 });
    expect(counts).toMatchObject({ total: 5, failed: 1 });
  });

  test("are those of what was never read, too", async () => {
    const controller = new AbortController();
    controller.abort();
    const { fetch } = fakeFetch(updated);
    const run = updateRun(rows(3, 1, "in a row"), { fetch, firstIndex: 7, signal: controller.signal });
    const report = run.then((given) => given);
    await vi.runAllTimersAsync();
    const { outcomes, source } = await report;
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([7, 8, 9].map((index) => [index, "unsent"]));
    expect(source.settledUpTo).toBe(7);
  });
});
