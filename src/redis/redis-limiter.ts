import { readRateHeaders } from "../pace/headers.js";
import type { Hold, Quota, RateLimiter, Turn, TurnEnd, Wait } from "../pace/pace.js";
import { type Sent, Slots } from "../pace/slots.js";
import { Waiters } from "../pace/waiters.js";
import type { Alone } from "./alone.js";
import { Dialogue, type DialogueSettings, type Grant, type Heard, type Report } from "./dialogue.js";
import type * as Refusal from "./refusal.js";

/** What has ended is told within so long, in ms. */
const FLUSH_MS = 400;
/** Who waits asks again within so long, in ms: others may have given slots back, or have stopped. */
const ASK_AGAIN_MS = 1_000;
/** How long before a slot is free it is asked for, in ms: the answer is to be there in time. */
const LEAD_MS = 50;
/** A start time that has passed by so much is not used any more, in ms: the process stood still, and others know no more. */
const STALE_MS = 500;
/** While Redis is away it is tried again so often, in ms. */
const RETRY_MS = 500;

/** What a limiter is made of; all of it is checked. */
export interface RedisLimiterSettings extends DialogueSettings {
  readonly whenAway: "wait" | "share";
  readonly patienceMs: number;
}

/**
 * A limiter whose slots are in Redis: it is asked for start times, and turns begin as these come. While Redis is away
 * nothing starts but what was granted, unless it is `Alone`, where that is wished.
 */
export class RedisLimiter implements RateLimiter {
  readonly #settings: RedisLimiterSettings;
  readonly #dialogue: Dialogue;
  readonly #waiters = new Waiters<Turn>();
  readonly #slots = new Slots();
  /** The slots of the turns that have not ended, where Redis knows of them. */
  readonly #open = new Map<Sent, Grant>();
  /** Where it is wished, and once it is loaded. */
  #alone: Alone | undefined;
  /** The start times that are there; stale ones go back. */
  #grants: Grant[] = [];
  /** Whether a call is under way: all that happens meanwhile goes with the next. */
  #asking = false;
  /** When to ask for more, at the soonest. */
  #askMs = 0;
  /** When to tell what there is to tell, at the latest. */
  #flushMs = Infinity;
  /** When turns were given lately. */
  #given: number[] = [];
  /** When the last of mine was counted. */
  #countedMs = -Infinity;
  /** Since when Redis is away; it is not: Infinity. */
  #awayMs = Infinity;
  /** Since when somebody waits. */
  #waitingMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: RedisLimiterSettings) {
    this.#settings = settings;
    this.#dialogue = new Dialogue(settings);
    if (settings.whenAway === "share")
      import("./alone.js").then(
        ({ Alone }) => (this.#alone = new Alone(this.#dialogue, settings, ({ startedMs }) => this.#begin(startedMs))),
        // Without it, who waits goes on to wait.
        () => {},
      );
  }

  async acquire(signal: AbortSignal): Promise<Turn> {
    signal.throwIfAborted();
    if (this.#waiters.size === 0) this.#waitingMs = performance.now();
    const turn = this.#waiters.wait(signal, () => this.#drain());
    // Those who come together are asked for together.
    queueMicrotask(() => this.#drain());
    return turn;
  }

  written(turn: Turn, atMs: number): void {
    this.#slots.written(turn as Sent, atMs); // Slots knows nothing of one that it did not make.
    this.#alone?.written(turn, atMs);
  }

  release(turn: Turn, end: TurnEnd): void {
    const sent = turn as Sent; // Slots knows nothing of one that it did not make.
    if (!this.#slots.end(sent, end, performance.now())) return;
    this.#alone?.release(turn, end);
    const { countedMs } = sent;
    let report: Report = [];
    if (end.how !== "never-sent") {
      this.#countedMs = Math.max(this.#countedMs, countedMs);
      report = end.how === "lost" ? [countedMs] : [countedMs, end.answeredMs, readRateHeaders(end.headers)];
    }
    const grant = this.#open.get(sent);
    this.#open.delete(sent);
    if (grant) this.#report(grant, report);
    this.#drain();
  }

  pause(hold: Hold): void {
    const { forMs, turn, today } = hold;
    if (today) this.#dialogue.add(0, 0, 1);
    else if (forMs === undefined && turn) this.#dialogue.add(0, turn.startedMs);
    else this.#dialogue.add(forMs ?? this.#dialogue.heard.windowMs);
    this.#giveBack();
    this.#alone?.pause(hold);
    this.#tellBy(0);
    this.#drain();
  }

  waiting(): Wait | undefined {
    const now = performance.now();
    const { heldUntilMs, againMs } = this.#dialogue.heard;
    const isAway = this.#awayMs < Infinity;
    const reason = isAway ? "limiter" : heldUntilMs > now ? "rate-limited" : "quota";
    const ms = isAway ? this.#askMs : (this.#grants[0]?.startMs ?? againMs);
    return this.#waiters.size > 0 && ms > now ? { reason, untilMs: Math.round(Date.now() + ms - now) } : undefined;
  }

  quota(): Quota | undefined {
    const { requests, intervalMs } = this.#dialogue.heard;
    return requests > 0 ? { requests, intervalMs } : undefined;
  }

  /** Gives what can be given, and sets out to ask for the rest. */
  #drain(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (let [grant] = this.#grants; grant && grant.startMs <= now; [grant] = this.#grants) {
      const isStale = grant.startMs + STALE_MS < now;
      if (!isStale && this.#waiters.size === 0) break;
      this.#grants.shift();
      if (isStale) this.#report(grant, []);
      else {
        this.#given.push(now);
        const sent = this.#begin(now);
        this.#open.set(sent, grant);
        this.#tellBy(now + ASK_AGAIN_MS);
        this.#waiters.give(sent);
      }
    }
    if (this.#awayMs < Infinity) this.#alone?.goOn(this.#waiters, this.#awayMs, this.#countedMs);
    if (this.#nextAskMs <= now) void this.#ask(now);
    const isWaiting = this.#waiters.size > 0;
    const startMs = (this.#grants[0]?.startMs ?? Infinity) + (isWaiting ? 0 : STALE_MS + 1);
    const wakeMs = Math.min(startMs, this.#nextAskMs);
    if (wakeMs === Infinity) return;
    this.#timer = setTimeout(() => this.#drain(), Math.ceil(wakeMs - now));
    // What is left to be told ages out by itself: it keeps no process alive.
    if (!isWaiting) (this.#timer as { unref?: () => void }).unref?.();
  }

  get #nextAskMs(): number {
    if (this.#asking) return Infinity;
    const needMs = this.#waiters.size > this.#grants.length ? this.#askMs : Infinity;
    const askMs = Math.min(needMs, this.#flushMs);
    return this.#awayMs < Infinity ? Math.max(askMs, this.#askMs) : askMs;
  }

  #begin(startedMs: number): Sent {
    const sent = this.#slots.start(startedMs);
    this.#slots.forget(startedMs - 3 * this.#dialogue.heard.windowMs);
    this.#countedMs = Math.max(this.#countedMs, sent.countedMs);
    return sent;
  }

  #report(grant: Grant, report: Report): void {
    this.#dialogue.report(grant, report);
    // Until the quota is known, an answer is what all wait for.
    this.#tellBy(this.quota() ? performance.now() + FLUSH_MS : 0);
  }

  #tellBy(ms: number): void {
    this.#flushMs = Math.min(this.#flushMs, ms);
  }

  #giveBack(): void {
    for (const grant of this.#grants.splice(0)) this.#report(grant, []);
  }

  async #ask(now: number): Promise<void> {
    this.#asking = true;
    // Who was busy is likely to be: a call for each who comes would cost more than what is given back.
    this.#given = this.#given.filter((atMs) => atMs > now - FLUSH_MS);
    const { size } = this.#waiters;
    const want = size && Math.max(size, this.#given.length) - this.#grants.length;
    // Who is in flight for long keeps its slot: Redis hears of it.
    this.#flushMs = this.#open.size > 0 ? now + ASK_AGAIN_MS : Infinity;
    // What is in flight for so long that Redis would take it to be counted by now is told of: most is told of once, answered.
    const { windowMs } = this.#dialogue.heard;
    this.#slots.latest(1, windowMs, now);
    for (const [{ startedMs, countedMs }, grant] of this.#open)
      if (now - startedMs > windowMs / 2) this.#dialogue.report(grant, [countedMs]);
    try {
      this.#hear(await this.#dialogue.ask(want, this.#countedMs), want);
    } catch (thrown) {
      this.#fail(thrown);
    }
    this.#asking = false;
    this.#drain();
  }

  #hear(heard: Heard, want: number): void {
    const { day, grants, answeredMs, againMs, epoch } = heard;
    this.#alone?.heard(heard, this.#awayMs);
    this.#awayMs = Infinity;
    // What another state gave is lost with it.
    this.#grants = [...this.#grants, ...grants].filter((grant) => grant.epoch === epoch);
    if (heard.steppedMs > 0 || this.#dialogue.isHolding) {
      this.#giveBack();
      this.#tellBy(0);
    }
    this.#askMs = againMs > answeredMs ? Math.min(answeredMs + ASK_AGAIN_MS, againMs - LEAD_MS) : 0;
    if (day && want > 0) this.#refuse(({ noneToday }) => noneToday(day, this.#settings.daily));
  }

  #fail(thrown: unknown): void {
    const now = performance.now();
    const awayMs = (this.#awayMs = Math.min(this.#awayMs, now));
    // Who has nothing to tell and waits for nothing need not ask whether Redis is back.
    if (this.#dialogue.hasNews) this.#tellBy(0);
    this.#askMs = now + RETRY_MS;
    const borneMs = now - Math.max(awayMs, this.#waitingMs);
    if (borneMs >= this.#settings.patienceMs && !this.#alone?.running)
      this.#refuse(({ noneLeft }) => noneLeft(now - awayMs, thrown));
  }

  /** Sends all who wait away, with a sentence that few programs ever need. */
  #refuse(errorOf: (words: typeof Refusal) => Error): void {
    void import("./refusal.js").then(errorOf, (thrown: Error) => thrown).then((error) => this.#waiters.refuse(error));
  }
}
