import { bounded } from "./envelope.js";
import type { BatchSummary, HaltReason, MergedError, Outcome, OutcomeStatus, Resend } from "./outcome.js";

/** Reasons, and indexes of each, shown before the rest is counted; characters shown of a message; columns of a line. */
const SHOWN_REASONS = 12;
const SHOWN_INDEXES = 10;
const SHOWN_MESSAGE = 240;
const WIDTH = 100;

/** In the order in which they are told. */
const MEANING: Record<OutcomeStatus, string> = {
  succeeded: "HubSpot confirmed the write",
  failed: "certainly not written",
  unknown: "may have been written or not",
  unsent: "certainly not processed",
};
const STATUSES = Object.keys(MEANING) as OutcomeStatus[]; // The keys are the record's own.

const ADVICE: Record<Resend, string> = {
  safe: "safe, as they are",
  "read-first": "only after a look in HubSpot, where they may be already",
  pointless: "pointless until corrected",
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

type Report = BatchSummary & { readonly outcomes?: readonly Outcome[] };

/** Writes a report, or a summary, for people: what succeeded, what did not and why, and what may be sent again. */
export function formatReport(report: Report): string {
  const sections = [headline(report), fates(report), reasons(report), unattributed(report), resends(report)];
  return [...sections, [cost(report)]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function headline({ ok, counts, halted, source }: Report): string[] {
  const { total, succeeded } = counts;
  if (halted === undefined) {
    if (total <= 1 && ok) return [total === 0 ? "There were no inputs." : "The one input succeeded."];
    return [
      ok ? `All ${plural(total, "input")} succeeded.` : `${number(succeeded)} of ${plural(total, "input")} succeeded.`,
    ];
  }
  const error = halted.error === undefined ? "" : ` ${shortened(halted.error.message)}`;
  return [
    `${number(succeeded)} of ${plural(total, "input")} succeeded before the run was halted.`,
    "",
    ...wrapped(`Halted (${halted.reason}): ${HALTED[halted.reason]}.${error}`, ""),
    ...reached(source),
  ];
}

/** From where a run that was halted may be resumed. */
function reached({ read, exhausted, settledUpTo }: Report["source"]): string[] {
  const upTo = `source was read up to index ${number(read)}`;
  if (settledUpTo === 0) return exhausted ? [] : [read === 0 ? "The source was not read." : `The ${upTo}.`];
  if (exhausted && settledUpTo === read) return ["Every input is settled."];
  return [`Every input below index ${number(settledUpTo)} is settled${exhausted ? "" : `; the ${upTo}`}.`];
}

function fates({ counts }: Report): string[] {
  const width = number(counts.total).length;
  return STATUSES.filter((status) => counts[status] > 0).map(
    (status) => `  ${status.padEnd(9)}  ${number(counts[status]).padStart(width)}  ${MEANING[status]}`,
  );
}

/** The reasons of one fate stand together; a summary does not know the fates. */
function reasons({ errors, outcomes = [] }: Report): string[] {
  if (errors.length === 0) return [];
  const fated = errors.map((error) => {
    const struck = new Set(error.indexes.map((index) => outcomes[index]?.status));
    return { error, statuses: STATUSES.filter((status) => struck.has(status)) };
  });
  const rank = ({ statuses: [first] }: (typeof fated)[number]) => (first === undefined ? 0 : STATUSES.indexOf(first));
  // Reasons come in the order in which they were met: two runs over the same inputs should read the same.
  const place = ({ error }: (typeof fated)[number]) => error.indexes[0] ?? 0;
  fated.sort(
    (one, other) => rank(one) - rank(other) || other.error.count - one.error.count || place(one) - place(other),
  );
  const width = Math.max(...errors.map((error) => number(error.count).length));
  const lines = fated.slice(0, SHOWN_REASONS).flatMap(({ error, statuses }) => {
    const lead = `  ${number(error.count).padStart(width)} × `;
    const fate = statuses.length > 0 ? `${statuses.join(" or ")}, ` : "";
    return wrapped(`${lead}${messageOf(error)}`, " ".repeat(lead.length)).concat(
      `${" ".repeat(lead.length)}${fate}index ${indexesOf(error)}`,
    );
  });
  const hidden = errors.length - SHOWN_REASONS;
  return ["Why", ...lines, ...(hidden > 0 ? [`  and ${plural(hidden, "further reason")}`] : [])];
}

/** HubSpot's own words are told from ours by who says them. */
function messageOf({ status, category, code, message }: MergedError): string {
  const text = shortened(spoken(message));
  if (status === undefined || message.startsWith("HubSpot ")) return text;
  return `HubSpot, ${[status, category, code].filter((label) => label !== undefined).join(" ")}: ${text}`;
}

function indexesOf({ count, indexes }: MergedError): string {
  const shown = indexes.slice(0, SHOWN_INDEXES);
  const more = count - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${number(more)} more` : ""}`;
}

function unattributed({ unattributed: errors, unattributedCount }: Report): string[] {
  if (errors.length === 0) return [];
  const lines = errors.slice(0, SHOWN_REASONS).flatMap(({ category, message }) => {
    const text = [category, message].filter((part) => part !== undefined).join(": ");
    return wrapped(`  ${text === "" ? "without a message" : shortened(text)}`, "    ");
  });
  const hidden = unattributedCount - SHOWN_REASONS;
  return ["Errors that name no input", ...lines, ...(hidden > 0 ? [`  and ${number(hidden)} more`] : [])];
}

function resends({ outcomes = [] }: Report): string[] {
  const counts: Record<Resend, number> = { safe: 0, "read-first": 0, pointless: 0 };
  for (const outcome of outcomes) if (outcome.status !== "succeeded") counts[outcome.resend]++;
  const kinds = (["safe", "read-first", "pointless"] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return [];
  const width = Math.max(...kinds.map((kind) => number(counts[kind]).length));
  return ["Sending again", ...kinds.map((kind) => `  ${number(counts[kind]).padStart(width)}  ${ADVICE[kind]}`)];
}

function cost({ requests, startedAt, completedAt }: Report): string {
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

function duration(ms: number): string {
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** Some of HubSpot's messages end in a list in JSON, whose entries have messages of their own: those say it all. */
function spoken(message: string): string {
  const list = /: (\[\{.*\}\])$/s.exec(message)?.[1];
  if (list === undefined) return message;
  try {
    const said = (JSON.parse(list) as { message?: unknown }[]).map((entry) => entry.message);
    return said.every((text) => typeof text === "string") ? [...new Set(said)].join("; ") : message;
  } catch {
    return message;
  }
}

function shortened(text: string): string {
  return bounded(text.replace(/\s+/g, " ").trim(), SHOWN_MESSAGE);
}

/** Breaks a text between words; what follows the first line is indented. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = text;
  while (line.length > WIDTH) {
    const space = line.lastIndexOf(" ", WIDTH);
    if (space <= indent.length) break;
    lines.push(line.slice(0, space));
    line = `${indent}${line.slice(space + 1)}`;
  }
  return [...lines, line];
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function plural(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}
