import { isPlain } from "../match/identity.js";
import type { Outcome } from "../outcome/outcome.js";

/**
 * Has the record of an outcome that is kept share the texts of its input: HubSpot repeats what it was sent, and a report
 * would hold most of it twice. Changes no value, and never throws.
 */
export function shareTexts<I, R extends object>(outcome: Outcome<I, R>): void {
  if (outcome.status !== "succeeded" || outcome.record === undefined) return;
  try {
    share(outcome.record as Record<string, unknown>, outcome.sent ?? outcome.input); // It came as JSON.
  } catch {
    // An input's getter, or a proxy that was revoked: the record keeps its own.
  }
}

function share(record: Record<string, unknown>, input: unknown): void {
  // What a class reads for a getter may cost its caller a query.
  if (typeof input !== "object" || input === null || !isPlain(input)) return;
  for (const field of Object.keys(record)) {
    const value = record[field];
    if (typeof value === "string") {
      const sent = (input as Record<string, unknown>)[field];
      if (sent === value) record[field] = sent;
    } else if (typeof value === "object" && value !== null) {
      share(value as Record<string, unknown>, (input as Record<string, unknown>)[field]);
    }
  }
}
