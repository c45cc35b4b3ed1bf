/** Several processes write at once, in real time: four windows of HubSpot's ten seconds. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPrograms, sendForeign, withFleet } from "./fleet.js";
import { countOf, mostInWindow, say, waysOf } from "./tally.js";

const quota = { requests: 190, intervalMs: 10_000 };
const WINDOWS = 4;
const MARGIN_MS = 20;

let programs: Awaited<ReturnType<typeof buildPrograms>>;
beforeAll(async () => {
  programs = await buildPrograms();
});
afterAll(() => programs.remove());

const percent = (part: number) => `${(100 * part).toFixed(2)} %`;

// Each begins at another time, for what they spend at once is not meant to meet.
describe.concurrent("over four windows", () => {
  test.each([
    [2, 0],
    [4, 2_500],
    [8, 5_000],
  ])("%i processes use the quota, each its part, and none is refused", async (writers, waitMs) => {
    await sleep(waitMs);
    await withFleet(programs.folder, { quota, writers }, async ({ until, stop, received }) => {
      await until(WINDOWS * quota.intervalMs + 500);
      const told = (await stop()).flatMap((one) => one ?? []);
      const requests = await received();
      const firstMs = requests[0]![1];
      const endMs = firstMs + WINDOWS * quota.intervalMs;
      const { refused } = countOf(requests, 0, Infinity);
      const used = countOf(requests, firstMs, endMs).accepted / (WINDOWS * quota.requests);
      const later = countOf(requests, firstMs + quota.intervalMs, endMs).accepted;
      const sustained = later / ((WINDOWS - 1) * quota.requests);
      const turns = told.flatMap((one) => one.turns);
      const calls = told.reduce((sum, one) => sum + one.calls, 0) / turns.length;
      const least = (Math.min(...told.map((one) => one.turns.length)) * writers) / turns.length;
      const ways = waysOf(turns);
      say(
        `${writers} processes: ${percent(used)} used, ${percent(sustained)} sustained, ${refused} refused, ` +
          `at most ${mostInWindow(turns, quota)} in a window, ${calls.toFixed(2)} calls a request, ` +
          `the least ${percent(least)} of an even part, ways up to ${ways[0]?.toFixed(1)} ms`,
      );
      expect(told).toHaveLength(writers);
      // Whatever the machine does, the limiter has begun no more than the quota; and where nothing came late, all were taken.
      const late = ways.filter((ms) => ms > MARGIN_MS).length;
      expect(mostInWindow(turns, quota)).toBeLessThanOrEqual(quota.requests);
      expect(refused).toBeLessThanOrEqual(late);
      // Where some came late and were refused, all hold, for a window at most where it comes twice.
      expect(used).toBeGreaterThanOrEqual(refused === 0 ? 0.95 : 0.5);
      expect(calls).toBeLessThanOrEqual(2);
      expect(least).toBeGreaterThan(1 / 3);
    });
  });

  test("an app that takes 60 of 190 is left its part, and the rest is used", async () => {
    await sleep(7_500);
    await withFleet(programs.folder, { quota, writers: 3 }, async ({ url, until, stop, received, beganMs }) => {
      const control = new AbortController();
      const foreign = sendForeign(url, quota, 60, control.signal);
      await until(WINDOWS * quota.intervalMs);
      control.abort();
      await Promise.all([foreign, stop()]);
      const requests = await received();
      const isTheirs = ([sender]: (typeof requests)[number]) => sender === "foreign";
      const theirs = countOf(requests.filter(isTheirs), 0, Infinity);
      const own = countOf(
        requests.filter((one) => !isTheirs(one)),
        0,
        Infinity,
      );
      const used =
        countOf(requests, beganMs, beganMs + WINDOWS * quota.intervalMs).accepted / (WINDOWS * quota.requests);
      const [theirPart, ownPart] = [theirs, own].map(({ refused, accepted }) => refused / (accepted + refused));
      say(
        `beside 60 of another app: ${percent(theirPart!)} of its own refused, ${percent(ownPart!)} of ours, ${percent(used)} used`,
      );
      expect(theirPart).toBeLessThan(0.1);
      expect(ownPart).toBeLessThan(0.05);
      expect(used).toBeGreaterThanOrEqual(0.85);
    });
  });
});
