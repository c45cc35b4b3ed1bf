import { LimiterError } from "../outcome/limiter-error.js";
import { type RateHeaders, readRateHeaders } from "../pace/headers.js";
import type { Hold, Quota, RateLimiter, Turn, TurnEnd, Wait } from "../pace/pace.js";
import { type Sent, Slots } from "../pace/slots.js";
import { Waiters } from "../pace/waiters.js";
import type { Alone } from "./alone.js";
import { callScript, type Send, type Told } from "./call.js";
import { RedisClock } from "./clock.js";

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
/** In Redis a slot counts as on its way for so long, in ms. */
const FLIGHT_MS = 1_000;
/** Longest that an answer of Redis is waited for, in ms. */
const DEADLINE_MS = 3_000;
const RETRY_MS = { first: 100, most: 1_000 };

/** What a limiter is made of; all of it is checked. */
export interface RedisLimiterSettings {
  readonly send: Send;
  readonly keys: readonly string[];
  /** This process, among those of the budget. */
  readonly me: string;
  readonly quota: Quota | undefined;
  readonly share: number;
  readonly daily: number;
  readonly marginMs: number;
  readonly whenAway: "wait" | "share";
  readonly patienceMs: number;
}

/** A start time that Redis gave. */
interface Grant {
  readonly slot: string;
  /** A `performance.now()` time. */
  readonly startMs: number;
}

/** A turn that has not ended. */
interface Open {
  readonly sent: Sent;
  /** Empty where Redis knows nothing of it. */
  slot: string;
  /** What Redis was told of it. */
  toldMs: number;
}

/** What Redis is to be told of a slot. */
interface Report {
  /** `undefined`: it was never sent. */
  readonly countedMs?: number;
  readonly answered?: { readonly atMs: number; readonly headers: RateHeaders };
}

/** What Redis is to be told of the whole budget. */
interface News {
  /** Hold for so long, in ms. */
  readonly holdMs: number;
  /** When the last request started that was refused. */
  readonly refusedMs: number;
  readonly today: boolean;
}

const NO_NEWS: News = { holdMs: 0, refusedMs: 0, today: false };

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
  readonly #waiters = new Waiters<Turn>();
  readonly #slots = new Slots();
  readonly #clock = new RedisClock();
  readonly #open = new Map<Turn, Open>();
  readonly #reports = new Map<string, Report>();
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
  /** What Redis last told. */
  #told: Told | undefined;
  /** The highest id that was given, and when the last of mine was counted. */
  #highest = 0;
  #countedMs = -Infinity;
  #heldUntilMs = 0;
  #news: News = NO_NEWS;
  #steppedMs = 0;
  /** Since when Redis is away, why, and how long the next trial waits. */
  #awayMs: number | undefined;
  #failure: unknown;
  #retryMs = RETRY_MS.first;
  /** Since when somebody waits. */
  #waitingMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: RedisLimiterSettings) {
    this.#settings = settings;
    if (settings.whenAway !== "share") return;
    const load = import("./alone.js");
    void load.then(
      ({ Alone }) => (this.#alone = new Alone((turn) => this.#begin("", turn))),
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
    const now = performance.now();
    this.#open.delete(turn);
    this.#slots.end(open.sent, end, now);
    this.#alone?.release(turn, end);
    if (end.how !== "never-sent") this.#countedMs = Math.max(this.#countedMs, open.sent.countedMs);
    if (open.slot === "") return;
    this.#report(open.slot, reportOf(open.sent, end), now);
    this.#drain();
  }

  pause(hold: Hold): void {
    const { forMs, turn, today = false } = hold;
    const now = performance.now();
    const { marginMs } = this.#settings;
    if (today) this.#news = { ...this.#news, today };
    else {
      const holdMs = forMs ?? (turn === undefined ? this.#windowMs + marginMs : 0);
      this.#heldUntilMs = Math.max(this.#heldUntilMs, now + holdMs);
      this.#news = withNews(this.#news, { holdMs, refusedMs: forMs === undefined ? (turn?.startedMs ?? 0) : 0 });
      this.#giveBack(this.#grants.splice(0), now);
    }
    this.#alone?.pause(hold);
    this.#flushMs = now;
    this.#drain();
  }

  waiting(): Wait | undefined {
    const now = performance.now();
    if (this.#waiters.size === 0) return undefined;
    const until = (ms: number) => Math.round(Date.now() + ms - now);
    if (this.#awayMs !== undefined) return { reason: "limiter", untilMs: until(this.#askMs) };
    if (this.#heldUntilMs > now) return { reason: "rate-limited", untilMs: until(this.#heldUntilMs) };
    const freeMs = this.#grants[0]?.startMs ?? this.#clock.reached(this.#told?.againMs ?? 0);
    return freeMs > now ? { reason: "quota", untilMs: until(freeMs) } : undefined;
  }

  quota(): Quota | undefined {
    const { quota } = this.#settings;
    const { requests = 0, intervalMs = 0 } = this.#told ?? {};
    if (requests === 0) return quota;
    return quota !== undefined && quota.requests < requests ? quota : { requests, intervalMs };
  }

  get #windowMs(): number {
    return Math.max(this.#told?.intervalMs ?? 0, this.#settings.quota?.intervalMs ?? 0) || 10_000;
  }

  /** Gives what can be given, and sets out to ask for the rest. */
  #drain(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    const fresh = this.#grants.findIndex(({ startMs }) => startMs + STALE_MS >= now);
    this.#giveBack(this.#grants.splice(0, fresh < 0 ? this.#grants.length : fresh), now);
    while (this.#waiters.size > 0) {
      const [grant] = this.#grants;
      if (grant === undefined || grant.startMs > now) break;
      this.#grants.shift();
      this.#given.push(now);
      this.#waiters.give(this.#begin(grant.slot));
    }
    if (this.#awayMs !== undefined) this.#goAlone(now, this.#awayMs);
    const askMs = this.#asking ? Infinity : this.#nextAskMs;
    if (askMs <= now) void this.#ask(now);
    const [first] = this.#grants;
    const startMs = first && (this.#waiters.size > 0 ? first.startMs : first.startMs + STALE_MS + 1);
    const wakeMs = Math.min(startMs ?? Infinity, askMs <= now ? Infinity : askMs);
    if (wakeMs === Infinity) return;
    this.#timer = setTimeout(() => this.#drain(), Math.ceil(Math.max(0, wakeMs - now)));
    // What is left to be told ages out by itself: it keeps no process alive.
    if (this.#waiters.size === 0) (this.#timer as { unref?: () => void }).unref?.();
  }

  get #nextAskMs(): number {
    const needMs = this.#waiters.size > this.#grants.length ? this.#askMs : Infinity;
    // Who is in flight for long keeps its slot: Redis hears of it.
    const heartMs = this.#open.size > 0 ? this.#askedMs + ASK_AGAIN_MS : Infinity;
    const askMs = Math.min(needMs, heartMs, this.#flushMs);
    return this.#awayMs === undefined ? askMs : Math.max(askMs, this.#askMs);
  }

  #begin(slot: string, alone?: Turn): Sent {
    const sent = this.#slots.start(alone?.startedMs ?? performance.now());
    this.#slots.forget(sent.startedMs - 3 * this.#windowMs);
    this.#open.set(sent, { sent, slot, toldMs: Number.NaN });
    this.#countedMs = Math.max(this.#countedMs, sent.countedMs);
    return sent;
  }

  #report(slot: string, report: Report, now: number): void {
    this.#reports.set(slot, report);
    // Until the quota is known, an answer is what all wait for.
    this.#flushMs = Math.min(this.#flushMs, this.quota() === undefined ? now : now + FLUSH_MS);
  }

  #giveBack(grants: readonly Grant[], now: number): void {
    for (const { slot } of grants) this.#report(slot, {}, now);
  }

  async #ask(now: number): Promise<void> {
    this.#asking = true;
    // Who was busy is likely to be: a call for each who comes would cost more than what is given back.
    this.#given = this.#given.filter((atMs) => atMs > now - FLUSH_MS);
    const need = this.#waiters.size === 0 ? 0 : Math.max(this.#waiters.size, this.#given.length) - this.#grants.length;
    const want = Math.max(0, Math.min(MOST_WANTED, need));
    this.#askedMs = now;
    this.#flushMs = Infinity;
    this.#tellOfOpen(now);
    const [reports, news] = [[...this.#reports], this.#news];
    this.#reports.clear();
    this.#news = NO_NEWS;
    const { send, keys } = this.#settings;
    const call = callScript(send, keys, this.#argsOf(want, reports, news));
    try {
      const told = await inTime(call);
      this.#asking = false;
      this.#heard(told, want, now);
    } catch (thrown) {
      this.#asking = false;
      // What it may still bring is of no use any more.
      void call.then(
        ({ slots }) => {
          for (const slot of slots) this.#report(slot, {}, performance.now());
        },
        () => {},
      );
      for (const [slot, report] of reports) if (!this.#reports.has(slot)) this.#reports.set(slot, report);
      this.#news = withNews(news, this.#news);
      // Who has nothing to tell and waits for nothing need not ask whether Redis is back.
      if (this.#reports.size > 0 || this.#news !== NO_NEWS) this.#flushMs = performance.now();
      this.#failed(thrown);
    }
    this.#drain();
  }

  /** Adds what is new of those in flight: when they were written, or that they take longer than ever. */
  #tellOfOpen(now: number): void {
    this.#slots.latest(1, this.#windowMs, now);
    for (const open of this.#open.values()) {
      const { countedMs, startedMs, writtenMs } = open.sent;
      const known = writtenMs !== undefined || countedMs > startedMs + FLIGHT_MS;
      // Most are answered soon, and told of once.
      const isSoon = now - startedMs < FLIGHT_MS / 2;
      if (open.slot === "" || isSoon || !known || countedMs === open.toldMs) continue;
      open.toldMs = countedMs;
      this.#reports.set(open.slot, { countedMs });
    }
  }

  #argsOf(want: number, reports: readonly (readonly [string, Report])[], news: News): string[] {
    const { me, marginMs, share, daily, quota } = this.#settings;
    const now = performance.now();
    const inWindow = now - this.#countedMs < this.#windowMs + FLIGHT_MS;
    const redisTime = (ms: number | undefined) => (ms === undefined ? -1 : this.#clock.latest(ms).toFixed(1));
    return [
      me,
      this.#told?.epoch ?? "",
      inWindow ? this.#highest : 0,
      want,
      marginMs,
      share,
      daily,
      quota?.requests ?? 0,
      quota?.intervalMs ?? 0,
      news.holdMs,
      news.refusedMs > 0 ? redisTime(news.refusedMs) : -1,
      news.today ? 1 : 0,
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

  #heard(told: Told, want: number, sentMs: number): void {
    const now = performance.now();
    if (told.epoch !== this.#told?.epoch) {
      // What was known of slots and times is lost with them.
      this.#clock.reset();
      this.#highest = 0;
      this.#grants = [];
      this.#reports.clear();
      for (const open of this.#open.values()) open.slot = "";
    }
    const stepped = this.#clock.heard(told.nowMs, sentMs, now);
    const again = stepped > 0 && this.#steppedMs > 0;
    this.#steppedMs = stepped;
    if (again) {
      // Others have not set it right: it is as it is, and nothing is known of what is in the window.
      this.#clock.reset();
      this.#clock.heard(told.nowMs, sentMs, now);
      this.#steppedMs = 0;
      this.#holdWindow();
    }
    this.#told = told;
    this.#alone?.company.heard(told, sentMs, now, this.#windowMs, stepped);
    const awayForMs = now - (this.#awayMs ?? now);
    this.#awayMs = undefined;
    this.#retryMs = RETRY_MS.first;
    this.#alone?.stop();
    // What went alone, here or elsewhere, Redis does not know of.
    if (this.#settings.whenAway === "share" && awayForMs > this.#windowMs) this.#holdWindow();
    this.#heldUntilMs = told.heldUntilMs > told.nowMs ? this.#clock.reached(told.heldUntilMs) : 0;
    const grants = told.slots.map((slot) => {
      const [id, start] = slot.split(":");
      this.#highest = Math.max(this.#highest, Number(id));
      return { slot, startMs: this.#clock.reached(Number(start)) };
    });
    if (stepped > 0 || this.#news.holdMs > 0) {
      this.#giveBack([...grants, ...this.#grants.splice(0)], now);
      this.#flushMs = now;
    } else {
      this.#grants.push(...grants);
      this.#grants.sort((one, other) => one.startMs - other.startMs);
    }
    const againMs = this.#clock.reached(told.againMs) - LEAD_MS;
    this.#askMs = grants.length >= want ? now : Math.min(now + ASK_AGAIN_MS, Math.max(now + SOONEST_MS, againMs));
    if (told.day === "" || want === 0) return;
    this.#askMs = now;
    this.#waiters.refuse(noneToday(told.day, this.#settings.daily));
  }

  /** What is in the window is not known. */
  #holdWindow(): void {
    this.#news = withNews(this.#news, { holdMs: this.#windowMs + this.#settings.marginMs });
  }

  #failed(thrown: unknown): void {
    const now = performance.now();
    this.#awayMs ??= now;
    this.#failure = thrown;
    this.#askMs = now + this.#retryMs;
    this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MS.most);
    const patience = this.#settings.patienceMs;
    if (this.#alone?.running || now - Math.max(this.#awayMs, this.#waitingMs) < patience) return;
    const message = `Redis has been away for ${Math.round((now - this.#awayMs) / 1_000)} s`;
    this.#waiters.refuse(new LimiterError(message, { cause: this.#failure }));
  }

  /** Divides the quota, once a window has passed in which nothing started, where it is known among how many. */
  #goAlone(now: number, awayMs: number): void {
    const [alone, quota] = [this.#alone, this.quota()];
    if (alone === undefined || quota === undefined) return;
    if (!alone.running) {
      const idleMs = now - Math.max(awayMs, this.#countedMs);
      const processes = alone.company.knownAt(awayMs, this.#windowMs);
      if (processes === undefined || idleMs < this.#windowMs + FLIGHT_MS + this.#settings.marginMs) return;
      alone.start(quota, this.#settings, processes);
    }
    alone.give(this.#waiters);
  }
}

function withNews(news: News, { holdMs = 0, refusedMs = 0, today = false }: Partial<News>): News {
  if (news === NO_NEWS && holdMs === 0 && refusedMs === 0 && !today) return NO_NEWS;
  return {
    holdMs: Math.max(news.holdMs, holdMs),
    refusedMs: Math.max(news.refusedMs, refusedMs),
    today: news.today || today,
  };
}

function reportOf(sent: Sent, end: TurnEnd): Report {
  if (end.how === "never-sent") return {};
  const { countedMs } = sent;
  if (end.how === "lost") return { countedMs };
  return { countedMs, answered: { atMs: end.answeredMs, headers: readRateHeaders(end.headers) } };
}

function noneToday(day: string, daily: number): LimiterError {
  return day === "daily-reserve"
    ? new LimiterError(`Of the account's requests for today only the ${daily} of \`reserve.daily\` are left`, {
        reason: "daily-reserve",
      })
    : new LimiterError("The account's requests for today are used up", { reason: "daily-limit" });
}

/** Rejects where it takes too long: a client that queues what it can't send keeps nobody waiting. */
function inTime<T>(call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new LimiterError(`Redis gave no answer within ${DEADLINE_MS} ms`)),
      DEADLINE_MS,
    );
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
