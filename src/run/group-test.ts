/**
 * Finds the bad records of a refused batch by adaptive group testing: a group that HubSpot accepts is written and done
 * with, a group that it refuses holds at least one bad record. Each next group is the one whose answer tells most: as
 * likely refused as not, for what is known so far. Each culprit is finally refused alone, so its error is its own.
 */
import { without } from "../match/without.js";

/** Shares of bad records considered. At first each is as likely as it is small: one bad record is commoner than two. */
const SHARES = [0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.5, 0.64, 0.9];

export class GroupTest<T> {
  /** Holds at least one bad record. */
  #suspects: readonly T[];
  /** Nothing is known of these. */
  #others: readonly T[] = [];
  #good = 0;
  #bad = 0;

  constructor(refused: readonly T[]) {
    this.#suspects = refused;
  }

  /** Those not yet decided. */
  get undecided(): readonly T[] {
    return [...this.#suspects, ...this.#others];
  }

  /** The group to send next, with so many requests left; `undefined` when all are decided. */
  next(requestsLeft: number): readonly T[] | undefined {
    const known = this.#suspects.length > 0;
    const from = known ? this.#suspects : this.#others;
    if (from.length === 0) return undefined;
    // One request for each is always enough: a budget that has come down to that is spent that way.
    if (requestsLeft === this.#suspects.length + this.#others.length) return from.slice(0, 1);
    return from.slice(0, this.#tellingSize(from.length, known));
  }

  /** HubSpot wrote the group. */
  accepted(group: readonly T[]): void {
    this.#good += group.length;
    this.#take(group);
  }

  /** HubSpot refused the group. */
  refused(group: readonly T[]): void {
    this.#take(group);
    this.#release();
    if (group.length === 1) this.#bad++;
    else this.#suspects = group;
  }

  /** These are decided in another way, which says nothing of the rest. */
  dismiss(group: readonly T[]): void {
    this.#take(group);
    this.#release();
  }

  #take(group: readonly T[]): void {
    this.#suspects = without(this.#suspects, group);
    this.#others = without(this.#others, group);
  }

  #release(): void {
    this.#others = [...this.#suspects, ...this.#others];
    this.#suspects = [];
  }

  /** How many of `among` make a group that is refused with a probability nearest to one half. */
  #tellingSize(among: number, oneIsBad: boolean): number {
    const beliefs = this.#beliefs();
    const refusal = (size: number) =>
      beliefs.reduce((sum, { share, belief }) => sum + belief * (1 - (1 - share) ** size), 0);
    const certain = oneIsBad ? refusal(among) : 1;
    const surprise = (size: number) => Math.abs(refusal(size) / certain - 0.5);
    const most = oneIsBad ? among - 1 : among;
    let size = 1;
    while (size < most && surprise(size + 1) < surprise(size)) size++;
    return size;
  }

  /** How likely each share is, given what was found; in logarithms, because a batch may hold thousands. */
  #beliefs(): { readonly share: number; readonly belief: number }[] {
    const logs = SHARES.map((share) => this.#good * Math.log(1 - share) + (this.#bad - 1) * Math.log(share));
    const most = Math.max(...logs);
    const beliefs = logs.map((log) => Math.exp(log - most));
    const total = beliefs.reduce((sum, belief) => sum + belief, 0);
    return SHARES.map((share, index) => ({ share, belief: (beliefs[index] ?? 0) / total }));
  }
}
