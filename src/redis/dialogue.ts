import { LimiterError } from "../outcome/limiter-error.js";
import type { RateHeaders } from "../pace/headers.js";
import type { Quota } from "../pace/pace.js";
import { callScript, type Send, type Told } from "./call.js";
import { RedisClock } from "./clock.js";

/** Longest that an answer of Redis is waited for, in ms. */
const DEADLINE_MS = 3_000;
/** In Redis a slot counts as on its way for so long, in ms. */
export const FLIGHT_MS = 1_000;

/** With whom, and of what. */
export interface DialogueSettings {
  readonly send: Send;
  readonly keys: readonly string[];
  /** This process, among those of the budget. */
  readonly me: string;
  readonly quota: Quota | undefined;
  readonly share: number;
  readonly daily: number;
  readonly marginMs: number;
}

/** A start time that Redis gave. */
export interface Grant {
  readonly slot: string;
  /** A `performance.now()` time. */
  readonly startMs: number;
}

/** What Redis is to be told of a slot. */
export interface Report {
  /** `undefined`: it was never sent. */
  readonly countedMs?: number;
  readonly answered?: { readonly atMs: number; readonly headers: RateHeaders };
}

/** What Redis is to be told of the whole budget. */
interface News {
  /** Hold for so long, in ms. */
  readonly holdMs: number;
  /** When the last request started that was refused; -1: none was. */
  readonly refusedMs: number;
  readonly today: boolean;
}

/** What was heard at a call. */
export interface Heard {
  readonly told: Told;
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly grants: readonly Grant[];
  /** Whether all that was given before is lost. */
  readonly isAnew: boolean;
  /** By how much Redis' clock has gone wrong, in ms. */
  readonly steppedMs: number;
}

const NO_NEWS: News = { holdMs: 0, refusedMs: -1, today: false };

/**
 * What a process and Redis tell each other of a budget. What could not be told is told at the next call; who calls sees to it
 * that one is under way at a time.
 */
export class Dialogue {
  readonly #settings: DialogueSettings;
  readonly #clock = new RedisClock();
  readonly #reports = new Map<string, Report>();
  #news = NO_NEWS;
  /** What Redis last told. */
  #told: Told | undefined;
  /** The highest id that was given. */
  #highest = 0;
  #steppedMs = 0;

  constructor(settings: DialogueSettings) {
    this.#settings = settings;
  }

  /** What is known of the quota. */
  get quota(): Quota | undefined {
    const { quota } = this.#settings;
    const { requests = 0, intervalMs = 0 } = this.#told ?? {};
    if (requests === 0) return quota;
    return quota !== undefined && quota.requests < requests ? quota : { requests, intervalMs };
  }

  get windowMs(): number {
    return Math.max(this.#told?.intervalMs ?? 0, this.#settings.quota?.intervalMs ?? 0) || 10_000;
  }

  /** A window and the time kept beyond it, in ms. */
  get clearMs(): number {
    return this.windowMs + this.#settings.marginMs;
  }

  /** When to ask again, as Redis sees it, a `performance.now()` time. */
  get againMs(): number {
    return this.#clock.reached(this.#told?.againMs ?? 0);
  }

  /** Whether Redis is still to be told of anything. */
  get hasNews(): boolean {
    return this.#reports.size > 0 || this.#news !== NO_NEWS;
  }

  /** … and of a hold. */
  get isHolding(): boolean {
    return this.#news.holdMs > 0;
  }

  /** Has Redis told of a slot. */
  report(slot: string, report: Report): void {
    this.#reports.set(slot, report);
  }

  /** Has Redis told of the whole budget. */
  add({ holdMs = 0, refusedMs = -1, today = false }: Partial<News>): void {
    const { holdMs: held, refusedMs: refused, today: spent } = this.#news;
    this.#news = { holdMs: Math.max(held, holdMs), refusedMs: Math.max(refused, refusedMs), today: spent || today };
  }

  /** Tells what there is, and asks for so many start times; the last of ours was counted at a time. */
  async ask(want: number, countedMs: number): Promise<Heard> {
    const sentMs = performance.now();
    const [reports, news] = [[...this.#reports], this.#news];
    const inWindow = sentMs - countedMs < this.windowMs + FLIGHT_MS;
    const { send, keys } = this.#settings;
    const call = callScript(send, keys, this.#argsOf(want, inWindow ? this.#highest : 0, reports, news));
    const told = await inTime(call, ({ slots }) => {
      for (const slot of slots) this.report(slot, {});
    });
    const answeredMs = performance.now();
    for (const [slot, report] of reports) if (this.#reports.get(slot) === report) this.#reports.delete(slot);
    if (this.#news === news) this.#news = NO_NEWS;
    const isAnew = told.epoch !== this.#told?.epoch;
    this.#told = told;
    if (isAnew) {
      // What was known of slots and times is lost with them.
      this.#clock.reset();
      this.#highest = 0;
      this.#reports.clear();
    }
    const steppedMs = this.#clock.heard(told.nowMs, sentMs, answeredMs);
    const isAgain = steppedMs > 0 && this.#steppedMs > 0;
    this.#steppedMs = isAgain ? 0 : steppedMs;
    if (isAgain) {
      // Others have not set it right: it is as it is, and nothing is known of what is in the window.
      this.#clock.reset();
      this.#clock.heard(told.nowMs, sentMs, answeredMs);
      this.add({ holdMs: this.clearMs });
    }
    const grants = told.slots.map((slot) => {
      const [id, start] = slot.split(":");
      this.#highest = Math.max(this.#highest, Number(id));
      return { slot, startMs: this.#clock.reached(Number(start)) };
    });
    return { told, sentMs, answeredMs, grants, isAnew, steppedMs };
  }

  /** Until when all hold, as Redis told, a `performance.now()` time. */
  heldUntil({ heldUntilMs, nowMs }: Told): number {
    return heldUntilMs > nowMs ? this.#clock.reached(heldUntilMs) : 0;
  }

  #argsOf(want: number, highest: number, reports: readonly (readonly [string, Report])[], news: News): string[] {
    const { me, marginMs, share, daily, quota } = this.#settings;
    const redisTime = (ms = -1) => (ms < 0 ? -1 : this.#clock.latest(ms).toFixed(1));
    return [
      me,
      this.#told?.epoch ?? "",
      highest,
      want,
      marginMs,
      share,
      daily,
      quota?.requests ?? 0,
      quota?.intervalMs ?? 0,
      news.holdMs,
      redisTime(news.refusedMs),
      Number(news.today),
      this.#steppedMs.toFixed(1),
      this.#told?.steps ?? 0,
      ...reports.flatMap(([slot, { countedMs, answered }]) => [
        slot,
        redisTime(countedMs),
        redisTime(answered?.atMs),
        answered === undefined ? "" : (answered.headers.quota?.requests ?? 0),
        answered?.headers.quota?.intervalMs ?? "",
        answered?.headers.remaining ?? "",
        answered?.headers.today ?? "",
      ]),
    ].map(String);
  }
}

/** Rejects where it takes too long: a client that queues what it can't send keeps nobody waiting. `late` is told what comes yet. */
function inTime<T>(call: Promise<T>, late: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new LimiterError(`Redis gave no answer within ${DEADLINE_MS} ms`));
      call.then(late, () => {});
    }, DEADLINE_MS);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
