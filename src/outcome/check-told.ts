import { show } from "./show.js";
import type { BatchReport } from "./summary.js";

/** Throws a `TypeError` where what should be told of a run is something else, such as a run that nobody has awaited. */
export function checkTold(name: string, value: unknown, expectation: "a report" | "a report or a summary"): void {
  const { counts, outcomes } = Object(value) as Partial<BatchReport>;
  if (typeof counts === "object" && (Array.isArray(outcomes) || expectation !== "a report")) return;
  throw new TypeError(`Expected \`${name}\` to be ${expectation}, got ${show(value)}`);
}
