/** What is wrong with a row, in its own columns' words. */
import { CallerError, type HubSpotError, type InputIssue, InvalidInputError } from "../../index.js";
import { RowError } from "./make-input.js";
import type { Mapping } from "./mapping.js";
import { nameOf } from "./mapping.js";

/** The issues that kept a row from being sent, each with its column where one is known; `undefined` where it was sent. */
export function issuesOf(error: HubSpotError, mapping: Mapping): readonly InputIssue[] | undefined {
  if (error instanceof CallerError) {
    if (error.cause instanceof RowError) return error.cause.issues;
    return [{ path: "", message: error.message }];
  }
  if (!(error instanceof InvalidInputError)) return undefined;
  return error.issues.map(({ path, message }) => ({ path: columnOf(path, mapping) ?? path, message }));
}

/** The column whose value went to a place of the input. */
function columnOf(path: string, { columns }: Mapping): string | undefined {
  const place = path.replaceAll(/\[\d+\]/g, "").replaceAll(/\["(.*?)"\]/g, ".$1");
  return columns.find(({ target }) => nameOf(target) === place)?.column;
}
