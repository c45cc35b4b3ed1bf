import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import type { HubSpotError } from "../outcome/errors.js";
import type { Fate } from "../outcome/outcome.js";
import type { HttpError, RefusedError } from "../outcome/refusals.js";
import { type AmbiguousAttempt, type Reply, worse } from "../wire/reply.js";

/** Settles the entries of a batch, in the light of earlier attempts that may have written some of them. */
export class Settling<I extends object, R> {
  readonly #operation: Operation;
  readonly #settle: (entry: Entry<I>, fate: Fate<R>) => void;
  /** The attempts that may have written an entry. */
  readonly #ambiguous = new Map<Entry<I>, AmbiguousAttempt>();
  /** Entries of which nothing is in doubt but an answer whose errors named nobody: a later one that does settles it. */
  readonly #passedOver = new Set<Entry<I>>();

  /** `settle` is called once for each entry, when its fate is certain. */
  constructor(operation: Operation, settle: (entry: Entry<I>, fate: Fate<R>) => void) {
    this.#operation = operation;
    this.#settle = settle;
  }

  /** Remembers that an attempt may have written these. */
  remember(entries: readonly Entry<I>[], attempt: AmbiguousAttempt): void {
    for (const entry of entries) {
      this.#ambiguous.set(entry, worse(this.#ambiguous.get(entry), attempt));
      this.#passedOver.delete(entry);
    }
  }

  /** Remembers that an answer had no result for these, and errors that may be theirs. */
  rememberPassedOver(entries: readonly Entry<I>[], attempt: AmbiguousAttempt): void {
    for (const entry of entries) {
      if (this.#ambiguous.has(entry)) continue;
      this.#ambiguous.set(entry, attempt);
      this.#passedOver.add(entry);
    }
  }

  /** Remembers what a reply says of the attempts before it. */
  rememberEarlier(entries: readonly Entry<I>[], reply: Reply): void {
    if ((reply.kind === "accepted" || reply.kind === "refused") && reply.ambiguous !== undefined)
      this.remember(entries, reply.ambiguous);
  }

  /** Whether an attempt may have written any of these. */
  mayBeWritten(entries: readonly Entry<I>[]): boolean {
    return entries.some((entry) => this.#ambiguous.has(entry));
  }

  /** HubSpot wrote it. */
  written(entry: Entry<I>, fate: Fate<R>): void {
    this.#settle(entry, fate);
  }

  /** An error of an answer is this entry's. */
  refusedByAnswer(entry: Entry<I>, error: RefusedError): void {
    if (this.#passedOver.delete(entry)) this.#ambiguous.delete(entry);
    this.refused(entry, error);
  }

  /** HubSpot's word on the record itself holds, unless an answer that was lost may have said that it was written. */
  refused(entry: Entry<I>, error: RefusedError): void {
    if (this.#ambiguous.get(entry)?.answered === false) this.unknown([entry], error);
    else this.#settle(entry, { status: "failed", scope: "record", error, resend: "pointless" });
  }

  /** Their whole batch was refused: it is pointless to send them again where that is for a call that is wrong. */
  failed(entries: readonly Entry<I>[], error: HttpError, resend: "safe" | "pointless" = "safe"): void {
    this.#unlessAmbiguous(entries, { status: "failed", scope: "batch", error, resend });
  }

  /** They were not processed. */
  unsent(entries: readonly Entry<I>[], { reason, error }: Extract<Reply, { kind: "unprocessed" }>): void {
    this.#unlessAmbiguous(entries, { status: "unsent", reason, resend: "safe", ...(error && { error }) });
  }

  /** Nothing is known of them. */
  unknown(entries: readonly Entry<I>[], error: HubSpotError): void {
    const resend = this.#operation.idempotent ? "safe" : "read-first";
    for (const entry of entries) this.#settle(entry, { status: "unknown", error, resend });
  }

  #unlessAmbiguous(entries: readonly Entry<I>[], fate: Fate<R>): void {
    for (const entry of entries) {
      const ambiguous = this.#ambiguous.get(entry);
      if (ambiguous === undefined) this.#settle(entry, fate);
      else this.unknown([entry], ambiguous.error);
    }
  }
}
