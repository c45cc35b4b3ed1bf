/** How far behind what has settled the checkpoint of a run may be. */
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { fakeTime } from "../helpers/fake-time.js";
import { after, connectionError, fakeFetch, type Handler, refusal, updated } from "../helpers/http.js";
import { updates } from "../helpers/inputs.js";
import { updateRun } from "../helpers/run.js";

fakeTime();

describe("the checkpoint of a run", () => {
  test.each([
    ["fast", 40, 32 + 4],
    // As many as the window's quota.
    ["slow", 400, 100 + 4],
  ])(
    "is no further behind what is sent than twice what a run may hold, however long one batch takes: answers are %s",
    async (_, answerMs, mostHeld) => {
      const told: number[] = [];
      const sent: number[] = [];
      const { fetch } = fakeFetch(async (request, count) => {
        sent.push(...request.inputs.map(({ objectId }) => Number(objectId)));
        return count === 3
          ? refusal(503, undefined, { "retry-after": "60" })
          : after(answerMs, updated)(request, count);
      });
      const options = { fetch, batchSize: 1, quota: { requests: 100, intervalMs: 1_000 } };
      const mostSent = 2 + 2 * mostHeld;
      const run = updateRun(updates(mostSent + 20), { ...options, onCheckpoint: (next) => void told.push(next) });
      const report = run.then((report) => report);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(told.at(-1)).toBe(2);
      expect(new Set(sent).size).toBe(mostSent);
      await vi.advanceTimersByTimeAsync(60_000);
      expect((await report).ok).toBe(true);
      expect(told.at(-1)).toBe(mostSent + 20);
    },
  );

  test("waits for no batch that is held once what is before it is unknown: that is never passed", async () => {
    let sent = 0;
    const { fetch } = fakeFetch(async (request, count) => {
      sent += request.inputs.length;
      if (request.inputs[0]?.["objectId"] === "1") throw connectionError("ECONNRESET");
      return count === 3 ? refusal(503, undefined, { "retry-after": "60" }) : after(40, updated)(request, count);
    });
    // Before all others that may go have gone: a loss beside nothing but the held batch narrows the run to that one.
    const options = { fetch, batchSize: 1, retry: { maxRetries: 1, initialDelayMs: 100 } };
    // Twice as many as a batch that is held would hold up.
    const held = updateRun(updates(150), { ...options, timeoutMs: 50, onCheckpoint: () => {} }).then(
      (report) => report,
    );
    // What judges is loaded in real time.
    await vi.advanceTimersByTimeAsync(10);
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent).toBeGreaterThanOrEqual(150);
    await vi.advanceTimersByTimeAsync(40_000);
    expect((await held).counts.total).toBe(150);
  });

  test("covers at any moment all that settled over a second ago, unless an input before it was open since", async () => {
    const held = fc.record({ batch: fc.nat(30), status: fc.constantFrom(429, 500, 503), again: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(held, { maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 4_000 }),
        async (faults, ways, killMs) => {
          const settledMs = new Map<number, number>();
          const open = new Map<number, number>();
          const refusals = new Map(faults.map(({ batch, ...fault }) => [batch * 5, { ...fault }]));
          const { fetch } = fakeFetch(async (request, count) => {
            for (const { objectId } of request.inputs) open.set(Number(objectId), performance.now());
            const fault = refusals.get(Number(request.inputs[0]?.objectId));
            const refused = fault !== undefined && fault.again-- > 0;
            const reply: Handler = refused ? () => refusal(fault.status) : updated;
            return after(ways[count % ways.length] ?? 1, reply)(request, count);
          });
          let checkpoint = 0;
          const cut = new AbortController();
          const rest = { fetch, batchSize: 5, quota: { requests: 40, intervalMs: 1_000 }, signal: cut.signal };
          const run = updateRun(updates(150), { ...rest, onCheckpoint: (next) => void (checkpoint = next) });
          const taking = (async () => {
            for await (const { index, status } of run)
              if (status === "succeeded") settledMs.set(index, performance.now());
          })();
          await vi.advanceTimersByTimeAsync(killMs);
          const nowMs = performance.now();
          const atKill = checkpoint;
          // Lost by who begins again there: nothing.
          const lost = Array.from({ length: atKill }, (_, index) => index).filter((index) => !settledMs.has(index));
          expect(lost).toEqual([]);
          let openUntilMs = 0;
          for (const index of [...open.keys()].sort((one, other) => one - other)) {
            const settled = settledMs.get(index) ?? Infinity;
            openUntilMs = Math.max(openUntilMs, settled);
            if (index < atKill || settled === Infinity) continue;
            // Sent again though it was answered: less than a second ago, or behind what was open within the last second.
            expect(Math.max(settled, openUntilMs)).toBeGreaterThanOrEqual(nowMs - 1_000);
          }
          cut.abort();
          await vi.advanceTimersByTimeAsync(3_000);
          await taking;
        },
      ),
      { numRuns: 40 },
    );
  });
});
