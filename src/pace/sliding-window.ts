import { LimiterError } from "../outcome/limiter-error.js";
import { Budget } from "./budget.js";
import { DailyBudget } from "./daily-budget.js";
import { readRateHeaders, SMALLEST_QUOTA } from "./headers.js";
import type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd, Wait } from "./pace.js";
import { Ramp } from "./ramp.js";
import { SECOND_MS, SecondLimit } from "./second-limit.js";
import { LATE_MS, type Sent, Slots } from "./slots.js";
import { Times } from "./times.js";
import { Waiters } from "./waiters.js";

/** Requests out before the first answer tells the real quota; with a quota of the caller's, before there are more by steps. */
const BLIND_IN_FLIGHT = 4;
/** Longest that a timer can wait, in ms. Source: HTML, timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A limiter that lets HubSpot see at most its quota in any window; without one, it learns it from HubSpot's headers: blind
 * until the first answer, it has a few requests out. It opens step by step (`Ramp`), and requests start as the budget and
 * the ceiling have room, until HubSpot asks for a wait: then it is held.
 */
export class SlidingWindow implements RateLimiter {
  readonly #ceiling: Quota | undefined;
  readonly #reserve: Reserve;
  readonly #budget: Budget;
  readonly #waiters = new Waiters<Turn>();
  readonly #slots = new Slots();
  readonly #ramp = new Ramp();
  readonly #second = new SecondLimit();
  /** When the requests were counted that HubSpot answered. */
  readonly #answered = new Times();
  readonly #daily: DailyBudget;
  readonly #turns = new WeakMap<Turn, Sent>();
  /** Whether the first request has started, or the first hold. */
  #begun = false;
  /** Whether an answer came. */
  #informed = false;
  /** When a refusal last told something new: those that had started by then were refused together with it. */
  #refusedMs = -Infinity;
  /** Until when HubSpot asked for a wait. */
  #heldUntil = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(quota: Quota | undefined, reserve: Reserve) {
    this.#ceiling = quota;
    this.#reserve = reserve;
    this.#daily = new DailyBudget(reserve.daily);
    this.#budget = new Budget(this.#slots, reserve.share ?? 0, quota === undefined ? SMALLEST_QUOTA : undefined);
  }

  acquire(signal: AbortSignal): Promise<Turn> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#daily.mayStart(this.#slots.inFlight) === "not-today") return Promise.reject(this.#noneToday());
    const now = performance.now();
    if (!this.#begun && this.#ceiling !== undefined) this.#ramp.begin(now, BLIND_IN_FLIGHT);
    this.#begun = true;
    if (this.#waiters.size === 0 && this.#freeAt(now) <= now) return Promise.resolve(this.#start(now));
    const turn = this.#waiters.wait(signal, () => this.#drain());
    this.#drain();
    return turn;
  }

  written(turn: Turn, atMs: number): void {
    const sent = this.#turns.get(turn);
    if (sent !== undefined) this.#slots.written(sent, atMs);
  }

  release(turn: Turn, end: TurnEnd): void {
    const now = performance.now();
    const sent = this.#turns.get(turn);
    if (sent === undefined || !this.#slots.end(sent, end, now)) return;
    this.#ramp.end(sent.startedMs);
    if (end.how === "answered") {
      if (!this.#informed && this.#ceiling === undefined) this.#open(now);
      this.#informed = true;
      const { quota, remaining, today } = readRateHeaders(end.headers);
      sent.remaining = remaining;
      sent.filledByUs = end.status === 429 && this.#mayBeFilledByUs(sent, now);
      if (quota !== undefined && this.#budget.told(quota, sent, now)) this.#open(now);
      this.#daily.answered(today, sent.nth, this.#slots.uncountedAt(sent), now);
      if (end.status !== 429) this.#answered.add(sent.countedMs);
    } else if (end.how === "never-sent") this.#daily.undo();
    this.#drain();
  }

  pause({ forMs, turn, tooFast, today }: Hold): void {
    // Which day it is, HubSpot alone knows: the next run finds out.
    if (today) return;
    const now = performance.now();
    const sent = turn && this.#turns.get(turn);
    if (sent !== undefined && tooFast) {
      const { countedMs } = sent;
      const accepted = this.#answered.since(countedMs - SECOND_MS) - this.#answered.since(countedMs);
      this.#second.refused(sent, accepted, now);
    }
    // What a refusal tells of the window is the same where HubSpot asks for a wait.
    const tellsOfWindow = forMs === undefined || (sent?.filledByUs === true && !tooFast);
    // Those refused together are answered apart, and tell the same.
    const isNew = sent === undefined || sent.startedMs > this.#refusedMs;
    if (tellsOfWindow && isNew) this.#learn(sent, now);
    this.#heldUntil = Math.max(this.#heldUntil, now + (forMs ?? this.#holdMs(sent, isNew)));
    this.#budget.keep(this.#heldUntil);
    this.#open(this.#heldUntil);
    this.#drain();
  }

  /**
   * Whether we may have filled by ourselves the window which refused a request: nobody else was known to spend when that
   * started. One that is refused though it started after that was allowed for as far as it can be proves the guess wrong:
   * others spend unseen. It is not made again until a window after a hold has gone by without another.
   */
  #mayBeFilledByUs(sent: Sent, now: number): boolean {
    if (!sent.alone || !this.#budget.mayBeOurs(sent)) return false;
    if (sent.startedMs <= this.#refusedMs || now - this.#heldUntil >= this.#windowMs) return true;
    return this.#budget.wereFirst(sent) && this.#slots.lateMs < LATE_MS;
  }

  /**
   * Learns from what refused a request, or one of unknown turn. Where we may have filled it by ourselves, ours came late, or
   * too close to each other by what they differ on their way.
   */
  #learn(sent: Sent | undefined, now: number): void {
    this.#refusedMs = now;
    if (sent?.filledByUs !== true) return;
    this.#slots.widenMargin();
    if (this.#budget.wereFirst(sent)) this.#slots.cameLate(sent, now);
  }

  /** How long to hold where HubSpot does not say: for a window; but where we may have filled it by ourselves, a moment will do. */
  #holdMs(sent: Sent | undefined, isNew: boolean): number {
    if (sent?.filledByUs !== true) return this.#windowMs;
    if (!isNew) return 0;
    return (this.#budget.wereFirst(sent) && this.#slots.lateMs) || LATE_MS;
  }

  get #windowMs(): number {
    return (this.#budget.quota ?? this.quota()).intervalMs + this.#slots.marginMs;
  }

  waiting(): Wait | undefined {
    if (this.#waiters.size === 0) return undefined;
    const now = performance.now();
    const freeAt = this.#freeAt(now);
    if (freeAt <= now || freeAt === Infinity) return undefined;
    return {
      reason: this.#heldUntil > now ? "rate-limited" : "quota",
      untilMs: Math.round(Date.now() + freeAt - now),
    };
  }

  quota(): Quota {
    const [budget, ceiling] = [this.#budget.quota, this.#ceiling];
    return budget !== undefined && !(ceiling !== undefined && ceiling.requests < budget.requests)
      ? budget
      : (ceiling ?? SMALLEST_QUOTA);
  }

  #start(now: number): Turn {
    this.#daily.start(this.#slots.inFlight, now);
    const sent = this.#slots.start(now, this.#budget.isAlone(now));
    this.#ramp.start();
    this.#turns.set(sent, sent);
    const longest = Math.max(SECOND_MS, this.#budget.quota?.intervalMs ?? 0, this.#ceiling?.intervalMs ?? 0);
    this.#slots.forget(now - 3 * longest);
    this.#answered.forget(now - 3 * SECOND_MS);
    return sent;
  }

  /** Opens step by step from a time on: there is room then that others may be about to take. */
  #open(atMs: number): void {
    this.#begun = true;
    this.#ramp.begin(atMs, 1);
  }

  /** The time at which the next request may start: now or later, `Infinity` until an answer tells. */
  #freeAt(now: number): number {
    if (this.#heldUntil > now) return this.#heldUntil;
    if (!this.#informed && this.#blind) return Infinity;
    if (this.#daily.mayStart(this.#slots.inFlight) === "later") return Infinity;
    const { requests = Infinity, intervalMs = 0 } = this.#ceiling ?? {};
    return Math.max(
      now,
      this.#ramp.freeAt(),
      this.#slots.freed(this.#second.allowed(now, this.quota().requests), SECOND_MS, now),
      this.#slots.freed(this.#budget.shareOf(requests), intervalMs, now),
      this.#budget.freeAt(now),
    );
  }

  get #blind(): boolean {
    return this.#ceiling === undefined && this.#slots.inFlight >= BLIND_IN_FLIGHT;
  }

  #drain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiters.size > 0) {
      if (this.#daily.mayStart(this.#slots.inFlight) === "not-today") return this.#waiters.refuse(this.#noneToday());
      const now = performance.now();
      const freeAt = this.#freeAt(now);
      if (freeAt > now) {
        // Timers are a millisecond early at times, and no longer than a few weeks; the check above sends them round again.
        if (freeAt < Infinity)
          this.#timer = setTimeout(() => this.#drain(), Math.min(Math.ceil(freeAt - now), LONGEST_TIMER_MS));
        return;
      }
      this.#waiters.give(this.#start(now));
    }
  }

  #noneToday(): LimiterError {
    const message = `Of the account's requests for today only the ${this.#reserve.daily} of \`reserve.daily\` are left`;
    return new LimiterError(message, { reason: "daily-reserve" });
  }
}
