import type { Signature } from "../contract.js";
import { expected, MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "./expected.js";
import type { CallOptions, CallSettings, IsolateOptions, MayMap } from "./options.js";

const CALL_OPTIONS: Names<CallOptions & MayMap> = {
  signal: true,
  batchSize: true,
  totalTimeoutMs: true,
  deadlineMs: true,
  onProgress: true,
  onCheckpoint: true,
  isolate: true,
  path: true,
  body: true,
  query: true,
  firstIndex: true,
  beforeSend: true,
  sameRecord: true,
  records: true,
  lingerMs: true,
  map: true,
};
/** Half of what a number counts exactly: the indexes of a run go on from there. */
const MAX_FIRST_INDEX = 2 ** 52;
const ISOLATE: Names<IsolateOptions> = { maxRequests: true, maxRefusals: true };

/** Checks a call's options. Throws a `TypeError`. */
export function callSettings(
  options: CallOptions & MayMap,
  { batchSize, maxItems, path, body, query }: Signature,
): CallSettings {
  const given: Partial<CallOptions & MayMap> = objectOf("options", options, CALL_OPTIONS);
  const { signal, isolate, totalTimeoutMs } = given;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw expected("signal", "an AbortSignal", signal);
  const { sameRecord, records } = given;
  if (records !== undefined && records !== "required") throw expected("records", '"required"', records);
  if (sameRecord !== undefined && sameRecord !== "each" && sameRecord !== "last")
    throw expected("sameRecord", '"each" or "last"', sameRecord);
  for (const name of ["onProgress", "onCheckpoint", "beforeSend", "map"] as const)
    if (given[name] !== undefined && typeof given[name] !== "function") throw expected(name, "a function", given[name]);
  const bounds =
    isolate === false
      ? { maxRequests: 0, maxRefusals: 0 }
      : objectOf("isolate", isolate, ISOLATE, "an object or false");
  return {
    signal,
    deadlineMs: timeOf("deadlineMs", given.deadlineMs),
    onProgress: given.onProgress,
    onCheckpoint: given.onCheckpoint,
    batchSize: wholeNumber("batchSize", given.batchSize, batchSize, 1, maxItems ?? 10_000),
    totalTimeoutMs:
      totalTimeoutMs === undefined ? undefined : wholeNumber("totalTimeoutMs", totalTimeoutMs, 0, 1, MAX_TIMER_MS),
    isolate: {
      maxRequests: wholeNumber("isolate.maxRequests", bounds.maxRequests, 120, 0, 1_000_000),
      maxRefusals: wholeNumber("isolate.maxRefusals", bounds.maxRefusals, 1_000, 0, 1_000_000),
    },
    path: pathParameters(given, path),
    body: bodyFields(given, body),
    query: queryParameters(given, query),
    firstIndex: wholeNumber("firstIndex", given.firstIndex, 0, 0, MAX_FIRST_INDEX),
    beforeSend: given.beforeSend,
    sameRecord,
    records,
    lingerMs: given.lingerMs === undefined ? undefined : wholeNumber("lingerMs", given.lingerMs, 0, 0, MAX_TIMER_MS),
    map: given.map,
  };
}

/** 1973 in ms since 1970: what is below it is a length of time, or a time in seconds. */
const LEAST_TIME_MS = 1e11;

function timeOf(option: string, value: unknown): number | undefined {
  if (value === undefined || (typeof value === "number" && Number.isFinite(value) && value >= LEAST_TIME_MS))
    return value;
  throw expected(option, "a time in ms since 1970 (`Date.now() + 30_000`)", value);
}

/** Half of a character, which no URL can carry, and no text in UTF-8. */
export const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** The parameters that the path asks for: all of them, and no others. */
function pathParameters({ path }: CallOptions, template: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  if (names.length === 0) {
    if (path !== undefined) throw expected("path", "left out: its path has no parameters", path);
    return undefined;
  }
  const given: Readonly<Record<string, unknown>> = { ...path };
  const stray = Object.keys(given).find((name) => !names.includes(name));
  if (stray !== undefined) throw expected(`path.${stray}`, `one of ${names.join(", ")}`, stray);
  return Object.fromEntries(names.map((name) => [name, pathParameter(name, given[name])]));
}

/** A parameter of a path, as it is. Throws a `TypeError` where it would name another path, or none. */
export function pathParameter(name: string, value: unknown): string {
  // A dot or two would name another path.
  if (typeof value !== "string" || /^\.{0,2}$/.test(value))
    throw expected(`path.${name}`, "a text that is not empty", value);
  if (HALF_A_CHARACTER.test(value)) throw expected(`path.${name}`, "a text of whole characters", value);
  return value;
}

/** The body's fields beside its inputs, as they are sent: all that it asks for, and no others. */
function bodyFields({ body }: CallOptions, fields: Signature["body"]): Readonly<Record<string, unknown>> | undefined {
  if (fields === undefined) {
    if (body !== undefined) throw expected("body", "left out: it has no fields beside its inputs", body);
    return undefined;
  }
  const given = jsonCopy("body", body ?? {});
  checkFields("body", given, fields);
  return given;
}

/** The query's parameters, as they are sent: all that it asks for, and no others; those left undefined are left out. */
function queryParameters({ query }: CallOptions, fields: Signature["query"]): CallSettings["query"] {
  if (fields === undefined) {
    if (query !== undefined) throw expected("query", "left out: it has no parameters", query);
    return undefined;
  }
  const given = jsonCopy("query", query ?? {});
  checkFields("query", given, fields);
  for (const [name, value] of Object.entries(given)) {
    const values = Array.isArray(value) ? value : [value];
    if (values.every((one) => ["string", "number", "boolean"].includes(typeof one))) continue;
    throw expected(`query.${name}`, "a text, a number, true, false, or a list of such", value);
  }
  return given;
}

function checkFields(option: string, given: Readonly<Record<string, unknown>>, fields: NonNullable<Signature["body"]>) {
  for (const [name, need] of Object.entries(fields)) {
    if (need === "required" && given[name] === undefined) throw expected(`${option}.${name}`, "given", undefined);
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(fields, name))
      throw expected(`${option}.${name}`, `one of ${Object.keys(fields).join(", ")}`, name);
  }
}

/** What is sent of an option: its caller may change it later. */
function jsonCopy(option: string, value: object): Readonly<Record<string, unknown>> {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    // A cycle, a BigInt, a getter or toJSON that throws.
    throw new TypeError(`Expected \`${option}\` to be an object that can be written as JSON`, { cause });
  }
  if (!json?.startsWith("{")) throw expected(option, "an object", value);
  return JSON.parse(json, (key, part: unknown) => {
    if (typeof part === "string" && HALF_A_CHARACTER.test(part))
      throw expected(`${option}: ${key}`, "a text of whole characters", part);
    return part;
  }) as Readonly<Record<string, unknown>>;
}
