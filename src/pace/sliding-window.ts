import { LimiterError } from "../outcome/limiter-error.js";
import { DailyBudget } from "./daily-budget.js";
import { readRateHeaders, SMALLEST_QUOTA } from "./headers.js";
import { OtherTraffic } from "./other-traffic.js";
import type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd, Wait } from "./pace.js";
import { Ramp } from "./ramp.js";
import { SECOND_MS, SecondLimit } from "./second-limit.js";
import { type Sent, Slots } from "./slots.js";
import { Times } from "./times.js";
import { Waiters } from "./waiters.js";

/** Requests out before the first answer tells the real quota; with a quota of the caller's, before there are more by steps. */
const BLIND_IN_FLIGHT = 4;
/** Time kept beyond the window, in ms: what a clock, a socket and the way may be off; doubled where it was not enough. */
const LEAST_MARGIN_MS = 20;
const MOST_MARGIN_MS = 160;
/** Part of HubSpot's own limit that nobody takes who is alone: those who come later could not even show themselves. */
const ALONE_SHARE = 0.01;
/** Part of what others leave that is left to them too: who has more leaves more, so that all come to have the same. */
const BESIDE_SHARE = 0.05;
/** How much later than it was written a request may arrive and still be told apart from those after it, in ms. */
const ORDER_MS = 150;
/** Longest that a timer can wait, in ms. Source: HTML, timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A limiter that lets HubSpot see at most its quota in any window; without one, it learns it from HubSpot's headers.
 *
 * Blind: nothing is known; a few requests are out, until the first answer.
 * Opening: there is room that others may be about to take; requests start step by step (`Ramp`). So it is after the first
 * answer, after a hold, and when others have stopped.
 * Alone: all of the quota is used as it frees, but for a hundredth.
 * Beside: others are seen; their spend is left to them and a little more, and ours is spread.
 * Held: HubSpot asked for a wait.
 */
export class SlidingWindow implements RateLimiter {
  readonly #ceiling: Quota | undefined;
  readonly #reserve: Reserve;
  readonly #waiters = new Waiters<Turn>();
  readonly #slots = new Slots();
  readonly #ramp = new Ramp();
  readonly #otherTraffic = new OtherTraffic();
  readonly #second = new SecondLimit();
  /** When the requests were counted that HubSpot answered. */
  readonly #answered = new Times();
  readonly #daily: DailyBudget;
  readonly #turns = new WeakMap<Turn, Sent>();
  /** Whether the first request has started, or the first hold. */
  #begun = false;
  /** Whether an answer came. */
  #informed = false;
  /** Whether `remaining` was seen to be of the moment when a request was counted, and not of when it was answered. */
  #countsOnArrival = false;
  /** The whole budget, as HubSpot's headers tell it; its window need not be the ceiling's. */
  #budget: Quota | undefined;
  #marginMs = LEAST_MARGIN_MS;
  /** When a refusal last told something new: those that had started by then were refused together. */
  #refusedMs = -Infinity;
  #heldUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(quota: Quota | undefined, reserve: Reserve) {
    this.#ceiling = quota;
    this.#reserve = reserve;
    this.#daily = new DailyBudget(reserve.daily);
    this.#budget = quota === undefined ? SMALLEST_QUOTA : undefined;
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
      if (quota !== undefined) this.#budget = quota;
      if (quota !== undefined && remaining !== undefined) this.#look(quota, remaining, sent, now);
      this.#daily.answered(today, sent.nth, this.#slots.uncountedAt(sent), now);
      if (end.status !== 429) this.#answered.add(sent.countedMs);
    } else if (end.how === "never-sent") this.#daily.undo();
    this.#drain();
  }

  pause({ forMs, turn, tooFast }: Hold): void {
    const now = performance.now();
    const sent = turn && this.#turns.get(turn);
    if (sent !== undefined && tooFast) {
      const { countedMs } = sent;
      const accepted = this.#answered.since(countedMs - SECOND_MS) - this.#answered.since(countedMs);
      this.#second.refused(sent, accepted, now);
    }
    this.#heldUntil = Math.max(this.#heldUntil, now + (forMs ?? this.#holdMs(sent, now)));
    this.#otherTraffic.keep(this.#heldUntil);
    this.#open(this.#heldUntil);
    this.#drain();
  }

  /**
   * How long to hold where HubSpot does not say: for a window. But where nobody else was seen to spend, ours came too close
   * to each other, by what they differ on their way, and a moment and twice the margin cure that. One that is refused though
   * it started afterwards proves the guess wrong: others spend unseen. It is not made again until as long as a hold and a
   * window has gone by without another.
   */
  #holdMs(sent: Sent | undefined, now: number): number {
    const windowMs = (this.#budget ?? this.quota()).intervalMs + this.#marginMs;
    if (sent === undefined || this.#otherTraffic.spend(now) !== 0) return windowMs;
    // Those refused together are answered apart.
    if (sent.startedMs <= this.#refusedMs) return 0;
    const quietMs = now - this.#refusedMs;
    this.#refusedMs = now;
    if (quietMs < 2 * windowMs) return windowMs;
    this.#marginMs = Math.min(MOST_MARGIN_MS, 2 * this.#marginMs);
    return SECOND_MS;
  }

  waiting(): Wait | undefined {
    const now = performance.now();
    const freeAt = this.#freeAt(now);
    if (this.#waiters.size === 0 || freeAt <= now || freeAt === Infinity) return undefined;
    return {
      reason: this.#heldUntil > now ? "rate-limited" : "quota",
      untilMs: Math.round(Date.now() + freeAt - now),
    };
  }

  quota(): Quota {
    const [budget, ceiling] = [this.#budget, this.#ceiling];
    return budget !== undefined && !(ceiling !== undefined && ceiling.requests < budget.requests)
      ? budget
      : (ceiling ?? SMALLEST_QUOTA);
  }

  #start(now: number): Turn {
    this.#daily.start(this.#slots.inFlight, now);
    const sent = this.#slots.start(now);
    this.#ramp.start();
    this.#turns.set(sent, sent);
    const longest = Math.max(SECOND_MS, this.#budget?.intervalMs ?? 0, this.#ceiling?.intervalMs ?? 0);
    this.#slots.forget(now - 3 * longest);
    this.#answered.forget(now - 3 * SECOND_MS);
    return sent;
  }

  /** Opens step by step from a time on, from as few as make sense. */
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
      this.#ramp.freeAt(this.#slots.shortestMs),
      this.#freed(this.#second.allowed(now, this.quota().requests), SECOND_MS, now),
      this.#freed(this.#share(requests), intervalMs, now),
      this.#freeInBudget(now),
    );
  }

  get #blind(): boolean {
    return this.#ceiling === undefined && this.#slots.inFlight >= BLIND_IN_FLIGHT;
  }

  /** When the window has room again for one of so many requests. */
  #freed(allowed: number, intervalMs: number, now: number): number {
    if (allowed === Infinity) return -Infinity;
    return (this.#slots.latest(allowed, intervalMs, now) ?? -Infinity) + intervalMs + this.#marginMs;
  }

  /** Never below one: a request now and then is how we learn that the others have stopped. */
  #share(requests: number): number {
    return Math.max(1, Math.floor(requests * (1 - (this.#reserve.share ?? 0))));
  }

  #freeInBudget(now: number): number {
    if (this.#budget === undefined) return now;
    const { requests, intervalMs } = this.#budget;
    const free = this.#freed(this.#share(requests), intervalMs, now);
    const others = this.#otherTraffic.spend(now);
    if (others === undefined) return free;
    if (others === 0)
      return Math.max(free, this.#freed(requests - Math.floor(requests * ALONE_SHARE), intervalMs, now));
    const beside = Math.min(this.#freeBeside(others, { requests, intervalMs }, now), this.#otherTraffic.knownUntilMs);
    // One looks whether they have stopped, once what was seen of them has left the window.
    const look = this.#slots.inFlight === 0 ? this.#otherTraffic.lookMs + this.#marginMs : Infinity;
    return Math.max(free, Math.min(beside, look));
  }

  /** When the next request may start beside so many of others, of what they leave. */
  #freeBeside(others: number, { requests, intervalMs }: Quota, now: number): number {
    const left = requests - others;
    const alone = Math.floor(requests * ALONE_SHARE);
    const offMs = this.#slots.wayMs + this.#marginMs;
    // So many of theirs may come earlier or later than the answers tell; they may be more yet while their pace is new.
    const drift = (others * offMs * (this.#otherTraffic.steady ? 1 : 2)) / intervalMs;
    const spare = Math.min(left / 2, left * BESIDE_SHARE + drift, alone + 2 * others);
    const room = Math.max(1, left - Math.floor(spare));
    // The more they spend, the more evenly we do: two bursts that meet would both be refused.
    const apart = (intervalMs / room) * Math.min(1, (2 * others) / (others + left));
    return Math.max(this.#freed(room, intervalMs, now), this.#slots.lastStartMs + apart);
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

  /** Looks how many of the budget others have spent, by what is left of it. */
  #look({ requests, intervalMs }: Quota, remaining: number, sent: Sent, now: number): void {
    const atMs = sent.writtenMs ?? sent.startedMs;
    const spent = requests - remaining;
    const answeredMs = now - Math.min(this.#slots.shortestMs, now - sent.startedMs) + this.#marginMs;
    // Ours are all that HubSpot may have counted by then, so that others are never overestimated.
    const answering = spent - this.#slots.between(now - intervalMs - this.#marginMs, answeredMs);
    if (answering < -1) this.#countsOnArrival = true;
    const arriving =
      spent - this.#slots.between(atMs - intervalMs - this.#marginMs, Math.min(answeredMs, atMs + ORDER_MS));
    const least = this.#countsOnArrival ? arriving : Math.min(arriving, answering);
    const most = spent - this.#slots.between(atMs - intervalMs + ORDER_MS, atMs - ORDER_MS);
    const stopped = this.#otherTraffic.seen(Math.max(0, least), Math.max(0, most), now, intervalMs);
    if (stopped) this.#open(now);
  }
}
