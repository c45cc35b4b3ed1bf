import { LookAlikes } from "../match/look-alikes.js";
import type { Sent } from "../match/sent.js";
import type { Apart } from "./apart.js";
import { type Queued, RecordQueues } from "./record-queues.js";
import type { Superseding } from "./superseding.js";

/** One input on its way: its place in the source, its JSON as sent, and what tells it apart. */
export interface Entry<I = object> extends Sent, Queued {
  readonly index: number;
  readonly input: I;
  /** What the caller's `map` made of it, where there is one. */
  readonly sent?: object;
  /** A part of its request's body, once there is one. */
  json: string;
  /** Set once its fate is certain; the first fate stands. */
  settled: boolean;
}

/** What a plan has where the call's options ask for it. */
export interface PlanParts<I> {
  /** Has an input not sent where a later one makes it superfluous while it waits. */
  readonly superseding?: Superseding<Entry<I>> | undefined;
  /** Has inputs that look alike sent apart, as far as there are requests for it. */
  readonly apart?: Apart | undefined;
}

/** Requests that may be made for one, so that look-alikes come back with their ids. */
const MOST_APART = 5;

/**
 * Turns inputs into batches. No batch holds two inputs of one record, and none is planned while an earlier one of its
 * record is on its way, so that a record's inputs are written in input order; the same goes for a trace id of the caller's.
 * Inputs whose answers could not be told apart are spread over what has been read, in batches as small as a fifth; they
 * share one only where it would be smaller without.
 */
export class Plan<I extends object> {
  readonly #batchSize: number;
  readonly #queues = new RecordQueues<Entry<I>>();
  /** Inputs that may go. */
  #pending: Entry<I>[] = [];

  readonly #superseding: Superseding<Entry<I>> | undefined;
  readonly #apart: Apart | undefined;

  constructor(batchSize: number, { superseding, apart }: PlanParts<I> = {}) {
    this.#batchSize = batchSize;
    this.#superseding = superseding;
    this.#apart = apart;
  }

  /** Inputs read and not yet planned. */
  get size(): number {
    return this.#pending.length + this.#queues.size + (this.#superseding?.size ?? 0);
  }

  /** Those of them that may go, first those that could first. */
  get pending(): readonly Entry<I>[] {
    return this.#pending;
  }

  /** How many they are. */
  get ready(): number {
    return this.#pending.length;
  }

  add(entry: Entry<I>): void {
    this.#apart?.add();
    if (this.#queues.enter(entry)) this.#pending.push(entry);
    for (const one of this.#superseding?.add(entry) ?? []) this.#replace(one, this.#queues.leave(one));
  }

  /** Lets the next input of this record go. Gives those that have its fate, where there may be some. */
  settled(entry: Entry<I>): readonly Entry<I>[] | undefined {
    for (const next of this.#queues.settled(entry)) this.#pending.push(next);
    return this.#superseding?.settled(entry);
  }

  /** Has those that may go instead of an input take its place: a record that comes again and again would wait for ever. */
  #replace(entry: Entry<I>, next: readonly Entry<I>[]): void {
    const place = this.#pending.indexOf(entry);
    if (place < 0) this.#pending.push(...next);
    else this.#pending.splice(place, 1, ...next);
  }

  /** Takes out all that is not planned. */
  drain(): Entry<I>[] {
    const rest = [...this.#pending, ...this.#queues.drain()];
    this.#pending = [];
    return rest;
  }

  /**
   * The next full batch; with `final`, when no more can be read for now, the best that there is. It is not full only where
   * no batch on its way lets others go: their inputs may fill it. With `overdue`, the best that there is in any case.
   */
  next(final: boolean, overdue = false): Entry<I>[] | undefined {
    const pending = this.#pending;
    if (!overdue && pending.length < this.#batchSize && (!final || this.#queues.stirs)) return undefined;
    const chosen: Entry<I>[] = [];
    const spared: Entry<I>[] = [];
    const unlike = new LookAlikes<Entry<I>>();
    let seen = 0;
    for (const entry of pending) {
      if (chosen.length === this.#batchSize) break;
      seen++;
      (this.#mayJoin(entry, chosen, unlike) ? chosen : spared).push(entry);
    }
    if (chosen.length < this.#batchSize && !final && !overdue) return undefined;
    if (this.#isTooSmall(chosen, spared)) chosen.push(...spared.splice(0, this.#batchSize - chosen.length));
    if (chosen.length === 0) return undefined;
    this.#pending = [...spared, ...pending.slice(seen)];
    for (const entry of chosen) this.#queues.planned(entry);
    if (this.#superseding !== undefined) for (const entry of chosen) this.#superseding.planned(entry);
    return chosen;
  }

  #mayJoin(entry: Entry<I>, chosen: readonly Entry<I>[], unlike: LookAlikes<Entry<I>>): boolean {
    // Where nothing tells whose an answer is, each is sent by itself.
    if (this.#apart?.tells === false) return chosen.length === 0;
    // What has a trace id is told apart by that, and by its look only where an answer does not repeat it.
    return entry.trace !== undefined || unlike.admit(entry);
  }

  /** Whether a batch is to be filled with inputs that look like others of it. */
  #isTooSmall(chosen: readonly Entry<I>[], spared: readonly Entry<I>[]): boolean {
    const isSmall = chosen.length * MOST_APART < this.#batchSize;
    if (this.#apart === undefined || spared.length === 0 || chosen.length === this.#batchSize) return isSmall;
    return !this.#apart.spread(chosen, !isSmall);
  }
}
