import { insert } from "./insert.js";
import type { Succeeded, WithoutId } from "./outcome.js";

const MOST_INDEXES = 100;

/** Inputs that were written, and of whose records no id is known, for one reason. */
export interface MissingIds {
  /** Why: see `WithoutId`. */
  readonly reason: WithoutId;
  /** How many. */
  readonly count: number;
  /** The places of the first 100 of them, ascending. */
  readonly indexes: readonly number[];
}

/** Counts written inputs without an id, by their reasons. */
export class IdCount {
  readonly #reasons = new Map<WithoutId, { count: number; readonly indexes: number[] }>();

  /** How many there are. */
  get count(): number {
    return this.listed().reduce((sum, { count }) => sum + count, 0);
  }

  add({ index, record, matchedBy, withoutId }: Succeeded<unknown> & { readonly index: number }): void {
    // One that HubSpot has nothing to show of is known by its id.
    const isUntold = record === undefined && matchedBy === "count";
    const reason = withoutId ?? (isUntold ? "look-alike" : "not-answered");
    let its = this.#reasons.get(reason);
    if (its === undefined) this.#reasons.set(reason, (its = { count: 0, indexes: [] }));
    its.count++;
    insert(its.indexes, index, MOST_INDEXES, (one) => one);
  }

  /** The most frequent reason first. */
  listed(): MissingIds[] {
    return [...this.#reasons]
      .map(([reason, { count, indexes }]) => ({ reason, count, indexes: [...indexes] }))
      .sort((one, other) => other.count - one.count);
  }
}
