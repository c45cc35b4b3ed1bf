import type { Quota } from "../pace/pace.js";
import type { Load } from "../wire/request-context.js";

/** Batches in flight before the first answer. */
const FIRST_IN_FLIGHT = 4;
/** Batches in flight while answers are fast: more would only wait here. */
const MOST_IN_FLIGHT = 32;
/** Answers that take longer, in ms, leave quota unused that more in flight would use. */
const SLOW_MS = 250;
/** Batches that wait for the quota beside those in flight, while answers are slow. */
const READY = 8;
/** Inputs, and characters of bodies, in flight at most while more than 32 batches are. */
const MOST_INPUTS = 20_000;
const MOST_LENGTH = 64 * 1024 * 1024;
/** Part of a new answer time in the one that is kept. */
const NEW_SHARE = 1 / 8;
/** Batches given up in a row after which HubSpot counts as unavailable. */
const MOST_GIVEN_UP = 5;

/**
 * How many batches of a run may be in flight: a few while it is blind, until the first answer; then 32, or, where answers
 * are slow, as many as the window's quota, within what may be held in memory. Where HubSpot refuses or fails it is narrowed
 * to half of what was in flight, and grows by one with each answer.
 */
export class Width implements Load {
  readonly #concurrency: number | undefined;
  readonly #batchSize: number;
  readonly #quota: () => Quota | undefined;
  /** What is left of the width where it was narrowed; without end else. */
  #narrow = FIRST_IN_FLIGHT;
  #blind = true;
  #inFlight = 0;
  #length = 0;
  #answerMs = 0;
  /** When it was narrowed last: what started before tells nothing new. */
  #narrowedMs = -Infinity;
  #givenUp = 0;

  constructor(concurrency: number | undefined, batchSize: number, quota: () => Quota | undefined) {
    this.#concurrency = concurrency;
    this.#batchSize = batchSize;
    this.#quota = quota;
  }

  /** Whether another batch may begin beside so many that have. */
  mayBegin(active: number): boolean {
    if (active >= Math.min(this.#narrow, this.most)) return false;
    return active < MOST_IN_FLIGHT || !this.#slow || this.#concurrency !== undefined
      ? true
      : active - this.#inFlight < READY && this.#length < MOST_LENGTH;
  }

  /** Batches that the run may hold at most, as things are. */
  get most(): number {
    if (this.#concurrency !== undefined) return this.#concurrency;
    if (!this.#slow) return MOST_IN_FLIGHT;
    const quota = this.#quota()?.requests ?? MOST_IN_FLIGHT;
    return Math.max(MOST_IN_FLIGHT, Math.min(quota, Math.floor(MOST_INPUTS / this.#batchSize)));
  }

  get #slow(): boolean {
    return this.#answerMs > SLOW_MS;
  }

  /** Whether HubSpot counts as unavailable. */
  get unavailable(): boolean {
    return this.#givenUp >= MOST_GIVEN_UP;
  }

  began(length: number): void {
    this.#inFlight++;
    this.#length += length;
  }

  ended(length: number, tookMs: number, how: "fine" | "congested"): void {
    this.#length -= length;
    const inFlight = this.#inFlight--;
    if (how === "congested") return this.#narrowTo(Math.min(this.#narrow, inFlight) >> 1, tookMs);
    this.#answerMs += this.#blind ? tookMs : (tookMs - this.#answerMs) * NEW_SHARE;
    this.#narrow = this.#blind || this.#narrow >= this.most ? Infinity : this.#narrow + 1;
    this.#blind = false;
  }

  #narrowTo(batches: number, tookMs: number): void {
    const now = performance.now();
    // Those that were under way when it was narrowed tell nothing new.
    if (now - tookMs < this.#narrowedMs) return;
    this.#narrow = Math.max(1, batches);
    this.#narrowedMs = now;
    this.#blind = false;
  }

  /** Takes in whether a batch came to an end that HubSpot had a part in. */
  batchEnded(answered: boolean): void {
    this.#givenUp = answered ? 0 : this.#givenUp + 1;
  }
}
