/** What became of an import, from what is kept of it. */
import type { BatchSummary } from "../index.js";
import { addSummaries } from "../outcome/merge-summaries.js";
import { callIn } from "./notes.js";
import { MARKS } from "./packed.js";
import { NONE } from "./retell.js";
import type { ImportState, LaneStore } from "./store.js";

/** How far an import has got. */
export interface ImportProgress {
  /** What is called. */
  readonly operation: string;
  /** Records in its slices, and how many of them had which fate; `unsent` are those of which nothing is known. */
  readonly counts: BatchSummary["counts"];
  /** Its slices, and how many of them are over. */
  readonly slices: { readonly total: number; readonly done: number };
  /** Whether it was cancelled. */
  readonly cancelled: boolean;
}

/** Says how far it has got. */
export function progressOf({ operation, cancelled, slices, slicesDone, ...state }: ImportState): ImportProgress {
  const { total, failed, unknown, succeeded } = state;
  const counts = { total, succeeded, failed, unknown, unsent: total - succeeded - failed - unknown };
  return { operation, counts, slices: { total: slices, done: slicesDone }, cancelled };
}

/**
 * An import's report: the counts are the ledger's, and so exact; errors are put together of the runs' own, without samples.
 * What a process that died had not kept yet is missing from its requests.
 */
export async function reportOf(importId: string, state: ImportState, store: LaneStore): Promise<BatchSummary> {
  const { counts, slices, cancelled } = progressOf(state);
  const at = new Date(state.queuedMs).toISOString();
  const notes = await store.notes(importId);
  const bare: BatchSummary = {
    ...{ operation: state.operation, ...callIn(notes), ok: true, ...NONE },
    ...{ superseded: 0, withoutId: 0, missingIds: [], unattributed: [], unattributedCount: 0 },
    requests: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
    ...{ startedAt: at, completedAt: at },
  };
  const { resend, halted, ...merged } = addSummaries([bare, ...notes]);
  const exhausted = slices.done === slices.total && !cancelled;
  // What was halted went on, where all slices are over: what it left as unknown is no halt.
  const undone = counts.unsent > 0 || !exhausted;
  const halt = cancelled ? ({ reason: "stopped" } as const) : halted;
  return {
    ...merged,
    ok: exhausted && counts.succeeded === counts.total,
    counts,
    resend: { ...resend, safe: resend.safe + counts.unsent },
    source: {
      read: counts.total - counts.unsent,
      exhausted,
      settledUpTo: await settledUpTo(importId, state.first, store),
    },
    ...(halt && undone && { halted: halt }),
  };
}

/** Every record below is known to be written, or to have failed. */
async function settledUpTo(importId: string, first: number, store: LaneStore): Promise<number> {
  for (let index = first; ; ) {
    const marks = await store.marks(importId, index);
    const open = marks.findIndex((mark) => mark !== MARKS.succeeded && mark !== MARKS.failed);
    if (open >= 0) return index + open;
    if (marks.length === 0) return index;
    index += marks.length;
  }
}
