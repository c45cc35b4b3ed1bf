import type { StandardError } from "./envelope.js";
import type { Halt } from "./halt.js";
import { IdCount } from "./missing-ids.js";
import type { Outcome, Resend } from "./outcome.js";
import { Reasons } from "./reasons.js";
import type { BatchSummary, Counts, MutableRequestCounts } from "./summary.js";
import { Watermark } from "./watermark.js";

/** Errors without an input that are kept. */
export const MOST_UNATTRIBUTED = 1_000;

/** What of a summary the call says, and not what came of it. */
export type Called = "operation" | "apiVersion" | "path";

/** Adds up a run while it goes on, in memory that does not grow with the number of inputs. */
export class ReportBuilder<I, R> {
  readonly #startedMs = Date.now();
  /** A clock that is set in between does not tell how long a run took. */
  readonly #begunMs = performance.now();
  readonly counts: { -readonly [K in keyof Counts]: number } = {
    total: 0,
    succeeded: 0,
    failed: 0,
    unknown: 0,
    unsent: 0,
  };
  readonly requests: MutableRequestCounts = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };
  /** Outcomes of inputs that a later one of their record stands for. */
  superseded = 0;
  readonly #resend: Record<Resend, number> = { safe: 0, "read-first": 0, pointless: 0 };
  readonly #reasons = new Reasons<I>();
  readonly #unattributed: StandardError[] = [];
  #unattributedCount = 0;
  readonly #delivered: Watermark;
  readonly #hasIds: boolean;
  readonly #missingIds = new IdCount();

  /** `hasIds` says whether records have ids that can be known. */
  constructor(firstIndex = 0, hasIds = false) {
    this.#delivered = new Watermark(firstIndex);
    this.#hasIds = hasIds;
  }

  add(outcome: Outcome<I, R>): void {
    this.counts.total++;
    this.counts[outcome.status]++;
    if (outcome.status === "succeeded") {
      if (outcome.recordId === undefined && this.#hasIds) this.#missingIds.add(outcome);
      return;
    }
    this.#resend[outcome.resend]++;
    if (outcome.error !== undefined) this.#reasons.add(outcome.error, outcome);
  }

  /** Counts an outcome that has come to who waits for it. */
  delivered(outcome: Outcome<I, R>): void {
    this.#delivered.take(outcome);
  }

  /** Every input below this index succeeded or failed, and its outcome was delivered. */
  get settledUpTo(): number {
    return this.#delivered.reached;
  }

  /** Adds errors that name no input, each small enough to be kept. */
  addUnattributed(errors: readonly StandardError[]): void {
    this.#unattributedCount += errors.length;
    this.#unattributed.push(...errors.slice(0, MOST_UNATTRIBUTED - this.#unattributed.length));
  }

  /** The report less its outcomes; its `settledUpTo` moves on with what is delivered after it. */
  summary(
    source: Omit<BatchSummary["source"], "settledUpTo">,
    halted: Halt | undefined,
  ): Omit<BatchSummary<I>, Called> {
    const { counts, requests } = this;
    const { read, exhausted } = source;
    const delivered = this.#delivered;
    // A halt that came when all was done has ended nothing.
    const undone = !exhausted || counts.unsent > 0 || counts.unknown > 0 || halted?.error !== undefined;
    return {
      ok: exhausted && counts.succeeded === counts.total && !(halted && undone),
      counts: { ...counts },
      superseded: this.superseded,
      withoutId: this.#missingIds.count,
      missingIds: this.#missingIds.listed(),
      resend: { ...this.#resend },
      errors: this.#reasons.merged(),
      unattributed: [...this.#unattributed],
      unattributedCount: this.#unattributedCount,
      requests: { ...requests },
      source: {
        read,
        exhausted,
        get settledUpTo() {
          return delivered.reached;
        },
      },
      startedAt: new Date(this.#startedMs).toISOString(),
      completedAt: new Date(this.#startedMs + performance.now() - this.#begunMs).toISOString(),
      ...(halted && undone && { halted: { reason: halted.reason, ...(halted.error && { error: halted.error }) } }),
    };
  }
}
