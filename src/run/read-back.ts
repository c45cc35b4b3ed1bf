/** Reads the records that inputs are about: many at once where the contract has a batch for it, else one at a time. */
import type { Operation, Read, ReadBack } from "../contract.js";
import { fieldOf, textOf } from "../match/identity.js";
import { type HubSpotError, UnaccountedError } from "../outcome/errors.js";
import type { HaltSwitch } from "../outcome/halt.js";
import type { Outcome } from "../outcome/outcome.js";
import { HttpError, RefusedError } from "../outcome/refusals.js";
import type { MutableRequestCounts } from "../outcome/summary.js";
import type { Transport } from "../wire/transport.js";
import type { Answer } from "../wire/wire.js";

/** What was read for an input: its record, HubSpot's word that there is none, or why neither is known. */
export type Found = { readonly record: object } | { readonly absent: HubSpotError } | { readonly error: HubSpotError };

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
    if (value != null && value !== "") asked.set(name, textOf(value));
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
      for (const name of Object.keys(fieldOf(one.sent, map) ?? {})) names.add(name);
    }
  }
  for (const { body, members, names } of groups.values()) {
    const lists = [...names].map(([list, set]) => [list, [...set]]);
    const asked = [...members.values()];
    const outcomes = await send(
      asked.map(({ input }) => input),
      { ...body, ...(Object.fromEntries(lists) as object) },
    );
    for (const [at, { of }] of asked.entries()) for (const one of of) found.set(one, foundOf(outcomes[at]));
  }
  return found;
}

function foundOf(outcome: Outcome | undefined): Found {
  if (outcome?.status === "succeeded")
    return typeof outcome.record === "object" && outcome.record !== null
      ? { record: outcome.record }
      : { error: new UnaccountedError("HubSpot has a record, and did not show which") };
  const error = outcome?.error ?? new UnaccountedError("It was not read");
  return outcome?.status === "failed" && isAbsence(error) ? { absent: error } : { error };
}

/** HubSpot says of what is not there that it is not, in either of two ways. */
function isAbsence(error: HubSpotError): boolean {
  if (error instanceof RefusedError) return error.category === "OBJECT_NOT_FOUND" || error.httpStatus === 404;
  return error instanceof HttpError && error.status === 404;
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
    for (const [name, value] of asked) given[read.parameters[name] === "path" ? "path" : "query"][name] = value;
    const { url, method, headers } = await requestOf(read, client, given);
    const reply = await transport.exchange(
      { url, method, headers: Object.fromEntries(headers), body: undefined },
      context,
      { idempotent: true, read: ({ text }: Answer) => objectIn(text) },
    );
    if (reply.kind === "accepted") return { record: reply.value };
    const error = reply.error ?? new UnaccountedError("It was not read");
    return reply.kind === "refused" && isAbsence(error) ? { absent: error } : { error };
  };
  const found = new Map<Sought, Found>();
  const left = sought.values();
  const work = async () => {
    for (const one of left) found.set(one, await ask(one));
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return found;
}

/** The request that the generated client makes of a read, but for its body. */
export async function requestOf(
  read: Read,
  client: unknown,
  params: Parameters<Read["send"]>[1]["params"],
): Promise<Request> {
  let made: Request | undefined;
  const fetch = async (request: Request): Promise<Response> => {
    made = request;
    return new Response(null, { status: 204 });
  };
  await read.send(client, { params }, { fetch });
  if (made === undefined) throw new TypeError("It did not call `fetch`");
  return made;
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
