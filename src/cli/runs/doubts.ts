/**
 * Rows that an earlier pass left in doubt. Nothing but a success decides them now: that they are refused, or not sent after
 * all, tells nothing of what became of the request before. Even of an update, what was refused now may have been taken then.
 */
import type { Operation } from "../../index.js";
import { stillInDoubt, unaccounted } from "./detail.js";
import type { Detail } from "./entry.js";
import { DOUBTS, type Ledger, type RowFate } from "./ledger.js";
import type { DetailReader } from "./replay.js";

/** What is known of a row, and why where it did not succeed. */
export interface Known {
  readonly index: number;
  readonly fate: RowFate;
  readonly detail: Detail | undefined;
}

/** The rows of a pass that were in doubt before it. */
export class Doubts {
  readonly #ledger: Ledger;
  readonly #details: DetailReader;
  readonly #operation: Pick<Operation, "idempotent">;
  /** Where the journal tells why; nowhere, of rows that were on their way. */
  readonly #places = new Map<number, number | undefined>();

  constructor(ledger: Ledger, details: DetailReader, operation: Pick<Operation, "idempotent">) {
    this.#ledger = ledger;
    this.#details = details;
    this.#operation = operation;
  }

  /** Takes a row into account before it is sent again. */
  note(index: number): void {
    const fate = this.#ledger.fateOf(index);
    if (DOUBTS.has(fate)) this.#places.set(index, fate === "unknown" ? this.#ledger.placeOf(index) : undefined);
  }

  /** Whether a row was in doubt. */
  has(index: number): boolean {
    return this.#places.has(index);
  }

  /** What is known of a row by what this pass says of it, and by what was in doubt. */
  async keep(now: Known): Promise<Known> {
    const { index, fate, detail } = now;
    if (!this.has(index) || fate === "succeeded" || fate === "unknown") return now;
    const before = await this.#reasonOf(index);
    return { index, fate: "unknown", detail: fate === "failed" && detail ? stillInDoubt(before, detail) : before };
  }

  async #reasonOf(index: number): Promise<Detail> {
    const place = this.#places.get(index);
    const told = place === undefined ? undefined : await this.#details.detailOf(index, place);
    return told ?? unaccounted(this.#operation);
  }
}
