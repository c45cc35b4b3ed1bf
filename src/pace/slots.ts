import { Arrivals } from "./arrivals.js";
import type { Turn, TurnEnd } from "./pace.js";
import { RoundTrips } from "./round-trips.js";
import { Times } from "./times.js";

/** Longest that a request is thought to be on its way, in ms: what takes longer is lost, or HubSpot at work. */
const LONGEST_STALL_MS = 10_000;

/** Time kept beyond a window, in ms: what a clock, a socket and the way may be off; doubled where it was not enough. */
const LEAST_MARGIN_MS = 20;
const MOST_MARGIN_MS = 160;
/** How much later than it seems a request may have come, where HubSpot's window was fuller than ours by our own doing, in ms. */
export const LATE_MS = 1_000;
/** How much later they are thought to have come at first: a slow start, or a new connection. */
const SLOW_START_MS = 160;

/** A request whose turn has begun. */
export interface Sent extends Turn {
  /** Which it is of all that started, from 1. */
  readonly nth: number;
  writtenMs: number | undefined;
  /** When HubSpot counted it, at the latest, for all that is known. */
  countedMs: number;
  /** What its answer said to be left of the quota. */
  remaining?: number | undefined;
  /** Whether others were known to spend nothing when it started. */
  readonly alone: boolean;
  /** Whether it was refused by a window that we may have filled by ourselves, for all that was known then. */
  filledByUs?: boolean;
  /** The longest and the shortest of the round trips before it. */
  readonly longestMs: number;
  readonly shortestMs: number;
}

/**
 * When HubSpot counted each of our requests, at the latest. It counts one when its last byte arrives, and then works: how
 * long that takes tells nothing, unless it is longer than ever, for then the request may have been held up on its way.
 */
export class Slots {
  readonly #counted = new Times();
  readonly #starts = new Times();
  readonly #inFlight = new Set<Sent>();
  readonly #trips = new RoundTrips();
  readonly #arrivals = new Arrivals();
  #started = 0;
  /** Time kept beyond a window, in ms. */
  marginMs = LEAST_MARGIN_MS;
  /** Those counted until a time may have come so much later. */
  #late = { untilMs: -Infinity, byMs: 0 };
  /** Whether the wire shows when a request is written. */
  #shown = false;

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** When the last request started. */
  get lastStartMs(): number {
    return this.#starts.latest(1) ?? -Infinity;
  }

  /** When the first request started, of those that are not forgotten. */
  get firstMs(): number {
    return this.#starts.earliest ?? Infinity;
  }

  /** How late a request may arrive after the time that is known of it. */
  get wayMs(): number {
    return this.#shown ? 0 : this.#trips.wayMs;
  }

  /** What the fastest of the last answers took. */
  get shortestMs(): number {
    return this.#trips.shortestMs;
  }

  /** What every answer takes, for all that is known. */
  get leastMs(): number {
    return this.#trips.leastMs;
  }

  /** By how much the ways of requests were seen to differ, in ms. */
  get driftMs(): number {
    return this.#arrivals.driftMs;
  }

  /** How late the first are taken to have come. */
  get lateMs(): number {
    return this.#late.untilMs < this.firstMs ? 0 : this.#late.byMs;
  }

  /**
   * Takes all since the first until now to have come late, as a refusal shows: a little; or as late as can be where that was
   * not enough, or where more would have started by the time that the next refusal tells.
   */
  cameLate({ startedMs }: Pick<Sent, "startedMs">, now: number): void {
    const isLittle = this.lateMs === 0 && now - startedMs <= SLOW_START_MS;
    this.#late = { untilMs: now, byMs: isLittle ? SLOW_START_MS : LATE_MS };
  }

  /** Keeps more beyond a window. */
  widenMargin(): void {
    this.marginMs = Math.min(MOST_MARGIN_MS, 2 * this.marginMs);
  }

  start(now: number, alone = false): Sent {
    const countedMs = now + this.wayMs;
    const { longestMs, shortestMs } = this.#trips;
    const nth = ++this.#started;
    const sent: Sent = { nth, startedMs: now, writtenMs: undefined, countedMs, alone, longestMs, shortestMs };
    this.#inFlight.add(sent);
    this.#starts.add(now);
    this.#counted.add(countedMs);
    return sent;
  }

  written(sent: Sent, atMs: number): void {
    if (!this.#inFlight.has(sent)) return;
    this.#shown = true;
    sent.writtenMs = atMs;
    this.#move(sent, Math.max(atMs, sent.startedMs));
  }

  /** Ends a request's time in flight; `false` where it had ended. */
  end(sent: Sent, end: TurnEnd, now: number): boolean {
    if (!this.#inFlight.delete(sent)) return false;
    if (end.how === "never-sent") {
      this.#counted.remove(sent.countedMs);
      this.#starts.remove(sent.startedMs);
      return true;
    }
    sent.writtenMs ??= end.writtenMs;
    const endedMs = end.how === "answered" ? Math.min(end.answeredMs, now) : now;
    if (end.how === "answered") this.#trips.add(endedMs - (sent.writtenMs ?? sent.startedMs));
    this.#move(sent, this.#countedBy(sent, sent.writtenMs ?? sent.startedMs + this.#trips.wayMs, endedMs));
    return true;
  }

  /** When a window of this length has room again for one of so many requests. */
  freed(allowed: number, intervalMs: number, now: number): number {
    if (allowed === Infinity) return -Infinity;
    const counted = this.latest(allowed, intervalMs, now) ?? -Infinity;
    const late = Math.min(counted, this.#late.untilMs) + this.#late.byMs;
    return Math.max(counted, late) + intervalMs + this.marginMs + this.driftMs;
  }

  /** Takes in which request it was of all that HubSpot counted in a window of this length: its own word, as it arrived. */
  arrived({ writtenMs }: Sent, count: number, intervalMs: number, now: number): void {
    if (writtenMs !== undefined && now < this.firstMs + intervalMs) this.#arrivals.add(writtenMs, count, this.firstMs);
  }

  /** When the nth last request was counted, of those that a window of this length may still see. */
  latest(nth: number, intervalMs: number, now: number): number | undefined {
    // Who is in flight for longer than a window keeps its slot: it may not even have arrived.
    for (const sent of this.#inFlight) {
      // None is counted before it starts, and those behind it started later.
      if (sent.startedMs > now - intervalMs) break;
      if (sent.countedMs > now - intervalMs) continue;
      const known = sent.writtenMs ?? (this.#shown ? now : sent.startedMs + this.#trips.wayMs);
      this.#move(sent, Math.max(sent.countedMs, this.#countedBy(sent, known, now)));
    }
    return this.#counted.latest(nth);
  }

  /** How many were counted after one time and started until another. */
  between(fromMs: number, untilMs: number): number {
    return this.#counted.since(fromMs) - this.#starts.since(untilMs);
  }

  /** The same, as many as they may be where some came late. */
  mayBeBetween(fromMs: number, untilMs: number): number {
    const { untilMs: lateUntilMs, byMs } = this.#late;
    return this.between(fromMs < lateUntilMs + byMs ? fromMs - byMs : fromMs, untilMs);
  }

  /** How many HubSpot may not have counted yet when it counted this one: those after it, and those still on their way. */
  uncountedAt({ nth }: Sent): number {
    let before = 0;
    for (const other of this.#inFlight) {
      if (other.nth >= nth) break;
      before++;
    }
    return this.#started - nth + before;
  }

  forget(untilMs: number): void {
    for (const times of [this.#counted, this.#starts]) times.forget(untilMs);
  }

  #countedBy(sent: Sent, knownMs: number, endedMs: number): number {
    const tookMs = endedMs - (sent.writtenMs ?? sent.startedMs);
    const excessMs = tookMs - sent.longestMs;
    if (!(excessMs > 0)) return knownMs;
    // Far from what they all are, it was held up; then HubSpot may have taken as little time as ever.
    const heldUpMs = excessMs > sent.longestMs - sent.shortestMs ? tookMs - sent.shortestMs : excessMs;
    return knownMs + Math.min(heldUpMs, LONGEST_STALL_MS);
  }

  #move(sent: Sent, toMs: number): void {
    if (toMs === sent.countedMs) return;
    this.#counted.move(sent.countedMs, toMs);
    sent.countedMs = toMs;
  }
}
