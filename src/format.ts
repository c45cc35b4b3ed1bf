import { bounded } from "./envelope.js";
import type { BatchSummary, Outcome, OutcomeStatus, Resend } from "./outcome.js";

/** Reasons shown before the rest is counted, and how much of a message. */
const SHOWN_REASONS = 10;
const SHOWN_MESSAGE = 160;
const SHOWN_INDEXES = 8;

/** A report, or a summary, as text for people: what succeeded, what did not and why, and what may be sent again. */
export function formatReport<I>(report: BatchSummary<I> & { readonly outcomes?: readonly Outcome<I>[] }): string {
  const { counts, source, requests, halted } = report;
  const lines = [headline(report), ""];
  const statuses: OutcomeStatus[] = ["succeeded", "failed", "unknown", "unsent"];
  const width = number(counts.total).length;
  for (const status of statuses) {
    if (counts[status] === 0 && status !== "succeeded") continue;
    lines.push(`  ${status.padEnd(10)} ${number(counts[status]).padStart(width)}  ${MEANING[status]}`);
  }
  if (halted !== undefined) {
    const error = halted.error === undefined ? "" : `: ${bounded(halted.error.message, SHOWN_MESSAGE)}`;
    lines.push("", `Halted (${halted.reason})${error}`);
    lines.push(
      `Every input below index ${source.settledUpTo} is settled; ${source.exhausted ? "the source was read to its end" : `the source was read up to index ${source.read}`}.`,
    );
  }
  lines.push(...reasons(report), ...resends(report.outcomes ?? []));
  const spent = Object.entries({
    retried: requests.retried,
    "rate-limited": requests.rateLimited,
    "to isolate bad records": requests.isolating,
    "to tell look-alikes apart": requests.lookAlike,
  }).flatMap(([what, count]) => (count > 0 ? `${number(count)} ${what}` : []));
  const seconds = (Date.parse(report.completedAt) - Date.parse(report.startedAt)) / 1000;
  lines.push(
    "",
    `${count(requests.sent, "request")} in ${seconds.toFixed(1)} s${spent.length > 0 ? ` (${spent.join(", ")})` : ""}`,
  );
  return lines.join("\n");
}

const MEANING: Record<OutcomeStatus, string> = {
  succeeded: "HubSpot confirmed them",
  failed: "certainly not written",
  unknown: "may have been written or not",
  unsent: "certainly not processed",
};

const ADVICE: Record<Resend, string> = {
  safe: "safe to send again as they are",
  "read-first": "look in HubSpot before you send them again: they may be there already",
  pointless: "pointless to send again unchanged",
};

function headline({ ok, counts }: BatchSummary): string {
  if (ok) return `All ${count(counts.total, "input")} succeeded.`;
  return `${number(counts.succeeded)} of ${count(counts.total, "input")} succeeded.`;
}

function reasons({ errors, unattributed }: BatchSummary): string[] {
  if (errors.length === 0 && unattributed.length === 0) return [];
  const lines = ["", "Why:"];
  for (const error of errors.slice(0, SHOWN_REASONS)) {
    const labels = [error.status, error.category, error.code].filter((label) => label !== undefined);
    lines.push(
      `  ${number(error.count)} × ${labels.length > 0 ? `${labels.join(" ")}: ` : ""}${oneLine(error.message)}`,
    );
    const more = error.count - Math.min(error.indexes.length, SHOWN_INDEXES);
    lines.push(
      `      at index ${error.indexes.slice(0, SHOWN_INDEXES).join(", ")}${more > 0 ? ` and ${number(more)} more` : ""}`,
    );
  }
  if (errors.length > SHOWN_REASONS) lines.push(`  and ${count(errors.length - SHOWN_REASONS, "further reason")}`);
  for (const { category, message = "" } of unattributed.slice(0, SHOWN_REASONS)) {
    lines.push(`  an error that names no input: ${category === undefined ? "" : `${category}: `}${oneLine(message)}`);
  }
  return lines;
}

function resends(outcomes: readonly Outcome[]): string[] {
  const counts: Record<Resend, number> = { safe: 0, "read-first": 0, pointless: 0 };
  for (const outcome of outcomes) if (outcome.status !== "succeeded") counts[outcome.resend]++;
  const lines = (["safe", "read-first", "pointless"] as const).flatMap((resend) =>
    counts[resend] > 0 ? `  ${number(counts[resend])} ${ADVICE[resend]}` : [],
  );
  return lines.length > 0 ? ["", "Sending again:", ...lines] : [];
}

function oneLine(text: string): string {
  return bounded(text.replace(/\s+/g, " "), SHOWN_MESSAGE);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}
