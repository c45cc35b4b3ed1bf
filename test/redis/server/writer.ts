/**
 * A process that writes records, one a request, until it is told to stop: `{ url, port, name, options, clock }` as JSON is its
 * argument. It tells of each turn when it began, when its request was written, and when HubSpot says that it came.
 */
import { createClient, type RateLimiter, type Turn } from "../../../src/index.js";
import { createRedisRateLimiter } from "../../../src/redis/redis.js";
import { aheadMs } from "./monotonic.js";
import { connect, sendOver, sendOverStepped } from "./redis-server.js";

/** A turn, in ms of the clock that all processes share; -1 where nothing is known. */
export type TurnTold = readonly [startedMs: number, writtenMs: number, arrivedMs: number, status: number];

const { url, port, name, options, steps } = JSON.parse(process.argv[2] ?? "{}");
const redis = connect(port);
const send = steps === true ? sendOverStepped(redis) : sendOver(redis);
const ahead = aheadMs();
const turns: TurnTold[] = [];
let calls = 0;

const limiter = createRedisRateLimiter({
  budget: "fleet:1",
  send: (args) => {
    calls++;
    return send(args);
  },
  ...options,
});
const writtenMs = new WeakMap<Turn, number>();
const rateLimiter: RateLimiter = {
  acquire: (signal) => limiter.acquire(signal),
  written: (turn, atMs) => {
    writtenMs.set(turn, atMs);
    limiter.written(turn, atMs);
  },
  release: (turn, end) => {
    void limiter.release(turn, end);
    if (end.how === "never-sent") return;
    const [status, arrived] = end.how === "answered" ? [end.status, end.headers.get("x-arrived")] : [0, null];
    turns.push([turn.startedMs + ahead, (writtenMs.get(turn) ?? -1 - ahead) + ahead, Number(arrived ?? -1), status]);
  },
  pause: (hold) => limiter.pause(hold),
  waiting: () => limiter.waiting(),
  quota: () => limiter.quota(),
};

const hubspot = createClient({ accessToken: "any", baseUrl: url, rateLimiter, userAgent: name });
await hubspot.preload("listings.update");
const waits = new Set<string>();
const records = function* () {
  for (let id = 1; ; id++) yield { id: `${process.pid}${id}`, properties: { hs_name: "a listing" } };
};

process.once("message", () => {
  const run = hubspot.listings.update(records(), {
    batchSize: 1,
    onProgress: ({ waiting }) => void (waiting && waits.add(waiting.reason)),
  });
  process.once("message", () => void run.stop());
  void run.summary().then(({ counts, halted }) => {
    const { reason, error } = halted ?? {};
    process.send?.({
      counts,
      calls,
      turns,
      waits: [...waits],
      halted: { reason, name: error?.name, message: error?.message },
    });
    redis.disconnect();
    process.disconnect();
  });
});
process.once("disconnect", () => process.exit());
process.send?.({ ready: true });
