import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import { recordIdOf } from "../match/record-id.js";
import type { Succeeded, WithoutId } from "../outcome/outcome.js";

/** A batch of which the ids are asked for. */
export interface Identified<I extends object, R extends object> {
  readonly operation: Operation;
  /** Why no more can be asked; `undefined` where it can, and then that is spent. */
  refusal(): WithoutId | undefined;
  /** Writes one again, alone. Gives what an answer says of it. */
  ask(entry: Entry<I>): Promise<Succeeded<R> | undefined>;
  written(entry: Entry<I>, fate: Succeeded<R>): void;
}

/**
 * Finds the records of inputs that HubSpot wrote together, and of which an answer does not tell whose is whose, by writing
 * each again, alone: all but the last, whose is the one that is left. Gives the records that are nobody's.
 */
export async function identify<I extends object, R extends object>(
  entries: readonly Entry<I>[],
  records: readonly R[],
  { operation, refusal, ask, written }: Identified<I, R>,
): Promise<readonly R[]> {
  const left = new Map(records.map((record) => [recordIdOf(record, operation), record]));
  let reason: WithoutId | undefined;
  let isSure = left.size === entries.length;
  for (const [place, entry] of entries.entries()) {
    const [only] = left;
    if (place === entries.length - 1 && isSure && only?.[0] !== undefined) {
      written(entry, { status: "succeeded", record: only[1], recordId: only[0], matchedBy: "count" });
      return [];
    }
    reason ??= refusal();
    const fate = reason === undefined ? await ask(entry) : undefined;
    // What is left is the last one's only as long as all others were found among them.
    const isFound = fate !== undefined && left.delete(fate.recordId);
    isSure &&= isFound;
    // Whatever became of the question, what it was about is written.
    written(entry, fate ?? { status: "succeeded", matchedBy: "count", withoutId: reason ?? "not-answered" });
  }
  return [...left.values()];
}
