/** One pass over a run's rows: sends those that are to be sent, and has the journal know of each before and after. */
import type { HaltReason, Outcome, Progress } from "../../index.js";
import { number, plural } from "../../outcome/print.js";
import type { Course } from "../page/course.js";
import type { Row, Rows } from "../rows/row.js";
import type { Fingerprints } from "../state/fingerprints.js";
import type { Call } from "./connect.js";
import { detailOf } from "./detail.js";
import { Doubts, type Known } from "./doubts.js";
import type { Detail, PassEnd, Settled } from "./entry.js";
import type { Journal } from "./journal.js";
import type { FateCounts, Ledger, RowFate } from "./ledger.js";
import type { Manner } from "./manner.js";
import type { Prepared } from "./prepare.js";
import { writeRanges } from "./ranges.js";
import type { DetailReader } from "./replay.js";

/** What a pass is given. */
export interface PassContext {
  readonly prepared: Prepared;
  readonly call: Call;
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** What the journal says of rows so far. */
  readonly details: DetailReader;
  readonly maxFailures: Manner["maxFailures"];
  /** Whether a row is to be sent. */
  readonly chosen: (index: number) => boolean;
  /** What HubSpot has confirmed in earlier runs, where only what changed is to be sent. */
  readonly fingerprints?: Fingerprints | undefined;
  readonly onProgress: (progress: PassProgress) => void;
  /** Asked for what went on in time, once all was sent. */
  readonly course: () => Course;
  /** Calls back when a person interrupts, with how often by then; gives what takes the call back. */
  readonly onInterrupt: (act: (nth: number) => void) => () => void;
}

/** Where a pass stands. */
export interface PassProgress {
  readonly counts: FateCounts;
  readonly requests: Progress["requests"];
  readonly waiting?: Progress["waiting"];
  /** How many rows there are, by the part of the file in which those stand that were read. */
  readonly rows: number;
}

/** What ended a pass before its rows did. */
export type PassHalt = HaltReason | "too-many-failures" | "journal-failed";

/** Rows that have to have been read before a part of failures says anything. */
const ENOUGH_ROWS = 100;

/**
 * Refused requests that finding bad rows may cost: 4 % of the smallest accounts' day (250,000 requests), of which HubSpot
 * asks that under 5 % fail.
 */
const MOST_REFUSALS = 10_000;

/** How long a first interruption leaves what is in flight, in ms. */
const GRACE_MS = 30_000;

/** Sends. Never rejects for what HubSpot says; rejects where the source can't be read any more. */
export async function sendRows(context: PassContext): Promise<PassEnd> {
  const { prepared, call, ledger, journal, fingerprints } = context;
  const { settings, toInput, mapping } = prepared;
  const cut = new AbortController();
  let halted: PassEnd["halted"];
  let waiting: Progress["waiting"];
  let requests: Progress["requests"] = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };

  let behind = 0;
  const tell = () => {
    const rows = Math.min(Math.round(behind / prepared.rows.share()), settings.limit ?? Number.POSITIVE_INFINITY);
    context.onProgress({ counts: ledger.counts, requests, waiting, rows: Number.isFinite(rows) ? rows : 0 });
  };

  const settle = (
    fates: ReadonlyMap<RowFate, readonly number[]>,
    details: ReadonlyMap<string, Reason>,
    recordIds: readonly string[] = [],
  ): void => {
    const settled = Object.fromEntries([...fates].map(([fate, indexes]) => [fate, writeRanges(indexes)]));
    const reasons = [...details.values()].map(({ detail, indexes }) => ({ rows: writeRanges(indexes), ...detail }));
    const entry: Settled = {
      settled,
      ...(recordIds.length > 0 && { recordIds }),
      ...(reasons.length > 0 && { details: reasons }),
    };
    const place = journal.add(entry);
    for (const [fate, indexes] of fates) for (const index of indexes) ledger.set(index, fate, place);
    tell();
  };

  const doubts = new Doubts(ledger, context.details, prepared.operation);
  let read = 0;
  async function* rows(): AsyncGenerator<Row, void, void> {
    for await (const row of limited(prepared.rows, settings.limit)) {
      ledger.add(row.index);
      behind = row.index + 1;
      if (!context.chosen(row.index)) {
        fingerprints?.see(row);
        continue;
      }
      read++;
      doubts.note(row.index);
      const fate = fingerprints?.fateOf(row);
      if (fate === undefined) yield row;
      else settle(new Map([[fate, [row.index]]]), new Map());
    }
  }

  const run = call(rows(), {
    map: toInput,
    isolate: { maxRefusals: MOST_REFUSALS },
    signal: cut.signal,
    ...(Object.keys(settings.path).length > 0 && { path: settings.path }),
    ...(Object.keys(settings.query).length > 0 && { query: settings.query }),
    ...(prepared.body && { body: prepared.body }),
    onProgress: (progress: Progress) => {
      ({ requests, waiting } = progress);
      tell();
    },
    beforeSend: async ({ inputs }: { readonly inputs: readonly Row[] }) => {
      // Of a row that is being sent already, it is known that it may be written.
      const fresh = inputs.filter(({ index }) => ledger.fateOf(index) !== "sending");
      if (fresh.length === 0) return;
      const place = journal.add({ intent: writeRanges(fresh.map(({ index }) => index)) });
      for (const { index } of fresh) ledger.set(index, "sending", place);
      await Promise.all([journal.sync(), fingerprints?.sync()]);
    },
  });

  const calm = context.onInterrupt((nth) => {
    if (nth === 1) run.stop({ graceMs: GRACE_MS });
    else cut.abort();
  });
  const stopFor = (reason: PassHalt, message: string) => {
    if (halted !== undefined) return;
    halted = { reason, message };
    run.stop();
  };
  let failed = 0;
  try {
    for await (const outcomes of run.batches()) {
      const told = await Promise.all(
        outcomes.map((outcome) =>
          doubts.keep({ index: outcome.input.index, fate: outcome.status, detail: detailOf(outcome, mapping) }),
        ),
      );
      const { fates, details } = sorted(told);
      settle(fates, details, recordIdsOf(outcomes));
      fingerprints?.settle(outcomes, (index) => doubts.has(index));
      failed += fates.get("failed")?.length ?? 0;
      if (isTooMuch(context.maxFailures, failed, read))
        stopFor(
          "too-many-failures",
          `${number(failed)} of ${plural(read, "row")} failed, which is more than --max-failures allows`,
        );
      const { error } = journal;
      if (error !== undefined) stopFor("journal-failed", `the journal can't be written: ${error.message}`);
    }
    const summary = await run.summary();
    ({ requests } = summary);
    const own = summary.halted;
    if (halted === undefined && own !== undefined)
      halted = { reason: own.reason, ...(own.error && { message: own.error.message }) };
  } finally {
    calm();
  }
  if (journal.error !== undefined)
    halted = {
      reason: "journal-failed" satisfies PassHalt,
      message: `the journal can't be written: ${journal.error.message}`,
    };
  await fingerprints?.sync();
  const ended: PassEnd = {
    at: new Date().toISOString(),
    ...(halted && { halted }),
    requests: { ...requests },
    course: context.course(),
  };
  journal.add({ ended });
  return ended;
}

/** HubSpot's ids of the rows that succeeded, in their order; none where none is known. */
function recordIdsOf(outcomes: readonly Outcome<Row>[]): string[] {
  const written = outcomes.filter(({ status }) => status === "succeeded");
  if (written.every(({ recordId }) => recordId === undefined)) return [];
  return written
    .sort(({ input: one }, { input: other }) => one.index - other.index)
    .map(({ recordId = "" }) => recordId);
}

interface Reason {
  readonly detail: Detail;
  readonly indexes: number[];
}

/** Rows by their fates, and by the reasons of those that are no success. */
function sorted(rows: readonly Known[]) {
  const fates = new Map<RowFate, number[]>();
  const details = new Map<string, Reason>();
  for (const { index, fate, detail } of rows) {
    const same = fates.get(fate);
    if (same === undefined) fates.set(fate, [index]);
    else same.push(index);
    if (detail === undefined) continue;
    const key = JSON.stringify(detail);
    const known = details.get(key);
    if (known === undefined) details.set(key, { detail, indexes: [index] });
    else known.indexes.push(index);
  }
  return { fates, details };
}

/** A part is one of the rows that were read: what can't be sent has its outcome long before what is. */
function isTooMuch(most: Manner["maxFailures"], failed: number, read: number): boolean {
  if (most === undefined) return false;
  return "rows" in most ? failed > most.rows : read >= ENOUGH_ROWS && failed > (read * most.percent) / 100;
}

/** The rows of a source, as many as are wanted. */
export async function* limited(rows: Rows, limit = Number.POSITIVE_INFINITY): AsyncGenerator<Row, void, void> {
  for await (const row of rows.read()) {
    if (row.index >= limit) return;
    yield row;
  }
}
