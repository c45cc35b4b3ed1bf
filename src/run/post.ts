import type { Operation, SendInit } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import type { CallSettings } from "../options/options.js";
import { type Envelope, readEnvelope } from "../outcome/envelope.js";
import { CallerError } from "../outcome/errors.js";
import type { Reply } from "../wire/judge.js";
import type { RequestContext } from "../wire/request-context.js";
import type { Transport } from "../wire/transport.js";
import type { Answer, OutgoingRequest } from "../wire/wire.js";

/** An answer to a batch: an envelope, or none where the contract promises none. */
export type Accepted = Envelope | "no-content";

/** Where and through what a run's requests go. */
export interface PostContext {
  readonly operation: Operation;
  /** The version's fetch client. */
  readonly client: unknown;
  readonly transport: Transport;
  readonly settings: Pick<CallSettings, "path" | "body" | "query"> & Partial<Pick<CallSettings, "beforeSend">>;
}

const START = '{"inputs":[';

/** What openapi-fetch gets back, for the reply is ours to read, whole. */
const NOTHING = new Response(null, { status: 204 });

/**
 * Sends entries as one request, through the generated client and the transport, until there is a reply. Never throws: what
 * fails before the transport has the request was certainly not sent, and what fails after it changes nothing of the reply.
 */
export async function post(
  entries: readonly Entry[],
  context: RequestContext,
  { operation, client, transport, settings }: PostContext,
): Promise<Reply<Accepted>> {
  const { method, idempotent, noContent } = operation;
  const { beforeSend } = settings;
  const before = beforeSend && ((attempt: number) => beforeSend({ ...placesOf(entries), attempt }));
  const read = ({ text }: Answer): Accepted | undefined =>
    noContent && text.trim() === "" ? "no-content" : readEnvelope(parsedJson(text));
  let exchange: Promise<Reply<Accepted>> | undefined;
  let cause: unknown = new TypeError("It did not call `fetch`");
  try {
    const body = bodyOf(entries, settings.body);
    cutFrom(body, entries);
    await operation.send(
      client,
      { inputs: entries.map((entry) => entry.input) },
      {
        fetch: async (request) => {
          exchange = transport.exchange(outgoing(request, body), { ...context, before }, { idempotent, read });
          await exchange;
          return NOTHING;
        },
        bodySerializer: () => body,
        params: {
          ...(settings.path !== undefined && { path: settings.path }),
          ...(settings.query !== undefined && { query: settings.query }),
          // The settings have what the contract asks for, and nothing else.
        } as SendInit["params"],
      },
    );
  } catch (thrown) {
    cause = thrown;
  }
  if (exchange !== undefined) return exchange;
  const error = new CallerError(`The contract's \`send\` of ${method} failed before anything was sent`, { cause });
  context.halt({ reason: "callback-failed", error });
  return { kind: "unprocessed", reason: "callback-failed", error };
}

/** Which inputs a request is of. */
function placesOf(entries: readonly Entry[]): { indexes: number[]; inputs: object[] } {
  return { indexes: entries.map(({ index }) => index), inputs: entries.map(({ input }) => input) };
}

/** The request's body, of JSON that was written once for each record, and of what the call adds to it. */
function bodyOf(entries: readonly Entry[], fields: CallSettings["body"]): string {
  const others = fields === undefined ? "{}" : JSON.stringify(fields);
  const end = `]${others === "{}" ? "" : ","}${others.slice(1)}`;
  // The ends are part of what is joined: put around it, they would have it copied once more.
  const last = entries.length - 1;
  return entries.map(({ json }, place) => `${place === 0 ? START : ""}${json}${place === last ? end : ""}`).join(",");
}

/** Makes the JSON of each entry a part of the body, so that what is in flight is kept but once. */
function cutFrom(body: string, entries: readonly Entry[]): void {
  let at = START.length;
  for (const entry of entries) {
    entry.json = body.slice(at, at + entry.json.length);
    at += entry.json.length + 1;
  }
}

function outgoing({ url, method, headers }: Request, body: string): OutgoingRequest {
  return { url, method, headers: Object.fromEntries(headers), body };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
