/** A run's report: all of its passes, as one. */
import { INVALID } from "./detail.js";
import type { Detail, PassEnd } from "./entry.js";
import type { Settings } from "./settings.js";

/** How many rows had which fate. They add up: `unchanged` are some of those that succeeded, `refusedBefore` of those that failed. */
export interface RowCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
  /** Not sent, for HubSpot confirmed the same before. */
  readonly unchanged: number;
  /** Not sent, for HubSpot refused the same before. */
  readonly refusedBefore: number;
}

/** Rows that did not succeed for the same reason. */
export interface RunReason extends Omit<Detail, "message"> {
  readonly count: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** What is wrong, in the words of the first row's error. */
  readonly message: string;
  /** The lines of the first 100. */
  readonly lines: readonly number[];
}

/** What became of a run. */
export interface RunReport {
  readonly run: string;
  readonly operation: string;
  readonly apiVersion: string;
  readonly path: Readonly<Record<string, string>>;
  readonly target: string;
  readonly account: string;
  readonly file: Pick<Settings["file"], "name" | "path" | "sha256" | "bytes">;
  readonly startedAt: string;
  readonly completedAt: string;
  readonly passes: readonly { readonly command: string; readonly startedAt: string; readonly completedAt?: string }[];
  /** Whether every row was written. */
  readonly ok: boolean;
  /** What the process ended with. */
  readonly exitCode: number;
  readonly counts: RowCounts;
  /** Why it ended before its rows did. */
  readonly halted?: NonNullable<PassEnd["halted"]>;
  readonly requests: Readonly<Record<string, number>>;
  /** Distinct reasons, the most frequent first; at most 1,000. */
  readonly errors: readonly RunReason[];
  /** Columns that went nowhere. */
  readonly ignored: readonly string[];
  /** With `--changed`: how many records of earlier runs are in the file no more. Nothing was done about them. */
  readonly gone?: number;
  /** The command that goes on, where something is left to do. */
  readonly next?: string;
}

/** How long its passes took, in ms: not what went by between them, nor a pass that was killed. */
export function tookMs({ passes }: Pick<RunReport, "passes">): number {
  return passes.reduce(
    (sum, { startedAt, completedAt = startedAt }) => sum + Math.max(Date.parse(completedAt) - Date.parse(startedAt), 0),
    0,
  );
}

/** Most reasons, and lines that each has. */
const MOST_REASONS = 1_000;
const MOST_LINES = 100;

/** What came in place of what was expected: a text in quotes, or something without. */
const GOT = /, got (?:"(?:[^"\\]|\\.)*(?:"|$)|[^;]*)/gs;

/** What was expected of a row that can't be used, whatever came; of one that can't be read, what kind of mistake it is. */
function expectedIn({ property, message }: Detail): string {
  const [kind = ""] = message.split(":");
  return property === undefined ? kind : message.replaceAll(GOT, "");
}

/** Collects the reasons of rows, one after the other. */
export class Reasons {
  readonly #reasons = new Map<string, { reason: RunReason; statuses: Record<string, number>; lines: number[] }>();

  /** Takes a row that did not succeed into account. */
  add(detail: Detail, status: string, line: number): void {
    const { name, code, property } = detail;
    const about = code === INVALID ? expectedIn(detail) : property;
    // What is to be done about it is part of why.
    const key = JSON.stringify([name, detail.status, code, about, detail.resend]);
    const known = this.#reasons.get(key);
    // The last one is for all that are not told apart.
    const found = known ?? (this.#reasons.size < MOST_REASONS - 1 ? this.#begin(key, detail) : this.#more());
    found.statuses[status] = (found.statuses[status] ?? 0) + 1;
    if (found.lines.length < MOST_LINES) found.lines.push(line);
  }

  /** The reasons, the most frequent first. */
  list(): RunReason[] {
    return [...this.#reasons.values()]
      .map(({ reason, statuses, lines }) => {
        const count = Object.values(statuses).reduce((sum, one) => sum + one, 0);
        return { ...reason, count, statuses, lines };
      })
      .sort((one, other) => other.count - one.count);
  }

  #begin(key: string, detail: Detail) {
    const begun = { reason: { ...detail, count: 0, statuses: {}, lines: [] }, statuses: {}, lines: [] as number[] };
    this.#reasons.set(key, begun);
    return begun as typeof begun & { statuses: Record<string, number> };
  }

  #more() {
    const detail = { name: "Other", message: "there are more reasons than are told apart", resend: "read-first" };
    return this.#reasons.get("more") ?? this.#begin("more", detail);
  }
}
