import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import { match } from "../match/match.js";
import { recordIdOf } from "../match/record-id.js";
import type { CallSettings } from "../options/options.js";
import type { StandardError } from "../outcome/envelope.js";
import { type HubSpotError, RefusedError } from "../outcome/errors.js";
import type { Fate } from "../outcome/outcome.js";
import type { Reply } from "../wire/judge.js";
import type { RequestContext } from "../wire/request-context.js";
import { Isolation, type RefusedBatch } from "./isolation.js";
import { type Accepted, type PostContext, post } from "./post.js";
import type { Refusals } from "./refusals.js";
import { Settling } from "./settling.js";
import { indecision, silence } from "./unaccounted.js";

/** What the batches of a run have in common. */
export interface BatchContext<I extends object, R> extends PostContext {
  readonly request: RequestContext;
  readonly settings: Pick<CallSettings, "isolate" | "body" | "beforeSend">;
  /** What the refusals of all batches tell. */
  readonly refusals: Refusals;
  /** Called once for each entry, when its fate is certain. */
  settle(entry: Entry<I>, fate: Fate<R>): void;
  /** Told of records and errors that belong to no entry. */
  leftOver(untied: readonly R[], unattributed: readonly StandardError[]): void;
  /** Told at a batch's end whether HubSpot could be reached: by the reply to any of its requests. */
  reached(answered: boolean, error?: HubSpotError): void;
}

/** Sends one planned batch, and whatever further requests it takes until each of its entries is settled. */
export class Batch<I extends object, R extends object> implements RefusedBatch<I, R> {
  readonly settling: Settling<I, R>;
  readonly #context: BatchContext<I, R>;
  readonly #isolation = new Isolation<I, R>(this);
  #requestsLeft: number;
  /** Whether any of its requests had a reply, and why the last that had none had none. */
  #answered = false;
  #error: HubSpotError | undefined;
  /** Results, by their ids, that belong to inputs which are sent again: those of a later answer replace them. */
  readonly #provisional = new Map<unknown, readonly R[]>();

  constructor(context: BatchContext<I, R>) {
    this.#context = context;
    this.#requestsLeft = context.settings.isolate.maxRequests;
    this.settling = new Settling(context.operation, context.settle);
  }

  /** Never throws. */
  async send(entries: readonly Entry<I>[]): Promise<void> {
    try {
      await this.settle(entries, await this.#post(entries, this.#context.request));
    } finally {
      this.#isolation.end();
      this.#context.reached(this.#answered, this.#error);
      if (this.#provisional.size > 0) this.#context.leftOver([...this.#provisional.values()].flat(), []);
    }
  }

  get operation(): Operation {
    return this.#context.operation;
  }

  get requestsLeft(): number {
    return this.#requestsLeft;
  }

  get mayIsolate(): boolean {
    return this.#requestsLeft > 0 && this.#context.refusals.count < this.#context.settings.isolate.maxRefusals;
  }

  get refusals(): Refusals {
    return this.#context.refusals;
  }

  postAgain(entries: readonly Entry<I>[], why: "isolating" | "lookAlike"): Promise<Reply<Accepted>> {
    const { request } = this.#context;
    this.#requestsLeft--;
    // What may have been written is brought to its end, unless nothing may be sent at all.
    const start = this.settling.mayBeWritten(entries) ? request.send : request.start;
    return this.#post(entries, { ...request, start, why });
  }

  async settle(entries: readonly Entry<I>[], reply: Reply<Accepted>): Promise<void> {
    this.settling.rememberEarlier(entries, reply);
    switch (reply.kind) {
      case "accepted":
        return this.#read(entries, reply.value, reply.answer.status);
      case "refused":
        return this.#isolation.isolate(entries, reply);
      case "lost":
        return this.settling.unknown(entries, reply.error);
      case "unprocessed":
        return this.settling.unsent(entries, reply);
    }
  }

  async #post(entries: readonly Entry<I>[], context: RequestContext): Promise<Reply<Accepted>> {
    const reply = await post(entries, context, this.#context);
    if (reply.kind === "accepted" || reply.kind === "refused") this.#answered = true;
    else this.#error = reply.error;
    return reply;
  }

  /** Settles what an answer tells, and asks again for what it leaves undecided. */
  async #read(entries: readonly Entry<I>[], answer: Accepted, status: number): Promise<void> {
    const { settling } = this;
    if (answer === "no-content") {
      for (const entry of entries) settling.written(entry, { status: "succeeded", matchedBy: "count" });
      return;
    }
    const { operation, leftOver } = this.#context;
    if (this.#provisional.size > 0)
      for (const result of answer.results) this.#provisional.delete(recordIdOf(result, operation));
    const { written, refused, contradictory, undecided, silent, untied, unattributed } = match<Entry<I>, R>(
      entries,
      answer,
      operation,
    );
    for (const { entry, fate } of written) settling.written(entry, fate);
    const errors = new Map<StandardError, RefusedError>();
    const errorOf = (error: StandardError) => {
      const known = errors.get(error) ?? new RefusedError(status, error);
      errors.set(error, known);
      return known;
    };
    for (const [entry, error] of refused) settling.refusedByAnswer(entry, errorOf(error));
    for (const [entry, error] of contradictory) settling.unknown([entry], errorOf(error));
    if (silent.length > 0) settling.unknown(silent, silence(status, answer));
    // Where this is asked again, what it leaves open is answered again.
    const again = operation.idempotent && undecided.length > 0 && entries.length > 1 && this.#requestsLeft > 0;
    leftOver(again ? [] : untied, again ? [] : unattributed);
    if (undecided.length === 0) return;
    const error = indecision(status, answer, unattributed);
    if (!again) return settling.unknown(undecided, error);
    for (const result of untied) {
      const id = recordIdOf(result, operation) ?? result;
      this.#provisional.set(id, [...(this.#provisional.get(id) ?? []), result]);
    }
    const why = untied.length === 0 ? "isolating" : "lookAlike";
    const allFailed = untied.length === 0 && unattributed.length >= undecided.length;
    if (untied.length === 0) settling.rememberPassedOver(undecided, { error, answered: allFailed });
    else settling.remember(undecided, { error, answered: false });
    for (const group of allFailed ? undecided.map((entry) => [entry]) : inTwo(undecided)) {
      if (this.#requestsLeft > 0) await this.settle(group, await this.postAgain(group, why));
      else settling.unknown(group, error);
    }
  }
}

/** Two halves, look-alikes spread over both: an answer to the whole of a half proves it by count. */
function inTwo<I>(entries: readonly Entry<I>[]): (readonly Entry<I>[])[] {
  const sorted = entries
    .map((entry) => ({ entry, key: entry.look.key }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.entry.index - other.entry.index))
    .map(({ entry }) => entry);
  return [0, 1].map((half) => sorted.filter((_, index) => index % 2 === half)).filter((group) => group.length > 0);
}
