import type { ConnectionOptions, createPostgresBackend, PostgresConnectionOptions } from "bullmq";
import { expected, type Names, objectOf, wholeNumber } from "../options/expected.js";
import { isTimeZone } from "./midnight.js";
import { nameOf, type OnOutcomes, type Open, type PlacedSlice, type SliceOptions } from "./slice.js";
import type { LaneStore } from "./store.js";

/** How lanes reach their queue, and what they need of you. */
export interface LanesOptions<Input extends object = object, Rec = unknown> {
  /**
   * BullMQ's: where Redis is, or a client of ioredis with `maxRetriesPerRequest: null`; with `backend`, where Postgres is. What
   * lanes keep is in the same place. Redis: `maxmemory-policy noeviction`, and for what shall outlive it `appendonly yes`.
   */
  readonly connection: ConnectionOptions | PostgresConnectionOptions;
  /** BullMQ's `createPostgresBackend`, of 6.3.8 or later, to work on Postgres; its migrations are yours to run. Default: Redis. */
  readonly backend?: typeof createPostgresBackend | undefined;
  /** The queue: those of one name share lanes and imports. 1 to 200 characters without spaces, braces and colons. Default `hubspot-batch`. */
  readonly name?: string | undefined;
  /** Gives a slice's records. A slice may be opened several times, by any of the processes. */
  readonly open: Open<Input>;
  /** Gives a portal's client: the same one each time, as it knows the portal's pace. Its `rateLimiter` is best one that all processes share. */
  readonly client: (portal: string) => object | Promise<object>;
  /**
   * Told what became of records, and awaited before that is kept: each record's outcome comes at least once, and again where a
   * process died in between. Key: the slice's `import` and the outcome's `index`. What was not sent is not told of. Where it
   * throws, it is called again four times within 20 s, in which nothing new is sent; then the lane waits, and sends again what
   * was not taken.
   */
  readonly onOutcomes: OnOutcomes<Input, Rec>;
  /** Options for the call of a slice: `map`, `path`, `records` and others. Default: none. */
  readonly callOptions?: ((slice: PlacedSlice) => SliceOptions) | undefined;
  /** Told of what goes wrong beside the lanes: a connection that is lost, for one. Default: nobody is. */
  readonly onError?: ((error: Error) => void) | undefined;
  /**
   * The account's time zone, as `Europe/Berlin`, or what gives it: a lane whose day is used up goes on after its midnight.
   * `(await hubspot.check()).timeZone` has it. Default `UTC`.
   */
  readonly timeZone?: string | ((portal: string) => string | Promise<string>) | undefined;
  /** Longest time by which lanes go on later than midnight, so that not all do at once, in ms, 0 to 3,600,000. Default 60,000. */
  readonly jitterMs?: number | undefined;
  /** Lanes that a process runs at once, 1 to 1,000: one core feeds 12 to 26. Default 16. */
  readonly concurrency?: number | undefined;
  /** How long a lane's turn lasts where others wait, in ms, 100 to 3,600,000. Default 30,000. */
  readonly quantumMs?: number | undefined;
  /** How long a lane is a process's that gives no sign of life, in ms, 1,000 to 3,600,000. Default 30,000. */
  readonly lockMs?: number | undefined;
  /** How often it is looked for lanes whose process died, and for such as have slices and no job, in ms, 500 to 3,600,000. Default 15,000. */
  readonly stalledMs?: number | undefined;
  /** How long an import is kept after its last slice, in ms, 1,000 to 2^53 - 1. Default 30 days. */
  readonly keepMs?: number | undefined;
}

/** Options, checked, and with their defaults. */
export interface LaneSettings {
  readonly store: LaneStore;
  readonly open: Open;
  readonly client: (portal: string) => object | Promise<object>;
  readonly onOutcomes: OnOutcomes;
  readonly callOptions: ((slice: PlacedSlice) => SliceOptions) | undefined;
  readonly timeZone: (portal: string) => Promise<string>;
  readonly jitterMs: number;
  readonly quantumMs: number;
}

/** What a queue is made with. */
export interface QueueSettings {
  readonly connection: ConnectionOptions | PostgresConnectionOptions;
  readonly backend: typeof createPostgresBackend | undefined;
  readonly name: string;
  readonly onError: (error: Error) => void;
  readonly concurrency: number;
  readonly lockMs: number;
  readonly stalledMs: number;
  readonly keepMs: number;
}

const OPTIONS: Names<LanesOptions> = {
  connection: true,
  backend: true,
  name: true,
  open: true,
  client: true,
  onOutcomes: true,
  callOptions: true,
  onError: true,
  timeZone: true,
  jitterMs: true,
  concurrency: true,
  quantumMs: true,
  lockMs: true,
  stalledMs: true,
  keepMs: true,
};

const HOUR_MS = 3_600_000;

/** Checks options; throws a `TypeError` that names the one that is wrong. */
export function settingsOf(options: LanesOptions): {
  readonly lanes: Omit<LaneSettings, "store">;
  readonly queue: QueueSettings;
} {
  const given = objectOf("options", options, OPTIONS);
  const { connection, backend, timeZone = "UTC", open, client, onOutcomes, callOptions, onError } = given;
  // What it may be is BullMQ's to say.
  if (connection === undefined || connection === null) throw expected("connection", "one of BullMQ's", connection);
  const name = nameOf("name", given.name ?? "hubspot-batch");
  if (name.includes(":")) throw expected("name", "a text without colons", name);
  if (typeof timeZone !== "function" && !isTimeZone(timeZone))
    throw expected("timeZone", "a time zone, as Europe/Berlin, or a function that gives one", timeZone);
  const needed = { open, client, onOutcomes };
  for (const [option, value] of Object.entries({ ...needed, backend, callOptions, onError }))
    if (typeof value !== "function" && (value !== undefined || Object.hasOwn(needed, option)))
      throw expected(option, "a function", value);
  return {
    lanes: {
      // Checked above.
      ...(needed as Pick<LaneSettings, "open" | "client" | "onOutcomes">),
      callOptions,
      timeZone: async (portal) => {
        const zone = typeof timeZone === "string" ? timeZone : await timeZone(portal);
        if (!isTimeZone(zone))
          throw expected(`timeZone(${JSON.stringify(portal)})`, "a time zone, as Europe/Berlin", zone);
        return zone;
      },
      jitterMs: wholeNumber("jitterMs", given.jitterMs, 60_000, 0, HOUR_MS),
      quantumMs: wholeNumber("quantumMs", given.quantumMs, 30_000, 100, HOUR_MS),
    },
    queue: {
      ...{ connection, backend, name },
      onError: onError ?? (() => {}),
      concurrency: wholeNumber("concurrency", given.concurrency, 16, 1, 1_000),
      lockMs: wholeNumber("lockMs", given.lockMs, 30_000, 1_000, HOUR_MS),
      stalledMs: wholeNumber("stalledMs", given.stalledMs, 15_000, 500, HOUR_MS),
      keepMs: wholeNumber("keepMs", given.keepMs, 30 * 24 * HOUR_MS, 1_000, Number.MAX_SAFE_INTEGER),
    },
  };
}
