import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import { match } from "../match/match.js";
import { recordIdOf } from "../match/record-id.js";
import type { Tied } from "../match/tie.js";
import type { StandardError } from "../outcome/envelope.js";
import type { HubSpotError } from "../outcome/errors.js";
import { kept } from "../outcome/kept.js";
import { RefusedError } from "../outcome/refusals.js";
import type { Reply } from "../wire/reply.js";
import type { BatchContext, SettleBatch } from "./batch.js";
import { identify } from "./identify.js";
import { Isolation, type RefusedBatch } from "./isolation.js";
import { type Accepted, post } from "./post.js";
import { Refusals } from "./refusals.js";
import { Settling } from "./settling.js";
import { indecision, silence } from "./unaccounted.js";

/** Settles a batch by a first reply that tells too little, and by those that it asks for. Never throws. */
export const settleBatch: SettleBatch = (entries, reply, tied, context) =>
  new UnsettledBatch(context).settleAll(entries, reply, tied);

/** A batch that its first answer did not settle, and whatever further requests it takes until each of its entries is. */
class UnsettledBatch<I extends object, R extends object> implements RefusedBatch<I, R> {
  readonly settling: Settling<I, R>;
  readonly refusals: Refusals;
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
    const { maxRefusals } = context.settings.isolate;
    this.refusals = context.learnt.refusals ??= new Refusals(maxRefusals, () => context.extent());
  }

  async settleAll(
    entries: readonly Entry<I>[],
    reply: Reply<Accepted>,
    tied: Tied<Entry<I>, R> | undefined,
  ): Promise<void> {
    try {
      this.#hear(reply);
      await this.settle(entries, reply, tied);
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
    return this.#requestsLeft > 0 && this.refusals.count < this.#context.settings.isolate.maxRefusals;
  }

  async postAgain(entries: readonly Entry<I>[], why: "isolating" | "lookAlike"): Promise<Reply<Accepted>> {
    const { request } = this.#context;
    this.#requestsLeft--;
    // What may have been written is brought to its end, unless nothing may be sent at all.
    const start = this.settling.mayBeWritten(entries) ? request.send : request.start;
    const reply = await post(entries, { ...request, start, why }, this.#context);
    this.#hear(reply);
    return reply;
  }

  async settle(entries: readonly Entry<I>[], reply: Reply<Accepted>, tied?: Tied<Entry<I>, R>): Promise<void> {
    this.settling.rememberEarlier(entries, reply);
    switch (reply.kind) {
      case "accepted":
        return this.#read(entries, reply.value, reply.answer.status, tied);
      case "refused":
        return this.#isolation.isolate(entries, reply);
      case "lost":
        return this.settling.unknown(entries, reply.error);
      case "unprocessed":
        return this.settling.unsent(entries, reply);
    }
  }

  #hear(reply: Reply<Accepted>): void {
    if (reply.kind === "accepted" || reply.kind === "refused") this.#answered = true;
    else this.#error = reply.error;
  }

  /** Settles what an answer tells, and asks again for what it leaves undecided. */
  async #read(
    entries: readonly Entry<I>[],
    answer: Accepted,
    status: number,
    tied: Tied<Entry<I>, R> | undefined,
  ): Promise<void> {
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
      tied,
    );
    // What was found by its own word has no record: nothing is there to be identified.
    const byCount = written.filter(({ fate }) => fate.record === undefined && fate.matchedBy === "count");
    const unidentified = new Set(this.#isWanting ? byCount.map(({ entry }) => entry) : []);
    for (const { entry, fate } of written) if (!unidentified.has(entry)) settling.written(entry, fate);
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
    const loose = unidentified.size > 0 ? await this.#identify([...unidentified], untied) : untied;
    leftOver(again ? [] : loose, again ? [] : unattributed.map(kept));
    if (undecided.length === 0) return;
    const error = indecision(status, answer, unattributed);
    if (!again) return settling.unknown(undecided, error);
    for (const result of loose) {
      const id = recordIdOf(result, operation) ?? result;
      this.#provisional.set(id, [...(this.#provisional.get(id) ?? []), result]);
    }
    const why = loose.length === 0 ? "isolating" : "lookAlike";
    const allFailed = loose.length === 0 && unattributed.length >= undecided.length;
    if (loose.length === 0) settling.rememberPassedOver(undecided, { error, answered: allFailed });
    else settling.remember(undecided, { error, answered: false });
    for (const group of allFailed ? undecided.map((entry) => [entry]) : inTwo(undecided)) {
      if (this.#requestsLeft > 0) await this.settle(group, await this.postAgain(group, why));
      else settling.unknown(group, error);
    }
  }

  /** Whether every record is to come back with its id, and has one. */
  get #isWanting(): boolean {
    const { apart, operation } = this.#context;
    return apart !== undefined && operation.recordId.length > 0;
  }

  /** Asks whose each record is. Gives those that are nobody's. */
  #identify(entries: readonly Entry<I>[], records: readonly R[]): Promise<readonly R[]> {
    const { apart, operation, request } = this.#context;
    return identify(entries, records, {
      operation,
      refusal: () => {
        if (!operation.idempotent) return "not-idempotent";
        if (request.start.aborted) return "halted";
        return this.#requestsLeft > 0 && apart?.take() === true ? undefined : "budget";
      },
      ask: async (entry) => {
        const reply = await this.postAgain([entry], "lookAlike");
        if (reply.kind !== "accepted" || reply.value === "no-content") return undefined;
        const [found] = match<Entry<I>, R>([entry], reply.value, operation).written;
        return found?.fate.recordId === undefined ? undefined : found.fate;
      },
      written: (entry, fate) => this.settling.written(entry, fate),
    });
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
