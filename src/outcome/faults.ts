import type { ErrorBody } from "./envelope.js";
import { copied } from "./printable.js";

/** One thing that HubSpot found wrong. */
export interface Fault {
  /** The property that it is about. */
  readonly property?: string;
  /** HubSpot's code, `INVALID_OPTION` for one. */
  readonly code?: string;
  /** What is wrong, in HubSpot's words; in `error.faults` shortened to a sentence, with the code in it. */
  readonly message?: string;
  /** The value that was refused, where HubSpot repeats it. */
  readonly value?: string;
}

/** Most faults read of one error: an input has so many properties that are wrong, or the error is about more than it. */
const MOST_FAULTS = 100;

/** Longest entry read that is cut, in characters. */
const LONGEST_ENTRY = 20_000;

/**
 * The faults that an error tells of, each property and code once. They stand in its details, in its context, and, on CRM
 * objects, as JSON inside the messages ("Property values were not valid: [{…}]").
 */
export function faultsIn(body: ErrorBody): Fault[] {
  const found: Fault[] = [];
  const names: string[] = [...(body.context?.["propertyName"] ?? [])];
  const read = (message: string | undefined, context: ErrorBody["context"], code?: string, name?: string) => {
    const listed = listIn(message ?? "");
    found.push(...listed);
    const own = [...new Set([...(context?.["propertyName"] ?? []), ...(name === undefined ? [] : [name])])];
    if (listed.length > 0 || (message === undefined && code === undefined)) return names.push(...own);
    return found.push(...(own.length > 0 ? own : [undefined]).map((property) => faultOf(property, code, message)));
  };
  found.push(...listIn(body.message ?? ""));
  for (const text of body.context?.["message"] ?? []) read(text, undefined);
  for (const detail of (body.errors ?? []).slice(0, MOST_FAULTS)) {
    read(detail.message, detail.context, detail.code, detail.in);
    for (const text of detail.context?.["message"] ?? []) read(text, undefined, detail.code, detail.in);
  }
  const named = names.length > 0 || found.some(({ property }) => property !== undefined);
  const whole = saidIn(body.message ?? "") || body.category;
  return merged(found, named ? names : namedIn(body.message)).map((fault) =>
    // What says nothing itself is what the whole is about.
    fault.message === undefined && whole !== undefined ? { ...fault, message: whole } : fault,
  );
}

/** The message without the list in JSON that some end with. */
export function saidIn(message: string): string {
  const at = startOfList(message);
  return at < 0 ? message : copied(message.slice(0, at).trimEnd()).replace(/:$/, "");
}

function faultOf(property?: string, code?: string, message?: string, value?: string): Fault {
  return {
    ...(property !== undefined && { property }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(value !== undefined && { value }),
  };
}

/** Each property and code once: an error says most things twice, here with the value and there without. */
function merged(found: readonly Fault[], names: readonly string[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const fault of found) {
    const { property, code, message } = fault;
    // What names neither is told from others by its words.
    const key = JSON.stringify([property, code, property === undefined && code === undefined ? message : undefined]);
    const known = faults.get(key);
    if (known === undefined && faults.size === MOST_FAULTS) break;
    faults.set(key, { ...fault, ...known });
  }
  const all = [...faults.values()];
  const [only] = all;
  const unnamed = new Set(names.slice(0, MOST_FAULTS));
  for (const { property } of all) if (property !== undefined) unnamed.delete(property);
  // Of one fault that names no property, the names beside it are its own.
  if (only !== undefined && all.length === 1 && only.property === undefined)
    return unnamed.size === 0 ? all : [...unnamed].map((property) => ({ property, ...only }));
  return [...all, ...[...unnamed].map((property) => ({ property }))].slice(0, MOST_FAULTS);
}

/** Older messages name their property in words alone: `Property "colour" does not exist`. */
function namedIn(message: string | undefined): string[] {
  const name = /^propert(?:y|ies) (?:"([^"]+)"|'([^']+)')/i.exec(message ?? "");
  return name === null ? [] : [copied(name[1] ?? name[2] ?? "")];
}

type Json = Readonly<Record<string, unknown>>;

function startOfList(message: string): number {
  return message.search(/\[\s*\{\s*"/);
}

/** The entries of the list in JSON in a message. It may be cut: what there is of its last entry counts too. */
function listIn(message: string): Fault[] {
  const found: Fault[] = [];
  const from = startOfList(message);
  let start = from;
  let depth = 0;
  let quoted = false;
  for (let at = from; from >= 0 && at < message.length && found.length < MOST_FAULTS; at++) {
    const character = message[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" && depth++ === 0) start = at;
    else if (character === "}" && depth > 0 && --depth === 0) found.push(...entryOf(message.slice(start, at + 1)));
    else if (character === "]" && depth === 0) break;
  }
  if (depth > 0) found.push(...entryOf(message.slice(start)));
  return found;
}

function entryOf(text: string): Fault[] {
  const { name, propertyName = name, error, code = error, message, propertyValue } = parsed(text);
  if (typeof message !== "string" && typeof propertyName !== "string" && typeof code !== "string") return [];
  return [faultOf(asText(propertyName), asText(code), asText(message), asText(propertyValue))];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json; // It begins with a brace.
  } catch {
    const pairs = text.slice(0, LONGEST_ENTRY).matchAll(/"(\w+)"\s*:\s*("(?:[^"\\]|\\(?:.|$))*(?:"|$))/gs);
    return Object.fromEntries([...pairs].map(([, key = "", value = ""]) => [key, unquoted(value)]));
  }
}

/** The text of a JSON string, which may be cut. */
function unquoted(json: string): string {
  try {
    return JSON.parse(json) as string; // It begins with a quote.
  } catch {
    return copied(json.slice(1).replace(/\\(?:u[\da-f]{0,4}|.|$)/gis, ""));
  }
}

function asText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value : undefined;
}
