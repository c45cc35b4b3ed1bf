import { LimiterError } from "../outcome/errors.js";
import { DailyBudget } from "./daily-budget.js";
import { OtherTraffic } from "./other-traffic.js";
import type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd, Wait } from "./pace.js";
import { LONGEST_DELAY_MS, RoundTrips } from "./round-trips.js";
import { Times } from "./times.js";

/** The smallest burst limit HubSpot documents (Free and Starter accounts). Source: HubSpot, API usage guidelines. */
const SMALLEST_QUOTA: Quota = { requests: 100, intervalMs: 10_000 };
/** Requests out before the first answer tells the real quota. */
const UNINFORMED_IN_FLIGHT = 4;
/** Time kept beyond the window, in ms: what a clock and a socket may be off. */
const MARGIN_MS = 50;
/** Part of HubSpot's own limit that nobody takes who is alone: those who come later could not even show themselves. */
const ALONE_SHARE = 0.01;
/** Part of what others leave that is left to them too: who has more leaves more, so that all come to have the same. */
const BESIDE_SHARE = 0.05;

interface Waiter {
  readonly start: (turn: Turn) => void;
  readonly refuse: (error: LimiterError) => void;
}

/** A limiter that lets HubSpot see at most its quota in any window; without one, it learns it from HubSpot's headers. */
export class SlidingWindow implements RateLimiter {
  readonly #ceiling: Quota | undefined;
  readonly #reserve: Reserve;
  readonly #waiters = new Set<Waiter>();
  readonly #starts = new Times();
  /**
   * When HubSpot counted each request, at the latest, less what the shortest way there takes: a start of now is counted
   * that much later too.
   */
  readonly #counted = new Times();
  readonly #otherTraffic = new OtherTraffic();
  #inFlight = 0;
  #informed: boolean;
  /** The whole budget, as HubSpot's headers tell it; its window need not be the ceiling's. */
  #budget: Quota | undefined;
  readonly #roundTrips = new RoundTrips();
  #pausedUntil = 0;
  readonly #daily: DailyBudget;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(quota: Quota | undefined, reserve: Reserve) {
    this.#ceiling = quota;
    this.#reserve = reserve;
    this.#daily = new DailyBudget(reserve.daily);
    this.#informed = quota !== undefined;
    this.#budget = quota === undefined ? SMALLEST_QUOTA : undefined;
  }

  acquire(signal: AbortSignal): Promise<Turn> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#daily.mayStart(this.#inFlight) === "not-today") return Promise.reject(this.#noneToday());
    const now = performance.now();
    if (this.#waiters.size === 0 && this.#freeAt(now) <= now) {
      return Promise.resolve(this.#start(now));
    }
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiters.delete(waiter);
        this.#drain();
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        start: (turn) => {
          signal.removeEventListener("abort", abort);
          resolve(turn);
        },
        refuse: (error) => {
          signal.removeEventListener("abort", abort);
          reject(error);
        },
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#waiters.add(waiter);
      this.#drain();
    });
  }

  release({ startedMs }: Turn, end: TurnEnd): void {
    const now = performance.now();
    this.#inFlight--;
    this.#counted.move(startedMs + LONGEST_DELAY_MS, startedMs + this.#roundTrips.delayOf(now - startedMs));
    if (end.how === "answered") {
      this.#informed = true;
      this.#roundTrips.add(now - startedMs);
      this.#learn(end.headers, startedMs, now);
      this.#daily.answered(numberIn(end.headers, "X-HubSpot-RateLimit-Daily-Remaining"), startedMs, this.#inFlight);
    } else if (end.how === "never-sent") this.#daily.undo();
    this.#drain();
  }

  written(): void {}

  pause({ forMs }: Hold): void {
    const ms = forMs ?? (this.#budget ?? this.#ceiling ?? SMALLEST_QUOTA).intervalMs + MARGIN_MS;
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);
    this.#otherTraffic.keep(this.#pausedUntil);
    this.#drain();
  }

  waiting(): Wait | undefined {
    const now = performance.now();
    const freeAt = this.#freeAt(now);
    if (this.#waiters.size === 0 || freeAt <= now || freeAt === Infinity) return undefined;
    return {
      reason: this.#pausedUntil > now ? "rate-limited" : "quota",
      untilMs: Math.round(Date.now() + freeAt - now),
    };
  }

  #start(now: number): Turn {
    this.#starts.add(now);
    this.#counted.add(now + LONGEST_DELAY_MS);
    const longest = Math.max(this.#budget?.intervalMs ?? 0, this.#ceiling?.intervalMs ?? 0);
    for (const times of [this.#starts, this.#counted]) times.forget(now - 2 * (longest + LONGEST_DELAY_MS));
    this.#daily.start(this.#inFlight++, now);
    return { startedMs: now };
  }

  /** The time at which the next request may start: now or later, `Infinity` until the first answer tells. */
  #freeAt(now: number): number {
    if (this.#pausedUntil > now) return this.#pausedUntil;
    if (!this.#informed && this.#inFlight >= UNINFORMED_IN_FLIGHT) return Infinity;
    if (this.#daily.mayStart(this.#inFlight) === "later") return Infinity;
    const { requests = Infinity, intervalMs = 0 } = this.#ceiling ?? {};
    return Math.max(now, this.#freed(this.#share(requests), intervalMs), this.#freeInBudget(now));
  }

  /** When the window has room again for one of so many requests. */
  #freed(allowed: number, intervalMs: number): number {
    return (this.#counted.latest(allowed) ?? -Infinity) + intervalMs + MARGIN_MS;
  }

  /** Never below one: a request now and then is how we learn that the others have stopped. */
  #share(requests: number): number {
    return Math.max(1, Math.floor(requests * (1 - (this.#reserve.share ?? 0))));
  }

  #freeInBudget(now: number): number {
    if (this.#budget === undefined) return now;
    const { requests, intervalMs } = this.#budget;
    const free = this.#freed(this.#share(requests), intervalMs);
    const others = this.#otherTraffic.spend(now);
    if (others === undefined) return free;
    const left = requests - others;
    const alone = Math.floor(requests * ALONE_SHARE);
    if (others <= alone) return Math.max(free, this.#freed(left - alone, intervalMs));
    return Math.min(Math.max(free, this.#freeBeside(others, left, intervalMs)), this.#otherTraffic.knownUntilMs);
  }

  /** When the next request may start beside so many of others, of what they leave. */
  #freeBeside(others: number, left: number, intervalMs: number): number {
    const spreadMs = Math.min(this.#roundTrips.spreadMs, LONGEST_DELAY_MS);
    // So many of theirs may come earlier or later than the answers tell; they may be more yet while their pace is new.
    const drift = (others * spreadMs * (this.#otherTraffic.steady ? 1 : 2)) / intervalMs;
    const room = Math.max(1, left - Math.floor(Math.min(left / 2, left * BESIDE_SHARE + drift)));
    const freed = this.#freed(room, intervalMs);
    // The more they spend, the more evenly we do: two bursts that meet would both be refused.
    const apart = (intervalMs / room) * Math.min(1, (2 * others) / (others + left));
    return Math.max(freed, (this.#starts.latest(1) ?? -Infinity) + apart);
  }

  #drain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const waiter of this.#waiters) {
      if (this.#daily.mayStart(this.#inFlight) === "not-today") {
        this.#waiters.delete(waiter);
        waiter.refuse(this.#noneToday());
        continue;
      }
      const now = performance.now();
      const freeAt = this.#freeAt(now);
      if (freeAt > now) {
        // Timers are a millisecond early at times; the check above sends them round again.
        if (freeAt !== Infinity) this.#timer = setTimeout(() => this.#drain(), Math.ceil(freeAt - now));
        return;
      }
      this.#waiters.delete(waiter);
      waiter.start(this.#start(now));
    }
  }

  #noneToday(): LimiterError {
    const message = `Of the account's requests for today only the ${this.#reserve.daily} of \`reserve.daily\` are left`;
    return new LimiterError(message, { reason: "daily-reserve" });
  }

  #learn(headers: Pick<Headers, "get">, startedMs: number, now: number): void {
    const max = numberIn(headers, "X-HubSpot-RateLimit-Max");
    if (max === undefined || max < 1) return;
    const interval = numberIn(headers, "X-HubSpot-RateLimit-Interval-Milliseconds") || SMALLEST_QUOTA.intervalMs;
    this.#budget = { requests: max, intervalMs: interval };
    const remaining = numberIn(headers, "X-HubSpot-RateLimit-Remaining");
    if (remaining === undefined) return;
    // Ours are all that HubSpot may have counted by then, so that others are never overestimated.
    const ours =
      this.#counted.since(startedMs - interval - MARGIN_MS) -
      this.#starts.since(now - this.#roundTrips.shortestMs + MARGIN_MS);
    this.#otherTraffic.seen(Math.max(0, max - remaining - ours), now, interval);
  }
}

function numberIn(headers: Pick<Headers, "get">, name: string): number | undefined {
  const text = headers.get(name);
  if (text === null || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
