import { checkTold } from "./check-told.js";
import type { HaltReason, OutcomeStatus, Resend, WithoutId } from "./outcome.js";
import { duration, number, plural, wrapped } from "./print.js";
import { escaped, printable } from "./printable.js";
import { sentenceOf } from "./sentence.js";
import type { BatchSummary, MergedError } from "./summary.js";

/** Reasons, and indexes of each, shown before the rest is counted; characters shown of a message. */
const SHOWN_REASONS = 12;
const SHOWN_INDEXES = 10;
const SHOWN_MESSAGE = 400;

/** In the order in which they are told. */
const MEANING: Record<OutcomeStatus, string> = {
  succeeded: "HubSpot confirmed the write",
  failed: "certainly not written",
  unknown: "may have been written or not",
  unsent: "certainly not processed",
};
const STATUSES = Object.keys(MEANING) as OutcomeStatus[]; // The keys are the record's own.
const BAD = ["failed", "unknown", "unsent"] as const;

const ADVICE: Record<Resend, string> = {
  safe: "safe, as they are",
  "read-first": "only after a look in HubSpot, where they may be already",
  pointless: "pointless until corrected",
};

const MISSING: Record<WithoutId, string> = {
  "look-alike": 'what HubSpot answered looks alike (`records: "required"` tells it apart)',
  budget: "`isolate.maxRequests` is used up",
  "not-idempotent": "to ask means to write again, which would count twice",
  halted: "the run ended before they were asked for",
  "not-answered": "HubSpot answered none",
};

const HALTED: Record<HaltReason, string> = {
  "daily-limit": "the account's requests for today are used up",
  "daily-reserve": "only the daily reserve is left of today's requests",
  unauthorized: "HubSpot does not accept the access token",
  forbidden: "HubSpot does not allow this",
  unavailable: "HubSpot is not available",
  migrating: "HubSpot is moving the account",
  aborted: "its caller cut it short",
  stopped: "its caller ended it",
  "timed-out": "its time was up",
  "source-failed": "the source of the inputs failed",
  "callback-failed": "a callback failed",
  "token-failed": "there is no access token",
};

/** Writes a report, or a summary, for people: what succeeded, what did not and why, and what may be sent again. */
export function formatReport(report: BatchSummary): string {
  checkTold("report", report, "a report or a summary");
  const sections = [headline(report), fates(report), reasons(report), unattributed(report), resends(report)];
  return [...sections, [cost(report)]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(escaped).join("\n"))
    .join("\n\n");
}

function headline({ ok, counts, halted, source }: BatchSummary): string[] {
  const { total, succeeded } = counts;
  const settled = reached(source, counts);
  if (halted === undefined) {
    if (total <= 1 && ok) return [total === 0 ? "There were no inputs." : "The one input succeeded."];
    const all = ok ? `All ${plural(total, "input")}` : `${number(succeeded)} of ${plural(total, "input")}`;
    return [`${all} succeeded.`, ...(settled.length > 0 ? ["", ...settled] : [])];
  }
  const error = halted.error === undefined ? "" : ` ${shortened(halted.error.message)}`;
  return [
    `${number(succeeded)} of ${plural(total, "input")} succeeded before the run was halted.`,
    "",
    ...wrapped(`Halted (${halted.reason}): ${HALTED[halted.reason]}.${error}`, ""),
    ...(settled.length > 0 ? settled : ["Every input is settled."]),
  ];
}

/** From where a run that left something undone may be resumed; nothing where it left nothing. */
function reached({ read, exhausted, settledUpTo }: BatchSummary["source"], counts: BatchSummary["counts"]): string[] {
  const open = counts.unknown + counts.unsent;
  if (exhausted && open === 0) return [];
  if (read === 0 && counts.total === 0) return ["The source was not read."];
  const settled =
    settledUpTo === 0
      ? "The first input is not settled: it is unknown or unsent, or its outcome was not taken"
      : `Every input below index ${number(settledUpTo)} is settled`;
  return [
    `${settled}${exhausted ? "" : `; ${plural(read, "input")} of the source ${read === 1 ? "was" : "were"} read`}.`,
  ];
}

function fates({ counts, superseded, missingIds = [] }: BatchSummary): string[] {
  const width = number(counts.total).length;
  const lines = STATUSES.filter((status) => counts[status] > 0).map(
    (status) => `  ${status.padEnd(9)}  ${number(counts[status]).padStart(width)}  ${MEANING[status]}`,
  );
  const were = superseded === 1 ? "was not sent: it has" : "were not sent: they have";
  const stood =
    superseded > 0 ? [`  ${plural(superseded, "input")} ${were} the fate of a later input of the record`] : [];
  const missing = missingIds.map(({ reason, count }) => `  ${plural(count, "id")} not known: ${MISSING[reason]}`);
  return [...lines, ...stood, ...missing];
}

/** The reasons of one fate stand together; of these, the most frequent first. */
function reasons({ errors }: BatchSummary): string[] {
  if (errors.length === 0) return [];
  const rank = ({ statuses }: MergedError) => BAD.findIndex((status) => statuses[status] !== undefined);
  // Reasons come in the order in which they were met: two runs over the same inputs should read the same.
  const place = ({ indexes }: MergedError) => indexes[0] ?? 0;
  const sorted = [...errors].sort(
    (one, other) => rank(one) - rank(other) || other.count - one.count || place(one) - place(other),
  );
  const width = Math.max(...errors.map((error) => number(error.count).length));
  const indent = " ".repeat(width + 5);
  const lines = sorted
    .slice(0, SHOWN_REASONS)
    .flatMap((error) => [
      ...wrapped(`  ${number(error.count).padStart(width)} × ${shortened(error.message)}`, indent),
      ...wrapped(`${indent}${struck(error)}`, indent),
      ...sourced(error).flatMap((text) => wrapped(`${indent}${text}`, indent)),
    ]);
  const hidden = errors.length - SHOWN_REASONS;
  return ["Why", ...lines, ...(hidden > 0 ? [`  and ${plural(hidden, "further reason")}`] : [])];
}

/** Whom a reason struck: their fate, and where they are. */
function struck({ count, statuses, indexes }: MergedError): string {
  const fates = BAD.filter((status) => statuses[status] !== undefined);
  const said = fates.length === 1 ? fates : fates.map((status) => `${number(statuses[status] ?? 0)} ${status}`);
  const shown = indexes.slice(0, SHOWN_INDEXES);
  const more = count - shown.length;
  return [...said, `index ${shown.join(", ")}${more > 0 ? ` and ${number(more)} more` : ""}`].join(", ");
}

/** HubSpot's own words are told from ours by who says them. */
function sourced({ status, category, subCategory, correlationIds }: MergedError): string[] {
  const labels = [status, category, subCategory].filter((label) => label !== undefined);
  // One is enough for HubSpot's support to find the others.
  const ids = correlationIds.slice(0, 1).map((id) => `correlation id ${id}`);
  return labels.length === 0 ? [] : [printable(["HubSpot", labels.join(" "), ...ids].join(", "))];
}

function unattributed({ unattributed: errors, unattributedCount }: BatchSummary): string[] {
  if (errors.length === 0) return [];
  const lines = errors.slice(0, SHOWN_REASONS).flatMap((error) => {
    const said = sentenceOf(error) ?? "without a message";
    const label = error.category === undefined || said === error.category ? "" : `${error.category}: `;
    return wrapped(`  ${shortened(`${label}${said}`)}`, "    ");
  });
  const hidden = unattributedCount - SHOWN_REASONS;
  return ["Errors that name no input", ...lines, ...(hidden > 0 ? [`  and ${number(hidden)} more`] : [])];
}

function resends({ resend }: BatchSummary): string[] {
  const kinds = (["safe", "read-first", "pointless"] as const).filter((kind) => resend[kind] > 0);
  if (kinds.length === 0) return [];
  const width = Math.max(...kinds.map((kind) => number(resend[kind]).length));
  return ["Sending again", ...kinds.map((kind) => `  ${number(resend[kind]).padStart(width)}  ${ADVICE[kind]}`)];
}

function cost({ requests, startedAt, completedAt }: BatchSummary): string {
  const { sent, retried, rateLimited, isolating, lookAlike } = requests;
  const parts = [
    [retried, "sent again"],
    [rateLimited, "refused by a rate limit"],
    [isolating, "to find bad records"],
    [lookAlike, "to tell look-alikes apart"],
  ] as const;
  const spent = parts.filter(([count]) => count > 0).map(([count, why]) => `${number(count)} ${why}`);
  const took = duration(Date.parse(completedAt) - Date.parse(startedAt));
  return `${plural(sent, "request")} in ${took}${spent.length > 0 ? `: ${spent.join(", ")}` : ""}`;
}

function shortened(text: string): string {
  return printable(text, SHOWN_MESSAGE);
}
