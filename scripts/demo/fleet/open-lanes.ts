/** The demo's lanes, as each of its processes has them. */
import { Redis } from "ioredis";
import { createLanes, type Lanes } from "../../../src/bullmq/bullmq.js";
import { type Client, createClient, type Outcome } from "../../../src/index.js";
import { createRedisRateLimiter } from "../../../src/redis/redis.js";
import { recordsOf } from "./portals.js";

/** What a process is told at its start. */
export interface Surroundings {
  /** Redis' port on this machine. */
  readonly redisPort: number;
  /** The portals' addresses, by their names. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Opens the lanes; `tell` hears of what became of a portal's records. */
export function openLanes(
  { redisPort, urls }: Surroundings,
  tell: (portal: string, outcomes: readonly Outcome<object>[]) => void,
): { readonly lanes: Lanes; close(): Promise<void> } {
  // A limiter wants commands that fail at once, a queue such as wait.
  const redis = new Redis({ port: redisPort, maxRetriesPerRequest: 0, enableOfflineQueue: false });
  redis.on("error", () => {});
  const clients = new Map<string, Client>();
  const clientOf = (portal: string) => {
    const known = clients.get(portal);
    if (known !== undefined) return known;
    const rateLimiter = createRedisRateLimiter({
      send: ([name = "", ...args]) => redis.call(name, ...args),
      budget: `demo:${portal}`,
      // All portals are in one process, which does not count each request when it comes.
      marginMs: 150,
    });
    const client = createClient({ accessToken: "demo", baseUrl: urls[portal], rateLimiter });
    clients.set(portal, client);
    return client;
  };
  const lanes = createLanes({
    connection: { port: redisPort },
    open: ({ to }, from) => recordsOf(from, to),
    client: clientOf,
    onOutcomes: (outcomes, { portal }) => tell(portal, outcomes),
    // Of a process that died it is known soon: nobody watches for the half minute that is the default.
    ...{ lockMs: 3_000, stalledMs: 1_000, quantumMs: 1_500, concurrency: 6 },
  });
  return {
    lanes,
    close: async () => {
      await lanes.close({ graceMs: 2_000 });
      redis.disconnect();
    },
  };
}
