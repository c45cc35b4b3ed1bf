import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import type { CallSettings } from "../options/options.js";
import { type Envelope, readEnvelope } from "../outcome/envelope.js";
import { CallerError } from "../outcome/errors.js";
import { readListed } from "../outcome/listed-answer.js";
import { parsedJson } from "../wire/parsed-json.js";
import type { Reply } from "../wire/reply.js";
import type { RequestContext } from "../wire/request-context.js";
import type { Transport } from "../wire/transport.js";
import type { Answer, OutgoingRequest } from "../wire/wire.js";
import type { Address } from "./address.js";

/** An answer to a batch: an envelope, or none where the contract promises none. */
export type Accepted = Envelope | "no-content";

/** Where and through what a run's requests go. */
export interface PostContext {
  readonly operation: Operation;
  /** Where they go, known when the first of them is sent. */
  readonly address: () => Promise<Address>;
  readonly transport: Transport;
  readonly settings: Pick<CallSettings, "body"> & Partial<Pick<CallSettings, "beforeSend">>;
}

const START = '{"inputs":[';
const BARE = "[";

/**
 * Sends entries as one request through the transport, until there is a reply. Never throws: where there is no address,
 * nothing was sent.
 */
export async function post(
  entries: readonly Entry[],
  context: RequestContext,
  { operation, address, transport, settings }: PostContext,
): Promise<Reply<Accepted>> {
  const { method, idempotent, bare } = operation;
  const { beforeSend } = settings;
  const before = beforeSend && ((attempt: number) => beforeSend({ ...placesOf(entries), attempt, idempotent }));
  const read = ({ text }: Answer) => acceptedIn(text, operation);
  let request: OutgoingRequest;
  try {
    request = {
      ...(await address()),
      body: bare ? bodyOf(entries, BARE, "]") : bodyOf(entries, START, endOf(settings.body)),
    };
  } catch (cause) {
    const error = new CallerError(`The contract's \`send\` of ${method} failed before anything was sent`, { cause });
    context.halt({ reason: "callback-failed", error });
    return { kind: "unprocessed", reason: "callback-failed", error };
  }
  return transport.exchange(request, { ...context, before, size: entries.length }, { idempotent, read });
}

/** What a 2xx answer says, where it is one that the contract knows. */
function acceptedIn(text: string, { noContent, answer }: Operation): Accepted | undefined {
  if (answer !== undefined) return readListed(parsedJson(text), answer.missing);
  return noContent && text.trim() === "" ? "no-content" : readEnvelope(parsedJson(text));
}

/** Which inputs a request is of. */
function placesOf(entries: readonly Entry[]): { indexes: number[]; inputs: object[] } {
  return { indexes: entries.map(({ index }) => index), inputs: entries.map(({ input }) => input) };
}

/** The request's body, of JSON that was written once for each record, and of what the call adds to it. */
function bodyOf(entries: readonly Entry[], start: string, end: string): string {
  // The ends are part of what is joined: put around it, they would have it copied once more.
  const last = entries.length - 1;
  const body = entries
    .map(({ json }, place) => `${place === 0 ? start : ""}${json}${place === last ? end : ""}`)
    .join(",");
  cutFrom(body, entries, start.length);
  return body;
}

function endOf(fields: CallSettings["body"]): string {
  const others = fields === undefined ? "{}" : JSON.stringify(fields);
  return `]${others === "{}" ? "" : ","}${others.slice(1)}`;
}

/** Makes the JSON of each entry a part of the body, so that what is in flight is kept but once. */
function cutFrom(body: string, entries: readonly Entry[], start: number): void {
  let at = start;
  for (const entry of entries) {
    entry.json = body.slice(at, at + entry.json.length);
    at += entry.json.length + 1;
  }
}
