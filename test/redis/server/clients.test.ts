/** The clients that the documentation names, on a real server. */
import { createClient } from "@redis/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRedisRateLimiter, type Send } from "../../../src/redis/redis.js";
import { connect, type RedisServer, startRedis } from "./redis-server.js";

let server: RedisServer;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.remove());

const clients: Readonly<Record<string, () => Promise<{ readonly send: Send; readonly close: () => void }>>> = {
  ioredis: async () => {
    const redis = connect(server.port);
    await new Promise((resolve) => redis.once("ready", resolve));
    return { send: ([name = "", ...args]) => redis.call(name, ...args), close: () => redis.disconnect() };
  },
  "@redis/client": async () => {
    const client = createClient({ url: `redis://127.0.0.1:${server.port}`, disableOfflineQueue: true });
    await client.connect();
    return { send: (args) => client.sendCommand(args), close: () => client.destroy() };
  },
};

test.each(Object.keys(clients))("%s gives turns, and learns the quota for all", async (name) => {
  const { send, close } = await clients[name]!();
  const budget = `${name}:1`;
  const [one, other] = [createRedisRateLimiter({ send, budget }), createRedisRateLimiter({ send, budget })];
  const signal = new AbortController().signal;
  const turn = await one.acquire(signal);
  const headers = new Headers({
    "X-HubSpot-RateLimit-Max": "150",
    "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
    "X-HubSpot-RateLimit-Remaining": "149",
  });
  void one.release(turn, { how: "answered", status: 200, headers, answeredMs: performance.now() });
  const next = await one.acquire(signal);
  const theirs = await other.acquire(signal);
  expect(other.quota()).toEqual({ requests: 150, intervalMs: 10_000 });
  for (const [limiter, last] of [
    [one, next],
    [other, theirs],
  ] as const)
    void limiter.release(last, { how: "never-sent" });
  // What was never sent is given back; what was answered is in the window, two numbers.
  const kept =
    "local s = cmsgpack.unpack(redis.call('GET', KEYS[1])) local open = 0 for _ in pairs(s.open) do open = open + 1 end " +
    "return { open, #s.done / 12 }";
  await expect.poll(() => send(["EVAL", kept, "1", `hubspot-batch:{${budget}}`]), { timeout: 60_000 }).toEqual([0, 1]);
  close();
});
