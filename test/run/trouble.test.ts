import { describe, expect, test, vi } from "vitest";
import type { Part } from "../../src/part.js";
import { partOf } from "../../src/part.js";
import type { EngineParts } from "../../src/run/engine.js";
import { contactCreates } from "../helpers/entries.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, answer, connectionError, fakeFetch, type Handler, refusal, respond, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { parts } from "../helpers/parts.js";
import { archiveRun, runOf, updateRun } from "../helpers/run.js";

fakeTime();

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The parts of an engine, each loaded after so long, or not to be had; with how often each was asked for. */
function late(ms: number | "never") {
  const loads = { trouble: 0, validating: 0 };
  const part = <T>(name: keyof typeof loads, atHand: Part<T>): Part<T> =>
    partOf(async () => {
      loads[name]++;
      if (ms === "never") throw new Error("chunk not found");
      await wait(ms);
      return atHand.load();
    });
  const late: EngineParts = {
    trouble: part("trouble", parts.trouble),
    validating: part("validating", parts.validating),
    asked: parts.asked,
    single: parts.single,
    watching: parts.watching,
  };
  return { parts: late, loads };
}

const archives = (inputs: readonly { objectId: string }[], options: Parameters<typeof archiveRun>[1]) =>
  archiveRun(
    inputs.map(({ objectId }) => ({ id: objectId })),
    options,
  );

/** An update that no contract allows. */
const bad = null as unknown as { objectId: string };
const partly: Handler = ({ inputs }) =>
  answer(
    inputs.filter(({ objectId }) => objectId !== "3").map(({ objectId }) => ({ objectId })),
    inputs.some(({ objectId }) => objectId === "3") ? [{ message: "no", context: { ids: ["3"] } }] : [],
    207,
  );

/** Each first answer that takes more than a look. */
const troubles: readonly (readonly [string, Handler])[] = [
  [
    "a refusal",
    (request, count) => (count === 1 ? refusal(400, { context: { ids: ["3"] } }) : updated(request, count)),
  ],
  ["an error in a success", partly],
  ["a success with a record too few", ({ inputs }) => answer(inputs.slice(1).map(({ objectId }) => ({ objectId })))],
  ["a success without an envelope", () => respond(200, "<html>")],
  ["a limit", (request, count) => (count === 1 ? refusal(429) : updated(request, count))],
  ["a failure", (request, count) => (count === 1 ? refusal(503) : updated(request, count))],
  ["a lost connection", () => Promise.reject(connectionError("ECONNRESET"))],
];

describe("what sees to trouble", () => {
  test.each<[string, Handler, typeof updateRun | typeof archives]>([
    ["written", after(20, updated), updateRun],
    ["answered without a body", after(20, () => new Response(null, { status: 204 })), archives],
  ])("is not loaded where all is %s, nor where a run is stopped", async (_, handler, start) => {
    const { parts, loads } = late("never");
    const options = { parts, fetch: fakeFetch(handler).fetch, batchSize: 10, concurrency: 2 };
    expect(await inTime<object>(start(updates(100), options))).toMatchObject({ ok: true });
    const stopped = start(updates(100), options);
    setTimeout(() => stopped.stop(), 30);
    expect(await inTime<object>(stopped)).toMatchObject({ counts: { succeeded: 40, unsent: 60 } });
    expect(loads).toEqual({ trouble: 0, validating: 0 });
  });

  test.each(troubles)("is loaded once, and tells of %s what it tells when it is at hand", async (_, handler) => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { parts, loads } = late(40);
    const [there, here] = [fakeFetch(handler), fakeFetch(handler)];
    const options = { batchSize: 5, concurrency: 1 };
    const atHand = await inTime(updateRun(updates(20), { fetch: there.fetch, ...options }));
    const report = await inTime(updateRun(updates(20), { fetch: here.fetch, ...options, parts }));
    expect(here.sent.map(({ inputs }) => inputs)).toEqual(there.sent.map(({ inputs }) => inputs));
    const { startedAt: _s, completedAt: _c, ...told } = report;
    expect(told).toEqual({ ...atHand, startedAt: undefined, completedAt: undefined });
    expect(loads.trouble).toBe(1);
  });

  test.each(troubles)(
    "ends the run after %s where it can't be loaded, and says so of each input",
    async (_, handler) => {
      const { parts } = late("never");
      const { fetch, sent } = fakeFetch(handler);
      const report = await inTime(updateRun(updates(20), { fetch, parts, batchSize: 5, concurrency: 1 }));
      expect(sent).toHaveLength(1);
      expect(report.counts).toEqual({ total: 20, succeeded: 0, failed: 0, unknown: 5, unsent: 15 });
      expect(report.resend).toEqual({ safe: 20, "read-first": 0, pointless: 0 });
      const error = { name: "CallerError", message: expect.stringContaining("could not be loaded: chunk not found") };
      expect(report.halted).toMatchObject({ reason: "callback-failed", error });
      for (const outcome of report.outcomes) expect(outcome).toMatchObject({ error });
      const creates = runOf(contactCreates, [{ properties: {} }], { fetch: fakeFetch(handler).fetch, parts });
      expect((await inTime(creates)).outcomes).toMatchObject([{ status: "unknown", resend: "read-first", error }]);
    },
  );
});

describe("what looks closer at inputs", () => {
  test("is loaded once, and inputs stay in order meanwhile", async () => {
    const { parts, loads } = late(40);
    const { fetch, sent } = fakeFetch(updated);
    const inputs = [...updates(3), bad, ...updates(2).map(({ objectId }) => ({ objectId: `b${objectId}` })), bad];
    const seen: number[] = [];
    const map = (input: object, index: number) => {
      seen.push(index);
      return input;
    };
    const report = await inTime(updateRun(inputs, { fetch, parts, map }));
    expect(sent.map((request) => request.inputs.map(({ objectId }) => objectId))).toEqual([
      ["0", "1", "2", "b0", "b1"],
    ]);
    expect(report.outcomes.map(({ status }) => status).join()).toBe(
      "succeeded,succeeded,succeeded,failed,succeeded,succeeded,failed",
    );
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(loads).toEqual({ trouble: 0, validating: 1 });
  });

  test.each<[string, (inputs: object[]) => AsyncIterable<object> | object[]]>([
    ["an array", (inputs) => inputs],
    [
      "a stream",
      async function* (inputs) {
        for (const input of inputs) yield input;
      },
    ],
  ])("holds the last input of %s too", async (_, source) => {
    const { parts } = late(40);
    const { fetch, sent } = fakeFetch(updated);
    const report = await inTime(updateRun(source([...updates(2), bad]) as [], { fetch, parts }));
    expect(report.counts).toEqual({ total: 3, succeeded: 2, failed: 1, unknown: 0, unsent: 0 });
    expect(sent).toHaveLength(1);
  });

  test("is not waited for when the run is cut: the input that waits for it is unsent, once", async () => {
    const { parts } = late(1_000);
    const { fetch, sent } = fakeFetch(updated);
    const run = updateRun([...updates(2), bad, ...updates(2)], { fetch, parts, firstIndex: 10 });
    setTimeout(() => run.stop(), 10);
    const result = run.then((report) => report);
    await vi.advanceTimersByTimeAsync(20);
    const report = await result;
    await vi.runAllTimersAsync();
    expect(report.outcomes.map(({ index, status }) => [index, status])).toEqual(
      [10, 11, 12, 13, 14].map((index) => [index, "unsent"]),
    );
    expect(report.outcomes[2]?.input).toBe(bad);
    expect([report.source.read, sent.length]).toEqual([5, 0]);
  });

  test("ends the run where it can't be loaded, and nothing of what waits for it is sent", async () => {
    const { parts } = late("never");
    const { fetch, sent } = fakeFetch(updated);
    const report = await inTime(updateRun([...updates(2), bad, ...updates(2)], { fetch, parts }));
    expect(sent).toHaveLength(0);
    expect(report.counts).toMatchObject({ total: 5, unsent: 5 });
    expect(report.halted).toMatchObject({
      reason: "callback-failed",
      error: { name: "CallerError", message: expect.stringContaining("could not be loaded: chunk not found") },
    });
  });
});

test("an input that is left open by what sees to trouble is unknown, and the run ends", async () => {
  const trouble = partOf(async () => ({ ...(await parts.trouble.load()), settleBatch: () => Promise.resolve() }));
  const { fetch } = fakeFetch(() => refusal(400));
  const report = await inTime(updateRun(updates(3), { fetch, parts: { ...parts, trouble } }));
  expect(report.counts).toMatchObject({ total: 3, unknown: 3 });
});
