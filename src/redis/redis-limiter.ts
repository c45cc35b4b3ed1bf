import { readRateHeaders } from "../pace/headers.js";
import type { Hold, Quota, RateLimiter, Turn, TurnEnd, Wait } from "../pace/pace.js";
import { type Sent, Slots } from "../pace/slots.js";
import { Waiters } from "../pace/waiters.js";
import type { Alone } from "./alone.js";
import { Dialogue, type DialogueSettings, type Grant, type Heard, type Report } from "./dialogue.js";
import type * as Refusal from "./refusal.js";

/** Start times asked for at once, at most. */
const MOST_WANTED = 16;
/** What has ended is told within so long, in ms. */
const FLUSH_MS = 400;
/** Who waits asks again within so long, in ms: others may have given slots back, or have stopped. */
const ASK_AGAIN_MS = 1_000;
/** … and no sooner than this. */
const SOONEST_MS = 25;
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

/** A turn that has not ended. */
interface Open {
  readonly sent: Sent;
  /** `undefined` where Redis knows nothing of it. */
  slot: number | undefined;
}

/**
 * A limiter whose slots are in Redis.
 *
 * Asking: one call is under way; all that happens meanwhile goes with the next.
 * Granted: start times are there; turns begin as they come, stale ones go back.
 * Waiting: no slot is free; Redis said when to ask again.
 * Away: a call failed; nothing starts but what is granted, and it is tried again.
 * Alone: Redis has been away for a window in which nothing started, and the quota is divided among those who know how many
 * they are (`whenAway: "share"`).
 */
export class RedisLimiter implements RateLimiter {
  readonly #settings: RedisLimiterSettings;
  readonly #dialogue: Dialogue;
  readonly #waiters = new Waiters<Turn>();
  readonly #slots = new Slots();
  readonly #open = new Map<Turn, Open>();
  /** Where it is wished, and once it is loaded. */
  #alone: Alone | undefined;
  #grants: Grant[] = [];
  #asking = false;
  #askedMs = -Infinity;
  /** When to ask for more, at the soonest. */
  #askMs = 0;
  #flushMs = Infinity;
  /** When turns were given lately. */
  #given: number[] = [];
  /** When the last of mine was counted. */
  #countedMs = -Infinity;
  /** Since when Redis is away. */
  #awayMs: number | undefined;
  /** Since when somebody waits. */
  #waitingMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: RedisLimiterSettings) {
    this.#settings = settings;
    this.#dialogue = new Dialogue(settings);
    if (settings.whenAway === "share")
      import("./alone.js").then(
        ({ Alone }) =>
          (this.#alone = new Alone(this.#dialogue, settings, ({ startedMs }) => this.#begin(undefined, startedMs))),
        // Without it, who waits goes on to wait.
        () => {},
      );
  }

  acquire(signal: AbortSignal): Promise<Turn> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#waiters.size === 0) this.#waitingMs = performance.now();
    const turn = this.#waiters.wait(signal, () => this.#drain());
    // Those who come together are asked for together.
    queueMicrotask(() => this.#drain());
    return turn;
  }

  written(turn: Turn, atMs: number): void {
    const open = this.#open.get(turn);
    if (open !== undefined) this.#slots.written(open.sent, atMs);
    this.#alone?.written(turn, atMs);
  }

  release(turn: Turn, end: TurnEnd): void {
    const open = this.#open.get(turn);
    if (open === undefined) return;
    const { sent, slot } = open;
    this.#open.delete(turn);
    this.#slots.end(sent, end, performance.now());
    this.#alone?.release(turn, end);
    if (end.how === "never-sent") this.#report(slot, {});
    else {
      const { countedMs } = sent;
      this.#countedMs = Math.max(this.#countedMs, countedMs);
      const answer =
        end.how === "answered" ? { atMs: end.answeredMs, headers: readRateHeaders(end.headers) } : undefined;
      this.#report(slot, { countedMs, answer });
    }
    this.#drain();
  }

  pause(hold: Hold): void {
    const { forMs, turn, today = false } = hold;
    if (today) this.#dialogue.add({ today });
    else {
      if (forMs === undefined && turn !== undefined) this.#dialogue.add({ refusedMs: turn.startedMs });
      else this.#dialogue.add({ holdMs: forMs ?? this.#dialogue.clearMs });
      this.#giveBack();
    }
    this.#alone?.pause(hold);
    this.#flushMs = 0;
    this.#drain();
  }

  waiting(): Wait | undefined {
    if (this.#waiters.size === 0) return undefined;
    const now = performance.now();
    const { heldUntilMs, againMs } = this.#dialogue;
    const [reason, ms] =
      this.#awayMs !== undefined
        ? (["limiter", this.#askMs] as const)
        : heldUntilMs > now
          ? (["rate-limited", heldUntilMs] as const)
          : (["quota", this.#grants[0]?.startMs ?? againMs] as const);
    return ms > now ? { reason, untilMs: Math.round(Date.now() + ms - now) } : undefined;
  }

  quota(): Quota | undefined {
    return this.#dialogue.quota;
  }

  /** Gives what can be given, and sets out to ask for the rest. */
  #drain(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (let [grant] = this.#grants; grant !== undefined && grant.startMs <= now; [grant] = this.#grants) {
      const isStale = grant.startMs + STALE_MS < now;
      if (!isStale && this.#waiters.size === 0) break;
      this.#grants.shift();
      if (isStale) this.#report(grant.slot, {});
      else {
        this.#given.push(now);
        this.#waiters.give(this.#begin(grant.slot));
      }
    }
    if (this.#awayMs !== undefined) this.#alone?.goOn(this.#waiters, this.#awayMs, this.#countedMs);
    if (this.#nextAskMs <= now) void this.#ask(now);
    const [first] = this.#grants;
    const isWaiting = this.#waiters.size > 0;
    const startMs = first ? first.startMs + (isWaiting ? 0 : STALE_MS + 1) : Infinity;
    const wakeMs = Math.min(startMs, this.#nextAskMs);
    if (wakeMs === Infinity) return;
    this.#timer = setTimeout(() => this.#drain(), Math.ceil(wakeMs - now));
    // What is left to be told ages out by itself: it keeps no process alive.
    if (!isWaiting) (this.#timer as { unref?: () => void }).unref?.();
  }

  get #nextAskMs(): number {
    if (this.#asking) return Infinity;
    const needMs = this.#waiters.size > this.#grants.length ? this.#askMs : Infinity;
    // Who is in flight for long keeps its slot: Redis hears of it.
    const heartMs = this.#open.size > 0 ? this.#askedMs + ASK_AGAIN_MS : Infinity;
    const askMs = Math.min(needMs, heartMs, this.#flushMs);
    return this.#awayMs === undefined ? askMs : Math.max(askMs, this.#askMs);
  }

  #begin(slot: number | undefined, startedMs = performance.now()): Sent {
    const sent = this.#slots.start(startedMs);
    this.#slots.forget(startedMs - 3 * this.#dialogue.windowMs);
    this.#open.set(sent, { sent, slot });
    this.#countedMs = Math.max(this.#countedMs, sent.countedMs);
    return sent;
  }

  #report(slot: number | undefined, report: Report): void {
    if (slot === undefined) return;
    this.#dialogue.report(slot, report);
    // Until the quota is known, an answer is what all wait for.
    this.#flushMs = Math.min(this.#flushMs, this.quota() === undefined ? 0 : performance.now() + FLUSH_MS);
  }

  #giveBack(): void {
    for (const { slot } of this.#grants.splice(0)) this.#report(slot, {});
  }

  async #ask(now: number): Promise<void> {
    this.#asking = true;
    // Who was busy is likely to be: a call for each who comes would cost more than what is given back.
    this.#given = this.#given.filter((atMs) => atMs > now - FLUSH_MS);
    const { size } = this.#waiters;
    const need = size === 0 ? 0 : Math.max(size, this.#given.length) - this.#grants.length;
    const want = Math.max(0, Math.min(MOST_WANTED, need));
    this.#askedMs = now;
    this.#flushMs = Infinity;
    this.#tellOfOpen(now);
    try {
      this.#heard(await this.#dialogue.ask(want, this.#countedMs), want);
    } catch (thrown) {
      this.#failed(thrown);
    }
    this.#asking = false;
    this.#drain();
  }

  /** Adds those that are in flight for so long that Redis would take them to be counted by now: most are told of once, answered. */
  #tellOfOpen(now: number): void {
    const { windowMs } = this.#dialogue;
    this.#slots.latest(1, windowMs, now);
    for (const { sent, slot } of this.#open.values())
      if (slot !== undefined && now - sent.startedMs > windowMs / 2)
        this.#dialogue.report(slot, { countedMs: sent.countedMs });
  }

  #heard(heard: Heard, want: number): void {
    const { told, grants, answeredMs } = heard;
    if (heard.isAnew) {
      this.#grants = [];
      for (const open of this.#open.values()) open.slot = undefined;
    }
    this.#alone?.heard(heard, this.#awayMs);
    this.#awayMs = undefined;
    this.#grants.push(...grants);
    if (heard.steppedMs > 0 || this.#dialogue.isHolding) {
      this.#giveBack();
      this.#flushMs = 0;
    }
    const againMs = Math.max(answeredMs + SOONEST_MS, this.#dialogue.againMs - LEAD_MS);
    this.#askMs = grants.length >= want ? 0 : Math.min(answeredMs + ASK_AGAIN_MS, againMs);
    if (told.day !== "" && want > 0) this.#refuse(({ noneToday }) => noneToday(told.day, this.#settings.daily));
  }

  #failed(thrown: unknown): void {
    const now = performance.now();
    const awayMs = (this.#awayMs ??= now);
    // Who has nothing to tell and waits for nothing need not ask whether Redis is back.
    if (this.#dialogue.hasNews) this.#flushMs = 0;
    this.#askMs = now + RETRY_MS;
    const isPatient = now - Math.max(awayMs, this.#waitingMs) < this.#settings.patienceMs;
    if (!this.#alone?.running && !isPatient) this.#refuse(({ noneLeft }) => noneLeft(now - awayMs, thrown));
  }

  /** Sends all who wait away, with a sentence that few programs ever need. */
  #refuse(errorOf: (words: typeof Refusal) => Error): void {
    const error = import("./refusal.js").then(errorOf, (thrown: Error) => thrown);
    void error.then((one) => this.#waiters.refuse(one));
  }
}
