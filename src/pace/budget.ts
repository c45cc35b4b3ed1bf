import { OtherTraffic } from "./other-traffic.js";
import type { Quota } from "./pace.js";
import { LATE_MS, type Sent, type Slots } from "./slots.js";

/** Part of HubSpot's own limit that nobody takes who is alone: those who come later could not even show themselves. */
const ALONE_SHARE = 0.01;
/** Part of what others leave that is left to them too: who has more leaves more, so that all come to have the same. */
const BESIDE_SHARE = 0.05;
/** How much later than it was written a request may arrive and still be told apart from those after it, in ms. */
const ORDER_MS = 150;
/** Part of the window that may look free where it is full; or taken by others, where answers take long. */
const FULL_SHARE = 0.02;
/** Part of the window by which the most that others may have spent is beyond the least where an answer tells of them clearly. */
const CLOSE_SHARE = 1 / 3;
/** So long after our first request since a rest, in windows, one may be refused for those that came with the first. */
const FIRST_WINDOWS = 1.5;
/** How long ago the window was as full as it gets, where ours come in a burst, in ms. */
const MOMENT_MS = 1_000;

/**
 * The whole budget, as HubSpot's headers tell it; its window need not be that of a quota that was given.
 *
 * Alone: all of it is used as it frees, but for a hundredth.
 * Beside: others are seen; their spend is left to them and a little more, and ours is spread.
 */
export class Budget {
  readonly #slots: Slots;
  readonly #reserved: number;
  readonly #otherTraffic = new OtherTraffic();
  /** Whether `remaining` was seen to be of the moment when a request was counted, and not of when it was answered. */
  #countsOnArrival = false;
  #quota: Quota | undefined;

  /** `reserved` is the part that is not used; `quota` is what is believed until an answer tells. */
  constructor(slots: Slots, reserved: number, quota: Quota | undefined) {
    this.#slots = slots;
    this.#reserved = reserved;
    this.#quota = quota;
  }

  get quota(): Quota | undefined {
    return this.#quota;
  }

  /** Whether others are known to spend nothing. */
  isAlone(now: number): boolean {
    return this.#otherTraffic.spend(now) === 0;
  }

  /** Whether all that filled the window which refused a request may be ours, some of it come late. */
  mayBeOurs({ startedMs, remaining }: Sent): boolean {
    if (remaining === undefined || this.#quota === undefined) return true;
    const { requests, intervalMs } = this.#quota;
    return requests - remaining <= this.#slots.between(startedMs - intervalMs - LATE_MS, startedMs);
  }

  /** Whether these were our first since a rest: of later ones it is known how late they come. */
  wereFirst({ startedMs, remaining }: Sent): boolean {
    if (remaining === undefined || this.#quota === undefined) return false;
    return startedMs < this.#slots.firstMs + FIRST_WINDOWS * this.#quota.intervalMs;
  }

  /** What is not reserved of so many. Never below one: a request now and then is how we learn that the others have stopped. */
  shareOf(requests: number): number {
    return Math.max(1, Math.floor(requests * (1 - this.#reserved)));
  }

  /** Takes in what the answer to a request tells. Returns whether others have stopped. */
  told(quota: Quota, sent: Sent, now: number): boolean {
    this.#quota = quota;
    const { remaining, filledByUs } = sent;
    if (remaining === undefined || filledByUs === true) return false;
    const { requests, intervalMs } = quota;
    const spent = requests - remaining;
    const stopped = this.#look(spent, quota, sent, now);
    // What others spent may leave the window at any time: then the count tells of no order.
    if (this.#countsOnArrival && this.isAlone(now)) this.#slots.arrived(sent, spent, intervalMs, now);
    return stopped;
  }

  /** Keeps what is known of others for longer: while nothing is sent, nothing can be seen. */
  keep(untilMs: number): void {
    this.#otherTraffic.keep(untilMs);
  }

  /** When it has room for the next request. */
  freeAt(now: number): number {
    if (this.#quota === undefined) return now;
    const { requests, intervalMs } = this.#quota;
    const free = this.#slots.freed(this.shareOf(requests), intervalMs, now);
    const others = this.#otherTraffic.spend(now);
    if (others === undefined) return free;
    if (others === 0)
      return Math.max(free, this.#slots.freed(requests - Math.floor(requests * ALONE_SHARE), intervalMs, now));
    const beside = Math.min(this.#freeBeside(others, this.#quota, now), this.#otherTraffic.knownUntilMs);
    // One looks whether they have stopped, once what was seen of them has left the window.
    const look = this.#slots.inFlight === 0 ? this.#otherTraffic.lookMs + this.#slots.marginMs : Infinity;
    return Math.max(free, Math.min(beside, look));
  }

  /** When the next request may start beside so many of others, of what they leave. */
  #freeBeside(others: number, { requests, intervalMs }: Quota, now: number): number {
    const left = requests - others;
    const alone = Math.floor(requests * ALONE_SHARE);
    const offMs = this.#slots.wayMs + this.#slots.marginMs;
    // So many of theirs may come earlier or later than the answers tell; they may be more yet while their pace is new.
    const drift = (others * offMs * (this.#otherTraffic.steady ? 1 : 2)) / intervalMs;
    const usual = Math.min(left / 2, left * BESIDE_SHARE + drift, alone + 2 * others);
    const spare = Math.max(usual, this.#otherTraffic.offered);
    const room = Math.max(1, left - Math.floor(spare));
    const free = this.#slots.freed(room, intervalMs, now);
    // As many as in the window before are taken as they free: spread out, they would seem to be anybody's meanwhile.
    const windowMs = intervalMs + this.#slots.marginMs;
    if (others <= requests / 2 && this.#ours(now, windowMs) < this.#ours(now - windowMs, windowMs)) return free;
    // The more they spend, the more evenly we take what we did not have: two bursts that meet would both be refused.
    const apart = (intervalMs / room) * Math.min(1, (2 * others) / requests);
    return Math.max(free, this.#slots.lastStartMs + apart);
  }

  /** Ours in the window that ends at a time. */
  #ours(untilMs: number, windowMs: number): number {
    return this.#slots.between(untilMs - windowMs, untilMs);
  }

  /** Looks how many others have spent, by what is spent in all. Returns whether they have stopped. */
  #look(spent: number, { requests, intervalMs }: Quota, sent: Sent, now: number): boolean {
    const { marginMs, shortestMs, leastMs, driftMs } = this.#slots;
    const atMs = sent.writtenMs ?? sent.startedMs;
    const answeredMs = now - Math.min(leastMs, now - sent.startedMs) + marginMs;
    // Ours are all that HubSpot may have counted by then: what is more than these was spent by others.
    const beyondOurs = (fromMs: number, untilMs: number) =>
      spent - this.#slots.mayBeBetween(fromMs - intervalMs - marginMs - driftMs, untilMs);
    const answering = beyondOurs(now, answeredMs);
    if (answering < -1) this.#countsOnArrival = true;
    // Where HubSpot is slow, too many of ours start meanwhile to see others beside them.
    const arrivedMs = shortestMs > ORDER_MS ? Math.min(answeredMs, atMs + ORDER_MS + driftMs) : answeredMs;
    const arriving = beyondOurs(atMs, arrivedMs);
    const least = this.#countsOnArrival ? arriving : Math.min(arriving, answering);
    const most = spent - this.#slots.between(atMs - intervalMs + ORDER_MS, atMs - ORDER_MS);
    // A moment ago, before we took anew what freed. What seems to be theirs may be ours where ways are long, or differ.
    const ours = this.#slots.between(atMs - intervalMs - MOMENT_MS, atMs - MOMENT_MS);
    const stopped = this.#otherTraffic.seen(Math.max(0, least), Math.max(0, most), now, intervalMs);
    const theirs = this.#otherTraffic.spend(now) ?? 0;
    const isClear = shortestMs > ORDER_MS ? theirs > requests * FULL_SHARE : most - least <= requests * CLOSE_SHARE;
    const areTheirs = theirs > 0 && isClear && driftMs <= marginMs;
    const free = requests - ours - theirs;
    if (areTheirs && free >= 0 && free <= requests * FULL_SHARE)
      this.#otherTraffic.filled(theirs, ours, now, intervalMs);
    return stopped;
  }
}
