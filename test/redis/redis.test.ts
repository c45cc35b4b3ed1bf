import { expect, test, vi } from "vitest";
import { createRedisRateLimiter } from "../../src/redis/redis.js";

const send = async () => [];

test.each<[object | undefined, string]>([
  [undefined, "Expected `send` to be a function, got undefined"],
  [{ send: "redis://", budget: "app:1" }, 'Expected `send` to be a function, got "redis://"'],
  [{ send }, "Expected `budget` to be a text of 1 to 200 characters without braces and spaces, got undefined"],
  [{ send, budget: "" }, "Expected `budget` to be a text of 1 to 200 characters without braces and spaces"],
  [{ send, budget: "{app:1}" }, "Expected `budget` to be a text of 1 to 200 characters without braces and spaces"],
  [{ send, budget: "app 1" }, "Expected `budget` to be a text"],
  [{ send, budget: "a".repeat(201) }, "Expected `budget` to be a text"],
  [{ send, budget: "app:1", whenaway: "wait" }, "got `whenaway`: did you mean `whenAway`?"],
  [{ send, budget: "app:1", whenAway: "halt" }, 'Expected `whenAway` to be "wait" or "share", got "halt"'],
  [{ send, budget: "app:1", marginMs: -1 }, "Expected `marginMs` to be a whole number from 0 to 1000, got -1"],
  [{ send, budget: "app:1", patienceMs: 1.5 }, "Expected `patienceMs` to be a whole number from 0 to 2147483647"],
  [{ send, budget: "app:1", quota: { requests: 0, intervalMs: 1 } }, "Expected `quota.requests` to be a whole number"],
  [
    { send, budget: "app:1", reserve: { share: 1 } },
    "Expected `reserve.share` to be a number from 0 to below 1, got 1",
  ],
])("with %j it says what is wrong, before anything is sent", (options, message) => {
  expect(() => createRedisRateLimiter(options as never)).toThrow(TypeError);
  expect(() => createRedisRateLimiter(options as never)).toThrow(message);
});

test("a budget has one key, with a hash tag of its own", async () => {
  const sent: string[][] = [];
  const limiter = createRedisRateLimiter({
    send: async (args) => {
      sent.push(args);
      throw new Error("Redis is away");
    },
    budget: "app:1",
    patienceMs: 0,
  });
  await expect(limiter.acquire(new AbortController().signal)).rejects.toMatchObject({ name: "LimiterError" });
  const [name, , ...keys] = sent[0]!;
  expect([name, ...keys.slice(0, 2)]).toEqual(["EVALSHA", "1", "hubspot-batch:{app:1}"]);
});

test("who has nothing to tell does not ask whether Redis is back", async () => {
  vi.useFakeTimers();
  const send = vi.fn(async () => {
    throw new Error("Redis is away");
  });
  const limiter = createRedisRateLimiter({ send, budget: "app:1", patienceMs: 0 });
  await expect(limiter.acquire(new AbortController().signal)).rejects.toMatchObject({ name: "LimiterError" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
