import type { Entry } from "../intake/plan.js";
import { attribute, match, recordIdOf } from "../match/match.js";
import type { CallSettings } from "../options/options.js";
import type { StandardError } from "../outcome/envelope.js";
import { type HttpError, type HubSpotError, RefusedError, UnaccountedError } from "../outcome/errors.js";
import type { Fate } from "../outcome/outcome.js";
import { type AmbiguousAttempt, type Reply, worse } from "../wire/judge.js";
import type { RequestContext } from "../wire/transport.js";
import { GroupTest } from "./isolate.js";
import { type Accepted, type PostContext, post } from "./post.js";

type Refusal = Extract<Reply, { kind: "refused" }>;

/** What the batches of a run have in common. */
export interface BatchContext<I extends object, R> extends PostContext {
  readonly request: RequestContext;
  readonly settings: Pick<CallSettings, "isolate" | "path" | "body">;
  /** Requests refused so far, of the run's `maxRefusals`. */
  refusals: number;
  /** Called once for each entry, when its fate is certain. */
  settle(entry: Entry<I>, fate: Fate<R>): void;
  /** Told of records and errors that belong to no entry. */
  leftOver(untied: readonly R[], unattributed: readonly StandardError[]): void;
  /** Told whether HubSpot could be reached: by the reply to each request. */
  reached(answered: boolean, error?: HubSpotError): void;
}

/** Statuses that may be about one record of the batch. Source: HubSpot, error handling. */
const ABOUT_A_RECORD = new Set([400, 404, 409, 413, 414, 422]);
/** Statuses that are about the batch's size: they tell nothing of its records. */
const TOO_LARGE = new Set([413, 414]);

/** Sends one planned batch, and whatever further requests it takes until each of its entries is settled. */
export class Batch<I extends object, R extends object> {
  readonly #context: BatchContext<I, R>;
  #requestsLeft: number;
  /** Entries of which an earlier attempt was lost, or wrote some: they may have been written. */
  readonly #ambiguous = new Map<Entry<I>, AmbiguousAttempt>();
  /** Results, by their ids, that belong to inputs which are sent again: those of a later answer replace them. */
  readonly #provisional = new Map<unknown, readonly R[]>();

  constructor(context: BatchContext<I, R>) {
    this.#context = context;
    this.#requestsLeft = context.settings.isolate.maxRequests;
  }

  /** Never throws. */
  async send(entries: readonly Entry<I>[]): Promise<void> {
    try {
      await this.#settle(entries, await this.#post(entries, this.#context.request));
    } finally {
      if (this.#provisional.size > 0) this.#context.leftOver([...this.#provisional.values()].flat(), []);
    }
  }

  async #post(entries: readonly Entry<I>[], context: RequestContext): Promise<Reply<Accepted>> {
    const reply = await post(entries, context, this.#context);
    const answered = reply.kind === "accepted" || reply.kind === "refused";
    this.#context.reached(answered, reply.kind === "accepted" ? undefined : reply.error);
    return reply;
  }

  async #settle(entries: readonly Entry<I>[], reply: Reply<Accepted>): Promise<void> {
    this.#remember(entries, reply);
    switch (reply.kind) {
      case "accepted":
        return this.#read(entries, reply.value, reply.answer.status);
      case "refused":
        return this.#isolate(entries, reply);
      case "lost":
        return this.#unknown(entries, reply.error);
      case "unprocessed":
        return this.#unsent(entries, reply);
    }
  }

  /** Settles what an answer tells, and asks again for what it leaves undecided. */
  async #read(entries: readonly Entry<I>[], answer: Accepted, status: number): Promise<void> {
    if (answer === "no-content") return this.#all(entries, { status: "succeeded", matchedBy: "count" });
    const { operation, leftOver, settle } = this.#context;
    if (this.#provisional.size > 0)
      for (const result of answer.results) this.#provisional.delete(recordIdOf(result, operation));
    const { written, refused, contradictory, undecided, silent, untied, unattributed } = match<Entry<I>, R>(
      entries,
      answer,
      operation,
    );
    for (const { entry, fate } of written) settle(entry, fate);
    const errors = new Map<StandardError, RefusedError>();
    const errorOf = (error: StandardError) => {
      const known = errors.get(error) ?? new RefusedError(status, error);
      errors.set(error, known);
      return known;
    };
    for (const [entry, error] of refused) this.#refused(entry, errorOf(error));
    for (const [entry, error] of contradictory) this.#unknown([entry], errorOf(error));
    if (silent.length === 0 && undecided.length === 0) return leftOver(untied, unattributed);
    const finished = answer.status === "COMPLETE" ? "" : ` (its status is ${answer.status})`;
    const unaccounted = new UnaccountedError(`HubSpot answered ${status} without a word on this input${finished}`);
    this.#unknown(silent, unaccounted);

    const again = operation.idempotent && undecided.length > 0 && entries.length > 1 && this.#requestsLeft > 0;
    leftOver(again ? [] : untied, unattributed);
    if (!again) return this.#unknown(undecided, unaccounted);
    for (const result of untied) {
      const id = recordIdOf(result, operation) ?? result;
      this.#provisional.set(id, [...(this.#provisional.get(id) ?? []), result]);
    }
    for (const entry of undecided) this.#ambiguous.set(entry, { error: unaccounted, answered: false });
    for (const group of this.#apart(undecided)) {
      if (this.#requestsLeft > 0) await this.#settle(group, await this.#postAgain(group, "lookAlike"));
      else this.#unknown(group, unaccounted);
    }
  }

  /** Two halves, look-alikes spread over both: an answer to the whole of a half proves it by count. */
  #apart(entries: readonly Entry<I>[]): (readonly Entry<I>[])[] {
    const key = ({ look }: Entry<I>) => look.key ?? "";
    const sorted = [...entries].sort((one, other) =>
      key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one.index - other.index,
    );
    return [0, 1].map((half) => sorted.filter((_, index) => index % 2 === half)).filter((group) => group.length > 0);
  }

  /** Finds the culprits of a refused batch and writes the rest. */
  async #isolate(entries: readonly Entry<I>[], refusal: Refusal): Promise<void> {
    const { error } = refusal;
    const { status } = error;
    this.#context.refusals++;
    if (!ABOUT_A_RECORD.has(status)) return this.#failed(entries, error);
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) return this.#refused(only, refusedAs(refusal));
    const rest = this.#takeNamed(entries, refusal);
    if (rest.length === 0) return;
    if (!this.#mayIsolate) return this.#failed(rest, error);
    if (TOO_LARGE.has(status)) {
      const middle = Math.ceil(rest.length / 2);
      await this.#sendPart(rest.slice(0, middle), error);
      return this.#sendPart(rest.slice(middle), error);
    }
    if (rest.length < entries.length) return this.#sendPart(rest, error);
    return this.#search(rest, error);
  }

  /** Nothing but the answers to smaller groups tells which of these are bad. */
  async #search(entries: readonly Entry<I>[], refusal: HttpError): Promise<void> {
    const test = new GroupTest(entries);
    for (let group = test.next(this.#requestsLeft); group !== undefined; group = test.next(this.#requestsLeft)) {
      if (!this.#mayIsolate) return this.#failed(test.undecided, refusal);
      const reply = await this.#postAgain(group, "isolating");
      if (group.length > 1 && this.#isAnonymous(group, reply)) {
        this.#context.refusals++;
        this.#remember(group, reply);
        test.refused(group);
        continue;
      }
      if (reply.kind === "accepted") test.accepted(group);
      else if (reply.kind === "refused" && group.length === 1) test.refused(group);
      else test.dismiss(group);
      await this.#settle(group, reply);
    }
  }

  async #sendPart(entries: readonly Entry<I>[], refusal: HttpError): Promise<void> {
    if (!this.#mayIsolate) return this.#failed(entries, refusal);
    await this.#settle(entries, await this.#postAgain(entries, "isolating"));
  }

  #postAgain(entries: readonly Entry<I>[], why: "isolating" | "lookAlike"): Promise<Reply<Accepted>> {
    const { request } = this.#context;
    this.#requestsLeft--;
    // What has begun is brought to its end, unless nothing may be sent at all.
    return this.#post(entries, { ...request, start: request.send, why });
  }

  #remember(entries: readonly Entry<I>[], reply: Reply<Accepted>): void {
    if ((reply.kind !== "accepted" && reply.kind !== "refused") || reply.ambiguous === undefined) return;
    for (const entry of entries) this.#ambiguous.set(entry, worse(this.#ambiguous.get(entry), reply.ambiguous));
  }

  get #mayIsolate(): boolean {
    return this.#requestsLeft > 0 && this.#context.refusals < this.#context.settings.isolate.maxRefusals;
  }

  /** Whether a refusal tells that the group holds a bad record, but not which. */
  #isAnonymous(group: readonly Entry<I>[], reply: Reply<Accepted>): boolean {
    if (reply.kind !== "refused" || !ABOUT_A_RECORD.has(reply.error.status) || TOO_LARGE.has(reply.error.status))
      return false;
    return attribute([reply.body], group, group, this.#context.operation).refused.size === 0;
  }

  /** Settles the entries that a refusal names; gives back the others. */
  #takeNamed(entries: readonly Entry<I>[], refusal: Refusal): readonly Entry<I>[] {
    const { refused } = attribute([refusal.body], entries, entries, this.#context.operation);
    const error = refusedAs(refusal);
    for (const entry of refused.keys()) this.#refused(entry, error);
    return entries.filter((entry) => !refused.has(entry));
  }

  /** HubSpot's word on the record itself holds, unless an answer that was lost may have said that it was written. */
  #refused(entry: Entry<I>, error: RefusedError): void {
    if (this.#ambiguous.get(entry)?.answered === false) this.#unknown([entry], error);
    else this.#context.settle(entry, { status: "failed", scope: "record", error, resend: "pointless" });
  }

  #failed(entries: readonly Entry<I>[], error: HttpError): void {
    this.#unlessDoubtful(entries, { status: "failed", scope: "batch", error, resend: "safe" });
  }

  #unsent(entries: readonly Entry<I>[], { reason, error }: Extract<Reply, { kind: "unprocessed" }>): void {
    this.#unlessDoubtful(entries, { status: "unsent", reason, resend: "safe", ...(error && { error }) });
  }

  #unlessDoubtful(entries: readonly Entry<I>[], fate: Fate<R>): void {
    for (const entry of entries) {
      const ambiguous = this.#ambiguous.get(entry);
      if (ambiguous === undefined) this.#context.settle(entry, fate);
      else this.#unknown([entry], ambiguous.error);
    }
  }

  #unknown(entries: readonly Entry<I>[], error: HubSpotError): void {
    this.#all(entries, {
      status: "unknown",
      error,
      resend: this.#context.operation.idempotent ? "safe" : "read-first",
    });
  }

  #all(entries: readonly Entry<I>[], fate: Fate<R>): void {
    for (const entry of entries) this.#context.settle(entry, fate);
  }
}

function refusedAs({ error, body }: Refusal): RefusedError {
  return new RefusedError(error.status, body, { cause: error });
}
