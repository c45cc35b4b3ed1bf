import { LimiterError } from "../outcome/limiter-error.js";
import type { RateHeaders } from "../pace/headers.js";
import type { Quota } from "../pace/pace.js";
import { callScript, type Send, type Told } from "./call.js";
import { RedisClock } from "./clock.js";

/** Longest that an answer of Redis is waited for, in ms. */
const DEADLINE_MS = 3_000;
/** In Redis a slot counts as on its way for so long, in ms. */
const FLIGHT_MS = 1_000;

/** With whom, and of what. */
export interface DialogueSettings {
  readonly send: Send;
  readonly key: string;
  /** This process, among those of the budget. */
  readonly me: string;
  readonly quota: Quota | undefined;
  readonly share: number;
  readonly daily: number;
  readonly marginMs: number;
}

/** A start time that Redis gave. */
export interface Grant {
  readonly slot: number;
  /** A `performance.now()` time. */
  readonly startMs: number;
}

/** What Redis is to be told of a slot. */
export interface Report {
  /** `undefined`: it was never sent. */
  readonly countedMs?: number;
  readonly answer?: { readonly atMs: number; readonly headers: RateHeaders } | undefined;
}

/** What Redis is to be told of the whole budget. */
interface News {
  /** Hold for so long, in ms. */
  readonly holdMs: number;
  /** When the last request started that was refused; 0: none was. */
  readonly refusedMs: number;
  readonly today: boolean;
}

const NO_NEWS: News = { holdMs: 0, refusedMs: 0, today: false };

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

/**
 * What a process and Redis tell each other of a budget. What could not be told is told at the next call; who calls sees to it
 * that one is under way at a time.
 */
export class Dialogue {
  readonly #settings: DialogueSettings;
  #clock = new RedisClock();
  #reports = new Map<number, Report>();
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
    return requests === 0 || (quota && quota.requests < requests) ? quota : { requests, intervalMs };
  }

  get windowMs(): number {
    return Math.max(this.#told?.intervalMs ?? 0, this.#settings.quota?.intervalMs ?? 0) || 10_000;
  }

  /** A window and the time kept beyond it, in ms. */
  get clearMs(): number {
    return this.windowMs + this.#settings.marginMs;
  }

  /** After so long without a start nothing of ours can be in a window, in ms. */
  get idleMs(): number {
    return this.clearMs + FLIGHT_MS;
  }

  /** When to ask again, as Redis sees it, a `performance.now()` time. */
  get againMs(): number {
    return this.#clock.reached(this.#told?.againMs ?? Number.NaN);
  }

  /** Until when all hold, as Redis told, a `performance.now()` time. */
  get heldUntilMs(): number {
    return this.#clock.reached(this.#told?.heldUntilMs ?? Number.NaN);
  }

  /** Whether Redis is still to be told of anything. */
  get hasNews(): boolean {
    const { holdMs, refusedMs, today } = this.#news;
    return this.#reports.size + holdMs + refusedMs + Number(today) > 0;
  }

  /** … and of a hold. */
  get isHolding(): boolean {
    return this.#news.holdMs > 0;
  }

  /** Has Redis told of a slot. */
  report(slot: number, report: Report): void {
    this.#reports.set(slot, report);
  }

  /** Has Redis told of the whole budget. */
  add({ holdMs = 0, refusedMs = 0, today = false }: Partial<News>): void {
    const news = this.#news;
    this.#news = {
      holdMs: Math.max(news.holdMs, holdMs),
      refusedMs: Math.max(news.refusedMs, refusedMs),
      today: news.today || today,
    };
  }

  /** Tells what there is, and asks for so many start times; the last of ours was counted at a time. */
  async ask(want: number, countedMs: number): Promise<Heard> {
    const { send, key } = this.#settings;
    const sentMs = performance.now();
    const args = this.#argsOf(want, sentMs - countedMs < this.windowMs + FLIGHT_MS ? this.#highest : 0);
    const [reports, news] = [this.#reports, this.#news];
    this.#reports = new Map();
    this.#news = NO_NEWS;
    let told: Told;
    try {
      told = await this.#inTime(callScript(send, key, args));
    } catch (thrown) {
      this.#reports = new Map([...reports, ...this.#reports]);
      this.add(news);
      throw thrown;
    }
    const answeredMs = performance.now();
    const isAnew = told.epoch !== this.#told?.epoch;
    this.#told = told;
    if (isAnew) {
      // What was known of slots and times is lost with them.
      this.#clock = new RedisClock();
      this.#highest = 0;
      this.#reports.clear();
    }
    this.#steppedMs = this.#clock.heard(told.nowMs, sentMs, answeredMs);
    const grants = told.slots.map((text) => {
      const [slot = 0, startMs = 0] = text.split(":").map(Number);
      this.#highest = slot;
      return { slot, startMs: this.#clock.reached(startMs) };
    });
    return { told, sentMs, answeredMs, grants, isAnew, steppedMs: this.#steppedMs };
  }

  #argsOf(want: number, highest: number): string[] {
    const { me, marginMs, share, daily, quota } = this.#settings;
    const { holdMs, refusedMs, today } = this.#news;
    // Where its clock has gone wrong, Redis is told what time it was by the right one.
    const redisTime = (ms: number | undefined) => (ms === undefined ? "" : this.#clock.latest(ms) - this.#steppedMs);
    const answers = [...this.#reports.values()].flatMap(({ answer }) => answer ?? []);
    const learnt = answers.findLast(({ headers }) => headers.quota)?.headers.quota;
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
      Math.ceil(holdMs),
      refusedMs && redisTime(refusedMs),
      Number(today),
      this.#steppedMs,
      this.#told?.steps ?? 0,
      answers.length > 0 ? (learnt?.requests ?? 0) : "",
      learnt?.intervalMs ?? "",
      ...[...this.#reports].flatMap(([slot, { countedMs, answer }]) => [
        slot,
        redisTime(countedMs),
        redisTime(answer?.atMs),
        answer?.headers.remaining ?? "",
        answer?.headers.today ?? "",
      ]),
    ].map(String);
  }

  /** Rejects where it takes too long: a client that queues what it can't send keeps nobody waiting. What it brings yet goes back. */
  #inTime(call: Promise<Told>): Promise<Told> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new LimiterError(`Redis gave no answer within ${DEADLINE_MS} ms`));
        call.then(
          ({ slots }) => slots.map((text) => this.report(Number.parseInt(text, 10), {})),
          () => {},
        );
      }, DEADLINE_MS);
      call.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
