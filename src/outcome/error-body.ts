import { type Context, type ErrorBody, type ErrorDetail, isObject } from "./envelope.js";
import { bounded, copied } from "./printable.js";

type Json = Record<string, unknown>;

/** Longest category, code or id, in characters: they are words. */
const LONGEST_LABEL = 200;
/** Most levels kept of a subcategory that is an object, and most values on all of them. */
const MOST_LEVELS = 4;
const MOST_VALUES = 50;

/**
 * Reads a JSON value as an error; what has another type than it should is left out. Marketing events still answer in an
 * older shape: `errorType` is their category, `errorTokens` their context.
 */
export function readErrorBody(value: unknown): ErrorBody {
  if (!isObject(value)) return typeof value === "string" ? { message: value } : {};
  const { links, errors, errorType, errorTokens } = value;
  const context = { ...readContext(errorTokens), ...readContext(value["context"]) };
  return {
    ...labels({ category: errorType }, ["category"]),
    ...labels(value, ["status", "category", "id", "correlationId", "policyName"]),
    ...messageOf(value),
    ...subCategoryOf(value),
    ...((isContext(value["context"]) || isContext(errorTokens)) && { context }),
    ...(isObject(links) && { links: labels(links, Object.keys(links), Infinity) }),
    ...(Array.isArray(errors) && { errors: errors.filter(isObject).map(readDetail) }),
  };
}

/** A detail in the older shape has its code as `error`, and its property as `name`. */
function readDetail(detail: Json): ErrorDetail {
  const { context, error, name } = detail;
  return {
    ...labels({ code: error, in: name }, ["code", "in"]),
    ...labels(detail, ["code", "in"]),
    ...messageOf(detail),
    ...subCategoryOf(detail),
    ...(isContext(context) && { context: readContext(context) }),
  };
}

function messageOf({ message }: Json): { message?: string } {
  return typeof message === "string" ? { message } : {};
}

/** A text or, by HubSpot's description, an object, which may hold anything. */
function subCategoryOf({ subCategory }: Json): { subCategory?: unknown } {
  return subCategory == null ? {} : { subCategory: shallow(subCategory, { left: MOST_VALUES }, MOST_LEVELS) };
}

/** A copy that can be written as JSON and walked by anyone: the first values, and a mark for what lies deeper. */
function shallow(value: unknown, room: { left: number }, levels: number): unknown {
  room.left--;
  if (typeof value === "string") return bounded(value, LONGEST_LABEL);
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "…";
  const items: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    if (room.left <= 0) break;
    items.push([bounded(key, LONGEST_LABEL), shallow((value as Json)[key], room, levels - 1)]);
  }
  return Array.isArray(value) ? items.map(([, item]) => item) : Object.fromEntries(items);
}

function isContext(value: unknown): value is Json | string {
  return isObject(value) || typeof value === "string";
}

/** A context maps each key to a list of texts; a bare text or number counts as a list of one. */
function readContext(context: unknown): Context {
  if (typeof context === "string") return readTextContext(context);
  if (!isObject(context)) return {};
  const lists = Object.entries(context).map(([key, value]): [string, readonly string[]] => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return [key, values.filter((one) => typeof one === "string" || typeof one === "number").map(String)];
  });
  return Object.fromEntries(lists);
}

/** HubSpot's reference prints a context as Java does: `{missingScopes=[scope1, scope2]}`. Another text is kept whole. */
function readTextContext(text: string): Context {
  const lists = [...text.matchAll(/(?<![\w ])([\w ]+)=\[([^[\]]*)\]/g)].map(
    ([, key = "", values = ""]): [string, string[]] => [
      copied(key.trim()),
      values.split(",").map((value) => copied(value.trim())),
    ],
  );
  return lists.length > 0 ? Object.fromEntries(lists) : { context: [text] };
}

function labels(from: Json, keys: readonly string[], length = LONGEST_LABEL): Record<string, string> {
  const found: Record<string, string> = {};
  for (const key of keys) {
    const value = from[key];
    if (typeof value === "string") found[key] = bounded(value, length);
  }
  return found;
}
