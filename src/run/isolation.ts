import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import { attribute } from "../match/attribute.js";
import { type HttpError, RefusedError } from "../outcome/errors.js";
import type { Reply } from "../wire/judge.js";
import { GroupTest } from "./group-test.js";
import type { Accepted } from "./post.js";
import type { Settling } from "./settling.js";

type Refusal = Extract<Reply, { kind: "refused" }>;

/** A refused batch, as finding its bad records sees it. */
export interface RefusedBatch<I extends object, R> {
  readonly operation: Operation;
  readonly settling: Settling<I, R>;
  /** Further requests that the batch may make. */
  readonly requestsLeft: number;
  /** Whether it may make one more to find bad records. */
  readonly mayIsolate: boolean;
  /** Counts a refusal, of those that a run may have. */
  countRefusal(): void;
  /** Sends some of its entries again. */
  postAgain(entries: readonly Entry<I>[], why: "isolating"): Promise<Reply<Accepted>>;
  /** Settles entries by a reply to them, whatever it is. */
  settle(entries: readonly Entry<I>[], reply: Reply<Accepted>): Promise<void>;
}

/** Statuses that may be about one record of the batch. Source: HubSpot, error handling. */
const ABOUT_A_RECORD = new Set([400, 404, 409, 413, 414, 422]);
/** Statuses that are about the batch's size: they tell nothing of its records. */
const TOO_LARGE = new Set([413, 414]);

/** Finds the bad records of a refused batch and writes the rest. */
export class Isolation<I extends object, R> {
  readonly #batch: RefusedBatch<I, R>;

  constructor(batch: RefusedBatch<I, R>) {
    this.#batch = batch;
  }

  /** Settles every entry of a refused request. */
  async isolate(entries: readonly Entry<I>[], refusal: Refusal): Promise<void> {
    const { error } = refusal;
    const { settling } = this.#batch;
    this.#batch.countRefusal();
    if (!ABOUT_A_RECORD.has(error.status)) return settling.failed(entries, error);
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) return settling.refused(only, refusedAs(refusal));
    const rest = this.#takeNamed(entries, refusal);
    if (rest.length === 0) return;
    if (!this.#batch.mayIsolate) return settling.failed(rest, error);
    if (TOO_LARGE.has(error.status)) {
      const middle = Math.ceil(rest.length / 2);
      await this.#sendPart(rest.slice(0, middle), error);
      return this.#sendPart(rest.slice(middle), error);
    }
    if (rest.length < entries.length) return this.#sendPart(rest, error);
    return this.#search(rest, error);
  }

  /** Nothing but the answers to smaller groups tells which of these are bad. */
  async #search(entries: readonly Entry<I>[], refusal: HttpError): Promise<void> {
    const batch = this.#batch;
    const test = new GroupTest(entries);
    for (let group = test.next(batch.requestsLeft); group !== undefined; group = test.next(batch.requestsLeft)) {
      if (!batch.mayIsolate) return batch.settling.failed(test.undecided, refusal);
      const reply = await batch.postAgain(group, "isolating");
      if (group.length > 1 && this.#isAnonymous(group, reply)) {
        batch.countRefusal();
        batch.settling.rememberEarlier(group, reply);
        test.refused(group);
        continue;
      }
      if (reply.kind === "accepted") test.accepted(group);
      else if (reply.kind === "refused" && group.length === 1) test.refused(group);
      else test.dismiss(group);
      await batch.settle(group, reply);
    }
  }

  async #sendPart(entries: readonly Entry<I>[], refusal: HttpError): Promise<void> {
    if (!this.#batch.mayIsolate) return this.#batch.settling.failed(entries, refusal);
    await this.#batch.settle(entries, await this.#batch.postAgain(entries, "isolating"));
  }

  /** Whether a refusal tells that the group holds a bad record, but not which. */
  #isAnonymous(group: readonly Entry<I>[], reply: Reply<Accepted>): boolean {
    if (reply.kind !== "refused" || !ABOUT_A_RECORD.has(reply.error.status) || TOO_LARGE.has(reply.error.status))
      return false;
    return attribute([reply.body], group, group, this.#batch.operation).refused.size === 0;
  }

  /** Settles the entries that a refusal names; gives back the others. */
  #takeNamed(entries: readonly Entry<I>[], refusal: Refusal): readonly Entry<I>[] {
    const { operation, settling } = this.#batch;
    const { refused } = attribute([refusal.body], entries, entries, operation);
    const error = refusedAs(refusal);
    for (const entry of refused.keys()) settling.refused(entry, error);
    return entries.filter((entry) => !refused.has(entry));
  }
}

function refusedAs({ error, body }: Refusal): RefusedError {
  return new RefusedError(error.status, body, { cause: error });
}
