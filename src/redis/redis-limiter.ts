import { readRateHeaders } from "../pace/headers.js";
import type { Hold, Quota, RateLimiter, Turn, TurnEnd, Wait } from "../pace/pace.js";
import { type Sent, Slots } from "../pace/slots.js";
import { Waiters } from "../pace/waiters.js";
import type { Alone } from "./alone.js";
import { Dialogue, type DialogueSettings, FLIGHT_MS, type Grant, type Heard, type Report } from "./dialogue.js";
import { noneLeft, noneToday } from "./refusal.js";

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
const RETRY_MS = { first: 100, most: 1_000 };

/** What a limiter is made of; all of it is checked. */
export interface RedisLimiterSettings extends DialogueSettings {
  readonly whenAway: "wait" | "share";
  readonly patienceMs: number;
}

/** A turn that has not ended. */
interface Open {
  readonly sent: Sent;
  /** Empty where Redis knows nothing of it. */
  slot: string;
  /** What Redis was told of it. */
  toldMs: number;
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
  #heldUntilMs = 0;
  /** Since when Redis is away, and how long the next trial waits. */
  #awayMs: number | undefined;
  #retryMs = RETRY_MS.first;
  /** Since when somebody waits. */
  #waitingMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: RedisLimiterSettings) {
    this.#settings = settings;
    this.#dialogue = new Dialogue(settings);
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
    if (today) this.#dialogue.add({ today });
    else {
      const holdMs = forMs ?? (turn === undefined ? this.#dialogue.clearMs : 0);
      this.#heldUntilMs = Math.max(this.#heldUntilMs, now + holdMs);
      this.#dialogue.add({ holdMs, refusedMs: forMs === undefined ? (turn?.startedMs ?? -1) : -1 });
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
    const freeMs = this.#grants[0]?.startMs ?? this.#dialogue.againMs;
    return freeMs > now ? { reason: "quota", untilMs: until(freeMs) } : undefined;
  }

  quota(): Quota | undefined {
    return this.#dialogue.quota;
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
    if (this.#awayMs !== undefined) {
      const { quota, windowMs, clearMs } = this.#dialogue;
      const { share, daily } = this.#settings;
      const idleMs = clearMs + FLIGHT_MS;
      const standing = { quota, windowMs, idleMs, awayMs: this.#awayMs, lastMs: this.#countedMs };
      this.#alone?.goOn(this.#waiters, { share, daily }, standing);
    }
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
    this.#slots.forget(sent.startedMs - 3 * this.#dialogue.windowMs);
    this.#open.set(sent, { sent, slot, toldMs: Number.NaN });
    this.#countedMs = Math.max(this.#countedMs, sent.countedMs);
    return sent;
  }

  #report(slot: string, report: Report, now: number): void {
    this.#dialogue.report(slot, report);
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
    try {
      this.#heard(await this.#dialogue.ask(want, this.#countedMs), want);
    } catch (thrown) {
      this.#failed(thrown);
    }
    this.#asking = false;
    this.#drain();
  }

  /** Adds what is new of those in flight: when they were written, or that they take longer than ever. */
  #tellOfOpen(now: number): void {
    this.#slots.latest(1, this.#dialogue.windowMs, now);
    for (const open of this.#open.values()) {
      const { countedMs, startedMs, writtenMs } = open.sent;
      const known = writtenMs !== undefined || countedMs > startedMs + FLIGHT_MS;
      // Most are answered soon, and told of once.
      const isSoon = now - startedMs < FLIGHT_MS / 2;
      if (open.slot === "" || isSoon || !known || countedMs === open.toldMs) continue;
      open.toldMs = countedMs;
      this.#dialogue.report(open.slot, { countedMs });
    }
  }

  #heard(heard: Heard, want: number): void {
    const { told, grants, answeredMs } = heard;
    if (heard.isAnew) {
      this.#grants = [];
      for (const open of this.#open.values()) open.slot = "";
    }
    const { windowMs, clearMs } = this.#dialogue;
    this.#alone?.heard(heard, windowMs);
    // What went alone, here or elsewhere, Redis does not know of.
    const awayForMs = answeredMs - (this.#awayMs ?? answeredMs);
    if (this.#settings.whenAway === "share" && awayForMs > windowMs) this.#dialogue.add({ holdMs: clearMs });
    this.#awayMs = undefined;
    this.#retryMs = RETRY_MS.first;
    this.#heldUntilMs = this.#dialogue.heldUntil(told);
    this.#grants = [...this.#grants, ...grants].sort((one, other) => one.startMs - other.startMs);
    if (heard.steppedMs > 0 || this.#dialogue.isHolding) {
      this.#giveBack(this.#grants.splice(0), answeredMs);
      this.#flushMs = answeredMs;
    }
    const againMs = Math.max(answeredMs + SOONEST_MS, this.#dialogue.againMs - LEAD_MS);
    this.#askMs = grants.length >= want ? answeredMs : Math.min(answeredMs + ASK_AGAIN_MS, againMs);
    if (told.day === "" || want === 0) return;
    this.#askMs = answeredMs;
    this.#waiters.refuse(noneToday(told.day, this.#settings.daily));
  }

  #failed(thrown: unknown): void {
    const now = performance.now();
    this.#awayMs ??= now;
    // Who has nothing to tell and waits for nothing need not ask whether Redis is back.
    if (this.#dialogue.hasNews) this.#flushMs = now;
    this.#askMs = now + this.#retryMs;
    this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MS.most);
    const isPatient = now - Math.max(this.#awayMs, this.#waitingMs) < this.#settings.patienceMs;
    if (!this.#alone?.running && !isPatient) this.#waiters.refuse(noneLeft(now - this.#awayMs, thrown));
  }
}

function reportOf(sent: Sent, end: TurnEnd): Report {
  if (end.how === "never-sent") return {};
  const { countedMs } = sent;
  if (end.how === "lost") return { countedMs };
  return { countedMs, answered: { atMs: end.answeredMs, headers: readRateHeaders(end.headers) } };
}
