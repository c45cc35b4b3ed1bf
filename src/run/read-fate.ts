/** What can be concluded of an input whose answer was lost, from what was read since: in doubt it stays unknown. */
import type { Listed, Operation } from "../contract.js";
import { differencesOf } from "../match/differences.js";
import { fieldOf } from "../match/identity.js";
import { shareOf, unlistedOf } from "../match/listed.js";
import { UnaccountedError } from "../outcome/errors.js";
import type { Fate, Unknown } from "../outcome/outcome.js";
import type { Found, Sought } from "./read-back.js";

/** What the rest of the report says of an input's record. */
export interface RecordContext {
  /** Which other inputs may have changed it since, as the start of a sentence; absent where none has. */
  readonly later: string | undefined;
  /** Whether another input has the same record. */
  readonly isShared: boolean;
  /** When the run began, in ISO 8601. */
  readonly startedAt: string;
}

/** Most fields that a message names. */
const MOST_NAMED = 5;
/** How far HubSpot's clock and ours may be apart, in ms: what is older than the run by more was there before. */
const CLOCKS_APART_MS = 60_000;

/** Concludes what became of one input. */
export function fateOf(
  { outcome, sent }: Sought,
  found: Found | undefined,
  operation: Operation,
  { later, isShared, startedAt }: RecordContext,
): Fate<object> {
  const { method, idempotent, noContent, read, trace } = operation;
  const { error: cause, resend: advice } = outcome as Unknown; // Only those are sought.
  // Sent again, it would put what it sets over what a later one has set.
  const resend = later === undefined ? advice : "read-first";
  const unknown = (why: string, inner: unknown = cause): Fate<object> => ({
    status: "unknown",
    error: new UnaccountedError(why, { cause: inner }),
    resend,
  });
  const untold = (why: string) => unknown(`What became of it can't be told: ${why}`);
  const notInEffect = (why: string): Fate<object> =>
    idempotent || read?.absent === "unsent"
      ? { status: "unsent", reason: "unavailable", error: new UnaccountedError(why, { cause }), resend: "safe" }
      : unknown(why);
  if (read === undefined || found === undefined)
    return unknown(`What became of it can't be read: the contract names nothing that reads what ${method} writes`);
  if ("error" in found) return unknown(`What became of it could not be read: ${found.error.message}`, found.error);
  if ("absent" in found) {
    if (read.absent === "succeeded") return { status: "succeeded", matchedBy: "id" };
    if (found.renames !== undefined)
      return untold(
        `it gives its record another ${found.renames}, and HubSpot, asked since, has none with the one before`,
      );
    if (later !== undefined) return untold(`${later} its record too, and HubSpot, asked since, has no such record`);
    if (read.absent === "failed")
      return { status: "failed", scope: "record", error: found.absent, resend: "pointless" };
    return notInEffect("It was not written: HubSpot, asked since, has no such record");
  }
  if ("whole" in found) {
    const share = shareOf(sent, found.whole, read.within as Listed); // Only then is a whole read.
    const isMore = fieldOf(found.whole, "paging.next") != null;
    if (noContent ? !share.some && !isMore : share.all) {
      const unseen = noContent ? [] : unlistedOf(sent, read);
      if (unseen.length === 0) return { status: "succeeded", matchedBy: "id" };
      return untold(`HubSpot, asked since, lists it, which does not tell of its ${some(unseen)}`);
    }
    if (isMore && !(noContent && share.some)) return untold("HubSpot lists more than it shows at once");
    if (later !== undefined) return untold(`${later} its record too`);
    return notInEffect(
      noContent
        ? "It is not in effect: HubSpot, asked since, still lists it"
        : "It is not in effect: HubSpot, asked since, does not list it",
    );
  }
  const { record, recordId, foundBy } = found;
  if (noContent) return notInEffect("It was not written: HubSpot, asked since, still has the record");
  const places = [...Object.values(read.by), ...(trace === undefined ? [] : [trace])].filter(
    (place) => !place.includes("$by"),
  );
  const { other, alike, unseen, same } = differencesOf(sent, record, new Set([...places, ...foundBy]));
  const which = `record ${recordId}`;
  if (other.length > 0) {
    const shown = some(other);
    if (later !== undefined) return untold(`${later} ${which} too, which now has another ${shown}`);
    if (!idempotent)
      return unknown(`There is ${which}, with another ${shown}: it was written and changed since, or was there before`);
    return notInEffect(`It is not in effect: ${which}, read since, has another ${shown}`);
  }
  if (alike.length > 0)
    return untold(`${which}, read since, has ${some(alike)} written in another way, and HubSpot may have done that`);
  if (unseen.length > 0) return untold(`HubSpot, asked since, does not show ${some(unseen)} of ${which}`);
  if (same.length + foundBy.length === 0)
    return untold(`nothing that it sets can be compared with ${which}, read since`);
  if (!idempotent && isShared) return untold(`another input of this report has ${which} too`);
  // A time that isn't told compares as false.
  const isOfTheRun = Date.parse(String(fieldOf(record, "createdAt"))) >= Date.parse(startedAt) - CLOCKS_APART_MS;
  if (!idempotent && !isOfTheRun) return untold(`there is ${which} as it was sent, maybe since before the run`);
  return { status: "succeeded", record, recordId, matchedBy: "id" };
}

function some(names: readonly string[]): string {
  return names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? ", …" : "");
}
