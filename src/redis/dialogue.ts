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
  /** The ceiling; no requests: there is none. */
  readonly quota: Quota;
  readonly share: number;
  readonly daily: number;
  readonly marginMs: number;
}

/** A start time that Redis gave. */
export interface Grant {
  readonly slot: number;
  /** The state that it is a slot of: in another the same number is another's. */
  readonly epoch: number;
  /** A `performance.now()` time. */
  readonly startMs: number;
}

/** What Redis is to be told of a slot: when it was counted, unless it was never sent, and what answer came, if any. */
export type Report = readonly [countedMs?: number, answeredMs?: number, headers?: RateHeaders];

/**
 * What Redis is to be told of the whole budget: to hold for so long, when the last request started that was refused, whether
 * the day is used up.
 */
type News = readonly [holdMs: number, refusedMs: number, today: number];

const NO_NEWS: News = [0, 0, 0];

/** What was heard at a call; but for `nowMs` its times are `performance.now()` times. */
export interface Heard extends Told {
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly grants: readonly Grant[];
  /** By how much Redis' clock has gone wrong, in ms. */
  readonly steppedMs: number;
}

/** What is always known. */
type Known = Pick<
  Heard,
  "requests" | "intervalMs" | "windowMs" | "epoch" | "steps" | "highest" | "heldUntilMs" | "againMs"
>;

/**
 * What a process and Redis tell each other of a budget. What could not be told is told at the next call; who calls sees to it
 * that one is under way at a time.
 */
export class Dialogue {
  readonly #settings: DialogueSettings;
  #clock = new RedisClock();
  #reports = new Map<number, Report>();
  #news = NO_NEWS;
  #steppedMs = 0;
  /** What was heard last, or is known by itself. */
  heard: Heard | Known;

  constructor(settings: DialogueSettings) {
    this.#settings = settings;
    const { quota, marginMs } = settings;
    this.heard = {
      ...quota,
      windowMs: (quota.intervalMs || 10_000) + marginMs,
      epoch: 0,
      steps: 0,
      highest: 0,
      heldUntilMs: 0,
      againMs: 0,
    };
  }

  /** Whether Redis is still to be told of anything. */
  get hasNews(): boolean {
    return this.#reports.size + Math.max(...this.#news) > 0;
  }

  /** … and of a hold. */
  get isHolding(): boolean {
    return this.#news[0] > 0;
  }

  /** Has Redis told of a slot, where it still knows it. */
  report({ slot, epoch }: Grant, report: Report): void {
    if (epoch === this.heard.epoch) this.#reports.set(slot, report);
  }

  /** Whether what was counted at a time, or was under way then, may be in a window that ends now. */
  mayCount(ms: number): boolean {
    return performance.now() - ms < this.heard.windowMs + FLIGHT_MS;
  }

  /** Has Redis told of the whole budget. */
  add(holdMs: number, refusedMs = 0, today = 0): void {
    const [hold, refused, used] = this.#news;
    this.#news = [Math.max(hold, holdMs), Math.max(refused, refusedMs), Math.max(used, today)];
  }

  /** Tells what there is, and asks for so many start times; the last of ours was counted at a time. */
  async ask(want: number, countedMs: number): Promise<Heard> {
    const sentMs = performance.now();
    const args = this.#argsOf(want, countedMs);
    const [reports, news] = [this.#reports, this.#news];
    this.#reports = new Map();
    this.#news = NO_NEWS;
    const told = await this.#call(args).catch((thrown: unknown) => {
      this.#reports = new Map([...reports, ...this.#reports]);
      this.add(...news);
      throw thrown;
    });
    const answeredMs = performance.now();
    if (told.epoch !== this.heard.epoch) {
      // What was known of slots and times is lost with them.
      this.#clock = new RedisClock();
      this.#reports.clear();
    }
    const clock = this.#clock;
    const steppedMs = (this.#steppedMs = clock.heard(told.nowMs, sentMs, answeredMs));
    return (this.heard = {
      ...told,
      sentMs,
      answeredMs,
      steppedMs,
      grants: this.#grantsIn(told),
      heldUntilMs: clock.reached(told.heldUntilMs),
      againMs: clock.reached(told.againMs),
    });
  }

  #argsOf(want: number, countedMs: number): string[] {
    const { me, marginMs, share, daily, quota } = this.#settings;
    const { epoch, highest, steps } = this.heard;
    const [holdMs, refusedMs, today] = this.#news;
    // Where its clock has gone wrong, Redis is told what time it was by the right one.
    const redisTime = (ms: number | undefined) => (ms === undefined ? "" : this.#clock.latest(ms) - this.#steppedMs);
    const reports = [...this.#reports];
    const learnt = reports.findLast(([, [, , headers]]) => headers?.quota)?.[1][2]?.quota;
    return [
      me,
      epoch,
      this.mayCount(countedMs) ? highest : 0,
      want,
      marginMs,
      share,
      daily,
      quota.requests,
      quota.intervalMs,
      Math.ceil(holdMs),
      refusedMs && redisTime(refusedMs),
      today,
      this.#steppedMs,
      steps,
      learnt?.requests ?? 0,
      learnt?.intervalMs ?? 0,
      ...reports.flatMap(([slot, [countedMs, answeredMs, headers]]) => [
        slot,
        redisTime(countedMs),
        redisTime(answeredMs),
        headers?.remaining ?? "",
        headers?.today ?? "",
      ]),
    ].map(String);
  }

  /** Rejects where it takes too long: a client that queues what it can't send keeps nobody waiting. What it brings yet goes back. */
  #call(args: readonly string[]): Promise<Told> {
    const { send, key } = this.#settings;
    return new Promise((resolve, reject) => {
      const call = callScript(send, key, args);
      const timer = setTimeout(() => {
        reject(new Error(`Redis gave no answer within ${DEADLINE_MS} ms`));
        call.then((told) => this.#grantsIn(told).map((grant) => this.report(grant, []))).catch(() => {});
      }, DEADLINE_MS);
      call.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** The slots that a call gave: the last of them has the highest id. */
  #grantsIn({ starts = [], highest, epoch }: Told): Grant[] {
    let slot = highest - starts.length;
    return starts.map((startMs) => ({ slot: ++slot, epoch, startMs: this.#clock.reached(startMs) }));
  }
}
