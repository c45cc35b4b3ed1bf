/** Holds what the fleet told against what the sandboxes have. */
import type { BatchSummary } from "../../../src/index.js";
import { badOf, type Portal, seenBy } from "./portals.js";

/** Says what the portals have seen, and whether that is what was told of so many records each. */
export function verify(
  portals: readonly Portal[],
  records: number,
  counts: BatchSummary["counts"],
): { readonly text: string; readonly isTrue: boolean } {
  const seen = portals.map(seenBy);
  const sum = (of: (nth: number) => number) => portals.reduce((all, _, nth) => all + of(nth), 0);
  const [requests, refused] = [sum((nth) => seen[nth]?.requests ?? 0), sum((nth) => seen[nth]?.refused ?? 0)];
  const stored = sum((nth) => portals[nth]?.sandbox.records("listings").length ?? 0);
  const writes = sum(
    (nth) => portals[nth]?.sandbox.requests.reduce((all, { written }) => all + written.length, 0) ?? 0,
  );
  const bad = portals.length * badOf(records);
  const good = portals.length * records - bad;
  const isTrue = counts.succeeded === good && counts.failed === bad && stored === good;
  const text =
    `The portals counted ${requests.toLocaleString("en-US")} requests, the killed worker's too, and refused ${refused} for their quota; they hold ` +
    `${stored.toLocaleString("en-US")} listings, of which ${(writes - stored).toLocaleString("en-US")} were written twice.`;
  return { isTrue, text: isTrue ? text : `${text} That is not what was reported.` };
}
