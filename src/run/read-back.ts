/** Reads the records that inputs are about: many at once where the contract has a batch for it, else one at a time. */
import type { Operation, Read, ReadBack } from "../contract.js";
import { fieldOf, fold, textOf } from "../match/identity.js";
import { recordIdOf } from "../match/record-id.js";
import { HALF_A_CHARACTER, pathParameter } from "../options/call-settings.js";
import { describeThrown } from "../outcome/describe-thrown.js";
import { type HubSpotError, UnaccountedError } from "../outcome/errors.js";
import type { HaltSwitch } from "../outcome/halt.js";
import type { Failed, Outcome } from "../outcome/outcome.js";
import { HttpError, RefusedError } from "../outcome/refusals.js";
import type { MutableRequestCounts } from "../outcome/summary.js";
import type { Transport } from "../wire/transport.js";
import type { Answer } from "../wire/wire.js";
import { addressOf } from "./address.js";

/** What was read for an input: its record, HubSpot's word that there is none, or why neither is known. */
export type Found =
  | {
      readonly record: object;
      readonly recordId: string;
      /** The paths of the input's properties by whose values it was found: HubSpot may write them in another case. */
      readonly foundBy: readonly string[];
    }
  | {
      readonly absent: HubSpotError;
      /** The paths of the properties by which it was looked for: an input that sets one may have given the record another key. */
      readonly soughtBy: readonly string[];
      /** The path of the property by which it was looked for, where the input gives that another value. */
      readonly renames?: string | undefined;
    }
  | { readonly error: HubSpotError };

/** An outcome whose record is to be read, and what was sent of it. */
export interface Sought {
  readonly outcome: Outcome;
  readonly sent: object;
}

/** Answers one batch read: the outcomes of its inputs, in their order. */
export type ReadBatch = (
  inputs: readonly object[],
  body: Readonly<Record<string, unknown>>,
) => Promise<readonly Outcome[]>;

/** The texts that a read asks by, or why it can't ask. What an input may leave out, as the property of its id, it may. */
function askedBy({ by, unique }: ReadBack, sent: object): Map<string, string> | string {
  const asked = new Map<string, string>();
  for (const [name, place] of Object.entries(by)) {
    if (place.includes("$by") && unique === undefined) return 'name a unique property, as in { by: "email" }';
    const [start = "", key] = place.replaceAll("$by", unique ?? "").split(/[[\]]/);
    const outer = place === "$by" ? unique : fieldOf(sent, start);
    const value =
      key === undefined ? outer : typeof outer === "object" && outer !== null ? fieldOf(outer, key) : undefined;
    const text = value == null ? "" : textOf(value);
    if (HALF_A_CHARACTER.test(text)) return `its ${start} has half a character, which no request can carry`;
    if (text !== "") asked.set(name, text);
    else if (key !== undefined) return `it has no ${start}.${key}, by which its record would be found`;
  }
  return asked.size > 0 ? asked : "it has nothing by which its record would be found";
}

/** What is asked in the same words: the body's, the inputs with whom each is for, and the names that lists have. */
interface Group {
  readonly body: Readonly<Record<string, string>>;
  readonly members: Map<string, { readonly input: object; readonly of: Sought[] }>;
  readonly names: Map<string, Set<string>>;
}

/** Reads by a batch operation: what is asked in the same words goes together, and each record is asked for once. */
export async function readMany(
  sought: readonly Sought[],
  readBack: ReadBack,
  operation: Operation,
  send: ReadBatch,
): Promise<Map<Sought, Found>> {
  const found = new Map<Sought, Found>();
  const groups = new Map<string, Group>();
  for (const one of sought) {
    const asked = askedBy(readBack, one.sent);
    if (typeof asked === "string") {
      found.set(one, { error: new UnaccountedError(asked) });
      continue;
    }
    const inBody = [...asked].filter(([name]) => Object.hasOwn(operation.body ?? {}, name));
    const input = Object.fromEntries([...asked].filter(([name]) => !Object.hasOwn(operation.body ?? {}, name)));
    const key = JSON.stringify(inBody);
    const group: Group = groups.get(key) ?? { body: Object.fromEntries(inBody), members: new Map(), names: new Map() };
    groups.set(key, group);
    const member = group.members.get(JSON.stringify(input)) ?? { input, of: [] };
    group.members.set(JSON.stringify(input), member);
    member.of.push(one);
    for (const [list, map] of Object.entries(readBack.names ?? {})) {
      const names = group.names.get(list) ?? new Set<string>();
      group.names.set(list, names);
      // A property that records are found by is to be among those that are shown.
      for (const [, value] of inBody) names.add(value);
      for (const name of Object.keys(fieldOf(one.sent, map) ?? {})) if (!HALF_A_CHARACTER.test(name)) names.add(name);
    }
  }
  for (const { body, members, names } of groups.values()) {
    const lists = [...names].map(([list, set]) => [list, [...set]]);
    const asked = [...members.values()];
    const outcomes = await send(
      asked.map(({ input }) => input),
      { ...body, ...(Object.fromEntries(lists) as object) },
    );
    for (const [at, { input, of }] of asked.entries())
      for (const one of of)
        found.set(one, foundOf(outcomes[at], keysOf(one.sent, Object.values(body), input, readBack), operation));
  }
  return found;
}

/** The properties by which a record is asked for, where its input sets them too: to the same value, or to another. */
interface Keys {
  readonly soughtBy: readonly string[];
  readonly foundBy: readonly string[];
  readonly renames: string | undefined;
}

function keysOf(sent: object, properties: readonly string[], input: object, { names = {} }: ReadBack): Keys {
  const set = Object.values(names).flatMap((map) =>
    properties.flatMap((property) => {
      const value = fieldOf(fieldOf(sent, map) ?? {}, property);
      return value == null ? [] : [{ path: `${map}.${property}`, value: fold(textOf(value)) }];
    }),
  );
  const asked = new Set(Object.values(input).map((value) => fold(String(value))));
  return {
    soughtBy: Object.values(names).flatMap((map) => properties.map((property) => `${map}.${property}`)),
    foundBy: set.flatMap(({ path, value }) => (asked.has(value) ? [path] : [])),
    renames: set.find(({ value }) => !asked.has(value))?.path,
  };
}

function foundOf(outcome: Outcome | undefined, { soughtBy, foundBy, renames }: Keys, operation: Operation): Found {
  if (outcome?.status === "succeeded") return recordIn(outcome.record, foundBy, operation);
  const error = outcome?.error ?? new UnaccountedError("It was not read");
  return outcome?.status === "failed" && isWordOn(outcome) ? { absent: error, soughtBy, renames } : { error };
}

/** A record without an id is none: it would have whatever it does not show. */
function recordIn(record: unknown, foundBy: readonly string[], from: Pick<Operation, "recordId">): Found {
  const recordId = typeof record === "object" && record !== null ? recordIdOf(record, from) : undefined;
  return recordId === undefined
    ? { error: new UnaccountedError("HubSpot has a record, and did not show which") }
    : // It has an id.
      { record: record as object, recordId, foundBy };
}

/** An envelope says of a record that there is none; a refusal of the whole request says so of an address, too. */
function isWordOn({ scope, error }: Failed): boolean {
  return (
    scope === "record" &&
    error instanceof RefusedError &&
    error.category === "OBJECT_NOT_FOUND" &&
    error.httpStatus >= 200 &&
    error.httpStatus < 300
  );
}

/** HubSpot's own error names its category; the page of a gateway has none. */
function isAbsence(error: HubSpotError): boolean {
  return error instanceof HttpError && error.status === 404 && /(?:^|_)NOT_FOUND$/.test(error.category ?? "");
}

/** Requests for one record each that are out at once. */
const MOST_AT_ONCE = 10;

/** Reads one record at a time. */
export async function readEach(
  sought: readonly Sought[],
  readBack: ReadBack,
  {
    read,
    client,
    transport,
    control,
    counts,
  }: {
    readonly read: Read;
    readonly client: unknown;
    readonly transport: Transport;
    readonly control: HaltSwitch;
    readonly counts: MutableRequestCounts;
  },
): Promise<Map<Sought, Found>> {
  const { start, send, cut } = control;
  const context = { start, send, cut, counts, halt: control.halt.bind(control), wait: () => () => {} };
  const ask = async ({ sent }: Sought): Promise<Found> => {
    const asked = askedBy(readBack, sent);
    if (typeof asked === "string") return { error: new UnaccountedError(asked) };
    const given: Record<"path" | "query", Record<string, string>> = { path: {}, query: {} };
    try {
      for (const [name, value] of asked) {
        if (read.parameters[name] === "path") given.path[name] = pathParameter(name, value);
        else given.query[name] = value;
      }
      const address = await addressOf((fetch) => read.send(client, { params: given }, { fetch }));
      const reply = await transport.exchange({ ...address, body: undefined }, context, {
        idempotent: true,
        read: ({ text }: Answer) => objectIn(text),
      });
      if (reply.kind === "accepted") return recordIn(reply.value, [], read);
      const error = reply.error ?? new UnaccountedError("It was not read");
      return reply.kind === "refused" && isAbsence(error) ? { absent: error, soughtBy: [] } : { error };
    } catch (thrown) {
      return { error: new UnaccountedError(`It can't be asked for: ${describeThrown(thrown)}`, { cause: thrown }) };
    }
  };
  const found = new Map<Sought, Found>();
  const left = sought.values();
  const work = async () => {
    for (const one of left) found.set(one, await ask(one));
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return found;
}

/** The object that an answer is, if it is one. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // Any property of an object may be asked for.
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
