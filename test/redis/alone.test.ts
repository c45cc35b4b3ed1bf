import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Waiters } from "../../src/pace/waiters.js";
import { Alone } from "../../src/redis/alone.js";
import { Dialogue } from "../../src/redis/dialogue.js";
import type { Reserve, Turn } from "../../src/redis/redis.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const move = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const quota = { requests: 20, intervalMs: 1_000 };

function setup(reserve: Reserve = {}) {
  const send = () => Promise.reject(new Error("connect ECONNREFUSED"));
  const dialogue = new Dialogue({ send, key: "a", me: "me", quota, share: 0, daily: 0, marginMs: 20 });
  const alone = new Alone(dialogue, reserve, ({ startedMs }) => ({ startedMs }));
  const waiters = new Waiters<Turn>();
  const turns: Turn[] = [];
  const refused: unknown[] = [];
  const take = (count: number) => {
    for (let nth = 0; nth < count; nth++)
      void waiters
        .wait(new AbortController().signal, () => {})
        .then(
          (turn) => turns.push(turn),
          (thrown: unknown) => refused.push(thrown),
        );
  };
  return { alone, waiters, turns, refused, take };
}

function answer(alone: Alone, turn: Turn, headers: Record<string, string> = {}): void {
  alone.release(turn, {
    how: "answered",
    status: 200,
    headers: new Headers(headers),
    answeredMs: performance.now(),
  });
}

test.each([
  [1, {}, 20],
  [3, {}, 6],
  [20, {}, 1],
  [3, { share: 0.5 }, 3],
])("among %i, with a reserve of %j, it gives %i in a window", async (processes, reserve, part) => {
  const { alone, waiters, turns, take } = setup(reserve);
  alone.start(quota, processes);
  expect(alone.running).toBe(true);
  take(60);
  alone.give(waiters);
  const began = performance.now();
  for (let ms = 0; ms < 3_000; ms += 10) {
    const before = turns.length;
    await move(10);
    for (const turn of turns.slice(before)) answer(alone, turn);
  }
  const starts = turns.map(({ startedMs }) => startedMs - began);
  const counts = starts.map((from) => starts.filter((ms) => ms >= from && ms < from + 1_000).length);
  expect(Math.max(...counts)).toBe(part);
});

test.each([
  [21, {}],
  [11, { share: 0.5 }],
])(
  "among %i, with a reserve of %j, there is no whole request in its part, and it does not begin",
  async (processes, reserve) => {
    const { alone, waiters, turns, take } = setup(reserve);
    alone.start(quota, processes);
    expect(alone.running).toBe(false);
    take(1);
    alone.give(waiters);
    await move(5_000);
    expect(turns).toEqual([]);
  },
);

test("once it is stopped nobody gets a turn of its, until it is started again, and nobody is refused", async () => {
  const { alone, waiters, turns, refused, take } = setup();
  alone.start(quota, 20);
  take(3);
  alone.give(waiters);
  await move(1);
  expect(turns).toHaveLength(1);
  alone.stop();
  await move(5_000);
  expect([turns.length, refused, waiters.size]).toEqual([1, [], 2]);
  answer(alone, turns[0]!);
  alone.start(quota, 10);
  alone.give(waiters);
  await move(1);
  expect(turns).toHaveLength(3);
});

test("a turn that nobody waits for any more goes back", async () => {
  const { alone, waiters, turns, take } = setup();
  alone.start(quota, 20);
  const control = new AbortController();
  void waiters.wait(control.signal, () => {}).catch(() => {});
  alone.give(waiters);
  control.abort();
  await move(1);
  take(1);
  alone.give(waiters);
  await move(1);
  expect(turns).toHaveLength(1);
});

test("a pause holds it, and only turns of its own are told of", async () => {
  const { alone, waiters, turns, take } = setup();
  alone.pause({ forMs: 500 });
  alone.start(quota, 2);
  const foreign = { startedMs: performance.now() };
  alone.written(foreign, performance.now());
  answer(alone, foreign);
  alone.pause({ forMs: 2_000, turn: foreign });
  take(1);
  alone.give(waiters);
  await move(1_900);
  expect(turns).toEqual([]);
  await move(200);
  expect(turns).toHaveLength(1);
});

test("what is reserved of the day stays, and who waits is told why", async () => {
  const { alone, waiters, turns, refused, take } = setup({ daily: 50 });
  alone.start(quota, 2);
  take(2);
  alone.give(waiters);
  await move(100);
  answer(alone, turns[0]!, {
    "X-HubSpot-RateLimit-Max": "190",
    "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    "X-HubSpot-RateLimit-Remaining": "189",
    "X-HubSpot-RateLimit-Daily-Remaining": "50",
  });
  await move(100);
  expect(turns).toHaveLength(1);
  expect(refused).toEqual([expect.objectContaining({ name: "LimiterError", reason: "daily-reserve" })]);
});
