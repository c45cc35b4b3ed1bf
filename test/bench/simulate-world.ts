/** HubSpot in virtual time: it counts a request when its last byte arrives, and then works; and the clients that write to it. */
import { setMaxListeners } from "node:events";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import type { Quota, RateLimiter } from "../../src/pace/pace.js";
import { Width } from "../../src/run/width.js";
import { createRandom } from "../../src/sandbox/random.js";
import { type Clock, inVirtualTime, promises } from "../invariants/clock.js";

type Range = readonly [least: number, most: number];

/** What is simulated. */
export interface Course {
  readonly quota: Quota;
  /** How long HubSpot works on a request after it has counted it, in ms. */
  readonly workMs: Range;
  /** How long a request is on its way until then. Default none. */
  readonly wayMs?: Range;
  /** Longer on the way, between two times: a stall, or a slow start. */
  readonly late?: { readonly fromMs: number; readonly untilMs: number; readonly ms: number } | undefined;
  /** Part of the requests that take longer on the way, by so much at most. */
  readonly stray?: { readonly part: number; readonly mostMs: number } | undefined;
  /** Who stands still now and then, so many ms apart on average, for so long at most: HubSpot's door, or the clients' loops. */
  readonly stall?: { readonly of: "door" | "loop"; readonly everyMs: number; readonly mostMs: number } | undefined;
  /** Whether clients see when a request is written. */
  readonly shown: boolean;
  /** Clients, each with a limiter of its own, so many ms apart. Default one. */
  readonly clients?: number;
  readonly apartMs?: number;
  /** Requests of each client, without end where left out; all stop after so many windows. */
  readonly requests?: number;
  readonly windows: number;
  /** Another app, which sends evenly, so many in a window, from a time on. */
  readonly foreign?: { readonly requests: number; readonly fromMs: number };
  readonly given?: Quota;
  /** When the first client begins. Default 0. */
  readonly fromMs?: number;
  /** The limiter of each client, in place of one of its own. */
  readonly limiterOf?: (clock: Clock, index: number) => Required<RateLimiter>;
}

/** What HubSpot saw. */
export interface Seen {
  readonly accepted: readonly number[];
  /** The same, for each client. */
  readonly acceptedOf: readonly (readonly number[])[];
  readonly refused: readonly number[];
  readonly foreign: { readonly accepted: number; readonly refused: number };
  /** When the last answer came. */
  readonly endedMs: number;
}

/** Runs a course with the lots of a seed. */
export function simulate(course: Course, seed: number): Promise<Seen> {
  const random = createRandom(seed);
  const play = async (clock: Clock) => {
    const hubspot = new HubSpot(course.quota, clock);
    const endMs = course.windows * course.quota.intervalMs;
    const clients = Array.from({ length: course.clients ?? 1 }, async (_, index) => {
      await clock.wait((course.fromMs ?? 0) + index * (course.apartMs ?? 0));
      const limiter = course.limiterOf?.(clock, index) ?? createRateLimiter(course.given);
      await write(course, limiter, { hubspot, index, clock, random, endMs });
    });
    if (course.foreign !== undefined) clients.push(spend(course.foreign, hubspot, clock, endMs));
    await Promise.all(clients);
    const { accepted, acceptedOf, refused, foreign, endedMs } = hubspot;
    return { accepted, acceptedOf, refused, foreign, endedMs };
  };
  // A limiter of others may ask a server.
  return inVirtualTime(random, play, course.limiterOf === undefined ? promises : undefined);
}

class HubSpot {
  readonly accepted: number[] = [];
  readonly acceptedOf: number[][] = [];
  readonly refused: number[] = [];
  readonly foreign = { accepted: 0, refused: 0 };
  endedMs = 0;
  readonly quota: Quota;
  readonly #clock: Clock;
  readonly #window: number[] = [];
  readonly #headers: Headers[] = [];

  constructor(quota: Quota, clock: Clock) {
    this.quota = quota;
    this.#clock = clock;
  }

  /** Counts a request of a client; what is left of the quota, or `undefined` where it is refused. */
  count(client: number | "foreign"): number | undefined {
    const { now } = this.#clock;
    while (this.#window[0] !== undefined && this.#window[0] <= now - this.quota.intervalMs) this.#window.shift();
    const fine = this.#window.length < this.quota.requests;
    if (fine) this.#window.push(now);
    if (client === "foreign") this.foreign[fine ? "accepted" : "refused"]++;
    else if (fine) {
      this.accepted.push(now);
      (this.acceptedOf[client] ??= []).push(now);
    } else this.refused.push(now);
    return fine ? this.quota.requests - this.#window.length : undefined;
  }

  /** Those of an answer, where so much is left of the quota. */
  headers(remaining: number): Headers {
    const { requests, intervalMs } = this.quota;
    return (this.#headers[remaining] ??= new Headers({
      "X-HubSpot-RateLimit-Max": String(requests),
      "X-HubSpot-RateLimit-Remaining": String(remaining),
      "X-HubSpot-RateLimit-Interval-Milliseconds": String(intervalMs),
    }));
  }
}

const never = new AbortController().signal;
setMaxListeners(0, never);

/** When one stands still, and until when. */
class Stalls {
  readonly #times: readonly (readonly [fromMs: number, untilMs: number])[];

  constructor({ everyMs, mostMs }: NonNullable<Course["stall"]>, random: () => number, endMs: number) {
    const times: [number, number][] = [];
    for (let atMs = 0; atMs < 2 * endMs; atMs += 2 * everyMs * random()) times.push([atMs, atMs + mostMs * random()]);
    this.#times = times;
  }

  /** How long it still does, at a time. */
  left(now: number): number {
    return Math.max(0, ...this.#times.filter(([fromMs]) => fromMs <= now).map(([, untilMs]) => untilMs - now));
  }
}

/** Where and when a client writes. */
interface Place {
  readonly hubspot: HubSpot;
  readonly index: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly endMs: number;
}

/** One client: the limiter and the width of a run, with as many requests in flight as they allow. */
async function write(course: Course, limiter: Required<RateLimiter>, { hubspot, index, clock, random, endMs }: Place) {
  const width = new Width(undefined, 100, () => limiter.quota());
  const draw = ([least, most]: Range) => least + random() * (most - least);
  let left = course.requests ?? Infinity;
  let active = 0;
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const { stall, stray } = course;
  const stalls = stall && new Stalls(stall, random, endMs);
  /** Waits until one that may stand still goes on. */
  const goesOn = async (which: "door" | "loop") => clock.wait(stall?.of === which ? (stalls?.left(clock.now) ?? 0) : 0);

  const send = async (): Promise<void> => {
    for (;;) {
      const turn = await limiter.acquire(never);
      width.began(0);
      pump();
      await goesOn("loop");
      if (course.shown) limiter.written(turn, clock.now);
      const { fromMs, untilMs, ms } = course.late ?? { fromMs: 0, untilMs: 0, ms: 0 };
      const lateMs = clock.now >= fromMs && clock.now < untilMs ? ms : 0;
      const strayMs = stray !== undefined && random() < stray.part ? random() * stray.mostMs : 0;
      await clock.wait(draw(course.wayMs ?? [0, 0]) + lateMs + strayMs);
      if (stall !== undefined) await goesOn("door");
      const remaining = hubspot.count(index);
      const headers = hubspot.headers(remaining ?? 0);
      await clock.wait(remaining === undefined ? 5 : draw(course.workMs));
      if (stall !== undefined) await goesOn("loop");
      hubspot.endedMs = clock.now;
      const status = remaining === undefined ? 429 : 200;
      void limiter.release(turn, { how: "answered", status, headers, answeredMs: clock.now });
      width.ended(0, clock.now - turn.startedMs, remaining === undefined ? "congested" : "fine");
      if (remaining !== undefined) return;
      void limiter.pause({ turn });
      if (clock.now >= endMs) return;
    }
  };
  const pump = () => {
    while (left > 0 && clock.now < endMs && width.mayBegin(active)) {
      left--;
      active++;
      void send().then(() => {
        active--;
        pump();
      });
    }
    if (active === 0) finish();
  };
  pump();
  return ended;
}

async function spend(foreign: NonNullable<Course["foreign"]>, hubspot: HubSpot, clock: Clock, endMs: number) {
  await clock.wait(foreign.fromMs);
  while (clock.now < endMs) {
    hubspot.count("foreign");
    await clock.wait(hubspot.quota.intervalMs / foreign.requests);
  }
}
