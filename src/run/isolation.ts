import type { Operation } from "../contract.js";
import type { Entry } from "../intake/plan.js";
import { attribute } from "../match/attribute.js";
import { without } from "../match/without.js";
import { HttpError, RefusedError } from "../outcome/refusals.js";
import type { Reply } from "../wire/reply.js";
import { GroupTest } from "./group-test.js";
import type { Accepted } from "./post.js";
import type { Refusals } from "./refusals.js";
import type { Settling } from "./settling.js";
import { wordsOf } from "./words.js";

type Refusal = Extract<Reply, { kind: "refused" }>;

/** A refused batch, as finding its bad records sees it. */
export interface RefusedBatch<I extends object, R> {
  readonly operation: Operation;
  readonly settling: Settling<I, R>;
  /** Further requests that the batch may make. */
  readonly requestsLeft: number;
  /** Whether it may make one more to find bad records. */
  readonly mayIsolate: boolean;
  /** What the run's other refusals tell. */
  readonly refusals: Refusals;
  /** Sends some of its entries again. */
  postAgain(entries: readonly Entry<I>[], why: "isolating"): Promise<Reply<Accepted>>;
  /** Settles entries by a reply to them, whatever it is. */
  settle(entries: readonly Entry<I>[], reply: Reply<Accepted>): Promise<void>;
}

/** Statuses that may be about one record of the batch. Source: HubSpot, error handling. */
const ABOUT_A_RECORD = new Set([400, 404, 409, 422]);
/** Statuses that are about the batch's size: they tell nothing of its records. */
const TOO_LARGE = new Set([413, 414]);

/** Finds the bad records of a refused batch and writes the rest, unless it is the call that is wrong. */
export class Isolation<I extends object, R> {
  readonly #batch: RefusedBatch<I, R>;
  /** Entries refused by themselves: their fate is that of the batch where the call is wrong. */
  readonly #alone: { readonly entry: Entry<I>; readonly refusal: Refusal }[] = [];
  /** How often a request of it was refused for its records. */
  #refused = 0;
  /** Those that were picked last. */
  #picked: readonly Entry<I>[] = [];
  /** Ends its turn among the batches, while one after the other looks at its own. */
  #endTurn = () => {};
  /** Whether one of it is still looked at where the call counts as wrong. */
  #mayLook = false;
  /** Whether the batch may be sent again, where it was given up for the call. */
  #gaveUp: "safe" | "pointless" | undefined;

  constructor(batch: RefusedBatch<I, R>) {
    this.#batch = batch;
  }

  /** Settles every entry of a refused request; of those refused by themselves, `end` does. */
  async isolate(entries: readonly Entry<I>[], refusal: Refusal): Promise<void> {
    const { refusals, settling } = this.#batch;
    const { error } = refusal;
    refusals.count++;
    const isTooLarge = TOO_LARGE.has(error.status);
    if (!isTooLarge && !ABOUT_A_RECORD.has(error.status)) return settling.failed(entries, error);
    const named = entries.length === 1 ? entries : this.#namedBy(refusal, entries);
    const [first] = named;
    // Of several that were picked those with a name may be all that are bad, or not.
    const isPicked = entries === this.#picked && entries.length === 1;
    if (first !== undefined) refusals.alone(wordsOf(refusedAs(refusal), first.json), isPicked);
    for (const entry of named) this.#alone.push({ entry, refusal });
    const rest = without(entries, named);
    if (rest.length === 0) return;
    if (!this.#batch.mayIsolate) return settling.failed(rest, error);
    if (isTooLarge) {
      const middle = Math.ceil(rest.length / 2);
      await this.#sendPart(rest.slice(0, middle), refusal);
      return this.#sendPart(rest.slice(middle), refusal);
    }
    if (this.#refused++ === 0) {
      refusals.began(entries.length);
      this.#endTurn = await refusals.turn();
      this.#mayLook = refusals.isOfTheCall && refusals.takeLook();
    }
    return named.length > 0 ? this.#sendPart(rest, refusal) : this.#search(rest, refusal);
  }

  /** Settles those that were refused by themselves, when all others are. */
  end(): void {
    this.#endTurn();
    const { settling } = this.#batch;
    for (const { entry, refusal } of this.#alone.splice(0)) {
      if (this.#gaveUp) settling.failed([entry], refusal.error, this.#gaveUp);
      else settling.refused(entry, refusedAs(refusal));
    }
  }

  /** Nothing but the answers to smaller groups tells which of these are bad. */
  async #search(entries: readonly Entry<I>[], refusal: Refusal): Promise<void> {
    const batch = this.#batch;
    const test = new GroupTest(entries);
    while (test.undecided.length > 0 && !(await this.#givesUp(test.undecided, refusal))) {
      const group = this.#pickedOf(test.undecided) ?? test.next(batch.requestsLeft) ?? [];
      const reply = await this.#send(group, refusal);
      if (group.length > 1 && this.#isAnonymous(group, reply)) {
        batch.refusals.count++;
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

  /** Once those with a name are gone, the others may be good; unless that was so before. */
  async #sendPart(entries: readonly Entry<I>[], refusal: Refusal): Promise<void> {
    let left = entries;
    while (left.length > 0 && !(await this.#givesUp(left, refusal))) {
      const isToPick = this.#refused > 1 || this.#batch.refusals.mayBeOfTheCall;
      const group = (isToPick ? this.#pickedOf(left) : undefined) ?? left;
      await this.#batch.settle(group, await this.#send(group, refusal));
      left = without(left, group);
    }
  }

  /** The one to look at, where one from anywhere tells most. */
  #pickedOf(entries: readonly Entry<I>[]): readonly Entry<I>[] | undefined {
    const { refusals } = this.#batch;
    if (!refusals.isToPick) return undefined;
    this.#mayLook = false;
    this.#picked = refusals.pick(entries);
    return this.#picked;
  }

  async #send(entries: readonly Entry<I>[], refusal: Refusal): Promise<Reply<Accepted>> {
    const reply = await this.#batch.postAgain(entries, "isolating");
    const accepted = reply.kind === "accepted" ? acceptedIn(reply.value, entries.length) : 0;
    if (accepted > 0) this.#batch.refusals.accepted(accepted, entries === this.#picked);
    // Let go of: the refusal is all that is known of them.
    return reply.kind === "unprocessed" ? { error: refusal.error, ...reply } : reply;
  }

  /** Lets each of the others look at its own before this one looks again, where it has picked. */
  async #passTurn(): Promise<void> {
    if (this.#picked.length === 0) return;
    this.#picked = [];
    this.#endTurn();
    this.#endTurn = await this.#batch.refusals.turn();
  }

  /** Fails these with their batch, where the call is wrong or no more may be spent on them. */
  async #givesUp(entries: readonly Entry<I>[], refusal: Refusal): Promise<boolean> {
    await this.#passTurn();
    const { error } = refusal;
    const { refusals, settling, mayIsolate } = this.#batch;
    if (refusals.isOfTheCall) {
      if (mayIsolate && this.#mayLook) return false;
      this.#gaveUp = refusals.resend;
      settling.failed(entries, error, this.#gaveUp);
      return true;
    }
    const { tooMany } = refusals;
    if (tooMany) settling.failed(entries, unsearched(refusal, tooMany));
    else if (!mayIsolate) settling.failed(entries, error);
    return Boolean(tooMany) || !mayIsolate;
  }

  /** Whether a refusal tells that the group holds a bad record, but not which. */
  #isAnonymous(group: readonly Entry<I>[], reply: Reply<Accepted>): boolean {
    if (reply.kind !== "refused" || !ABOUT_A_RECORD.has(reply.error.status)) return false;
    return this.#namedBy(reply, group).length === 0;
  }

  #namedBy({ body }: Refusal, entries: readonly Entry<I>[]): readonly Entry<I>[] {
    return [...attribute([body], entries, entries, this.#batch.operation).refused.keys()];
  }
}

/** The error of records that are not looked for: what to do about them. */
function unsearched({ error, body }: Refusal, { bad, of }: { readonly bad: number; readonly of: number }): HttpError {
  const many = `${bad} of ${of} records like these were refused alone, and \`isolate.maxRefusals\` does not let so many be found`;
  const advice = `${many}: correct them or raise it, and send these again`;
  return new HttpError(error.status, error.body, body, advice);
}

/** How many of so many an answer says were written. */
function acceptedIn(value: Accepted, sent: number): number {
  return value === "no-content" ? sent : value.results.length;
}

function refusedAs({ error, body }: Refusal): RefusedError {
  return new RefusedError(error.status, body, { cause: error });
}
