import type { Apart } from "../intake/apart.js";
import type { Entry } from "../intake/plan.js";
import type { Rule } from "../match/rules.js";
import { type Tied, tie } from "../match/tie.js";
import type { CallSettings } from "../options/options.js";
import type { StandardError } from "../outcome/envelope.js";
import { CallerError, type HubSpotError } from "../outcome/errors.js";
import type { Fate } from "../outcome/outcome.js";
import type { Part } from "../part.js";
import type { Reply } from "../wire/reply.js";
import type { RequestContext } from "../wire/request-context.js";
import { type Accepted, type PostContext, post } from "./post.js";
import type { Extent, Refusals } from "./refusals.js";

/** What the batches of a run have in common. */
export interface BatchContext<I extends object, R> extends PostContext {
  readonly request: RequestContext;
  readonly settings: Pick<CallSettings, "isolate" | "body" | "beforeSend">;
  /** By which results are tied. */
  readonly rules: readonly Rule[];
  /** What sees to the batches that are not plainly written. */
  readonly trouble: Part<{ readonly settleBatch: SettleBatch }>;
  /** What the refusals of all batches tell, once there are some: one object for all of them. */
  readonly learnt: { refusals?: Refusals };
  /** What may be spent so that every record has its id, where that is required. */
  apart?: Apart | undefined;
  /** Called once for each entry, when its fate is certain. */
  settle(entry: Entry<I>, fate: Fate<R>): void;
  /** Told of records and errors that belong to no entry. */
  leftOver(untied: readonly R[], unattributed: readonly StandardError[]): void;
  /** How far the run has got. */
  extent(): Extent;
  /** Told at a batch's end whether HubSpot could be reached: by the reply to any of its requests. */
  reached(answered: boolean, error?: HubSpotError): void;
}

/** Settles a batch by a first reply that tells too little, and by those that it asks for. Never throws. */
export type SettleBatch = <I extends object, R extends object>(
  entries: readonly Entry<I>[],
  reply: Reply<Accepted>,
  /** The results of the reply, where it has some. */
  tied: Tied<Entry<I>, R> | undefined,
  context: BatchContext<I, R>,
) => Promise<void>;

/**
 * Sends one planned batch, and settles its entries where its answer shows each of them written, or it was not sent. What
 * it takes else is loaded then; where it can't be, nothing is known of them.
 */
export async function sendBatch<I extends object, R extends object>(
  entries: readonly Entry<I>[],
  context: BatchContext<I, R>,
): Promise<void> {
  const { operation, request, settle, trouble, apart } = context;
  const why = apart?.isExtra(entries) === true ? { why: "lookAlike" as const } : undefined;
  const reply = await post(entries, why ? { ...request, ...why } : request, context);
  if (reply.kind === "unprocessed") {
    const { reason, error } = reply;
    for (const entry of entries) settle(entry, { status: "unsent", reason, resend: "safe", ...(error && { error }) });
    return context.reached(false, error);
  }
  let tied: Tied<Entry<I>, R> | undefined;
  const answer = reply.kind === "accepted" ? reply.value : undefined;
  if (answer === "no-content") {
    for (const entry of entries) settle(entry, { status: "succeeded", matchedBy: "count" });
    return context.reached(true);
  }
  if (answer !== undefined) {
    // The contract says of what kind its results are.
    tied = tie(entries, answer.results as readonly R[], operation, context.rules);
    if (answer.numErrors + tied.open.length + tied.untied.length + tied.mirrored.length === 0) {
      for (const { entry, fate } of tied.written) settle(entry, fate);
      return context.reached(true);
    }
  }
  let part = trouble.loaded;
  try {
    part ??= await trouble.load();
  } catch (cause) {
    const error = new CallerError("What sees to an answer like this one could not be loaded", { cause });
    const resend = operation.idempotent ? "safe" : "read-first";
    for (const entry of entries) settle(entry, { status: "unknown", error, resend });
    return request.halt({ reason: "callback-failed", error });
  }
  await part.settleBatch(entries, reply, tied, context);
}
