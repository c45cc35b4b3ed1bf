/** Intake: inputs are read, checked, told apart and put into batches, no further ahead than they can be sent. */
import type { Operation } from "../contract.js";
import type { CallSettings } from "../options/options.js";
import { CallerError } from "../outcome/errors.js";
import type { HubSpotError } from "../outcome/hubspot-error.js";
import { Entries } from "./entries.js";
import type { Inputs } from "./inputs.js";
import { Linger } from "./linger.js";
import { type Entry, Plan } from "./plan.js";
import { Source } from "./source.js";
import type { Superseding } from "./superseding.js";
import type { Prepare } from "./validate.js";

/** The run that an intake reads for. */
export interface IntakeContext<I> {
  readonly operation: Operation;
  readonly settings: Pick<CallSettings, "batchSize" | "firstIndex" | "lingerMs" | "map">;
  /** How many more inputs the run can hold now. */
  room(): number;
  /** Told of an input that shall not be sent. */
  refused(input: I, index: number, error: HubSpotError, sent?: object): void;
  /** Told when there may be more to send than there was. */
  more(): void;
  /** Told once what the source threw. */
  failed(cause: unknown): void;
}

/** Batches read ahead of those in flight, at most: what look-alikes and repeated records can be spread over. */
export const LOOK_AHEAD = 4;
/** Inputs refused here before other work has its turn: there may be no end of them, and none takes a request to wait for. */
const MOST_REFUSED = 250;

/** Makes batches of whatever inputs can be read from. */
export class Intake<I extends object> {
  readonly #source: Source<I>;
  readonly #context: IntakeContext<I>;
  #plan: Plan<I>;
  readonly #linger: Linger | undefined;
  readonly #batchSize: number;
  /** Made once the check of inputs is loaded; nothing is read before. */
  #entries: Entries | undefined;
  /** Inputs to be read that may go: a batch, or more where those fill none. */
  #wanted: number;
  #refused = 0;
  /** Set while other work has its turn: nothing is read then. */
  #turn: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** Throws what the source throws when it is opened. */
  constructor(inputs: Inputs<I>, context: IntakeContext<I>) {
    this.#source = new Source(inputs);
    this.#context = context;
    this.#batchSize = context.settings.batchSize;
    this.#plan = new Plan(this.#batchSize);
    this.#wanted = this.#batchSize;
    const { lingerMs } = context.settings;
    if (lingerMs !== undefined) this.#linger = new Linger(lingerMs, () => this.#plan.ready, context.more);
  }

  /** Lets inputs be read; with `superseding`, those are not sent that a later one makes superfluous while they wait. */
  open(prepare: Prepare, superseding?: Superseding<Entry<I>>): void {
    this.#entries = new Entries(this.#context.operation, prepare);
    this.#plan = new Plan(this.#batchSize, superseding);
  }

  /** Inputs read. */
  get read(): number {
    return this.#source.read;
  }

  /** Whether the source came to its end. */
  get exhausted(): boolean {
    return this.#source.exhausted;
  }

  /** Whether there is nothing left to send, and will be nothing. */
  get finished(): boolean {
    return this.exhausted && this.#plan.size === 0;
  }

  /** The next batch that may go, where there is one; reads what it takes. */
  next(): Entry<I>[] | undefined {
    for (;;) {
      this.#readUntil(() => this.#plan.ready >= this.#wanted);
      const batch = this.#plan.next(this.exhausted || this.#isFull, this.#linger?.isOver);
      if (batch !== undefined) {
        this.#linger?.sent(batch.length);
        this.#wanted = this.#batchSize;
        return batch;
      }
      if (this.#wanted === this.#lookAhead || this.#plan.ready < this.#batchSize) return undefined;
      // Look-alikes are in each other's way: they can be spread over more.
      this.#wanted = this.#lookAhead;
    }
  }

  /**
   * Reads on while nothing can be sent. A source that has to be waited for is read ahead. Another shows whether there is
   * more: read now, its inputs would have left the processor's caches until they are sent.
   */
  readAhead(): void {
    this.#readUntil(() => (this.#source.asynchronous ? this.#plan.ready >= this.#wanted : this.#plan.size > 0));
    this.#linger?.wait();
  }

  /** Lets go of an entry, so that the next input of its record may go. Gives those that have its fate, where there may be some. */
  settled(entry: Entry<I>): readonly Entry<I>[] | undefined {
    return this.#plan.settled(entry);
  }

  /** Reads no more, and lets the source clean up; what comes of it from now on does not count. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#turn);
    this.#linger?.end();
    this.#source.close();
  }

  /** Takes out what was read and not sent. */
  drain(): Entry<I>[] {
    return this.#plan.drain();
  }

  /** What was never read, where that is known: of an array. It counts as read now. */
  rest(): readonly I[] {
    return this.#source.rest();
  }

  get #lookAhead(): number {
    return LOOK_AHEAD * this.#batchSize;
  }

  /** Whether all was read that the best batch could be chosen from. */
  get #isFull(): boolean {
    if (this.#plan.size < this.#lookAhead) return false;
    return this.#wanted === this.#lookAhead || this.#plan.ready < this.#wanted;
  }

  /** Reads until that is so, as far as there is room. */
  #readUntil(enough: () => boolean): void {
    const { room, more, failed } = this.#context;
    this.#source.take(() => this.#mayRead && !enough() && room() > 0, { take: this.#take, more, failed });
  }

  get #mayRead(): boolean {
    return this.#entries !== undefined && this.#turn === undefined && !this.#closed;
  }

  readonly #take = (input: I, place: number): void => {
    // What an asynchronous source gives after the end of the run came too late to be counted.
    if (this.#closed || this.#entries === undefined) return;
    const { firstIndex, map } = this.#context.settings;
    const index = firstIndex + place;
    if (map === undefined) {
      const entry = this.#entries.make(input, index);
      return entry instanceof Error ? this.#refuse(input, index, entry) : this.#plan.add(entry);
    }
    const sent = mapped(map, input, index);
    if (sent instanceof CallerError) return this.#refuse(input, index, sent);
    const entry = this.#entries.make(sent, index);
    if (entry instanceof Error) return this.#refuse(input, index, entry, sent);
    this.#plan.add({ ...entry, input, sent });
  };

  #refuse(input: I, index: number, error: HubSpotError, sent?: object): void {
    this.#context.refused(input, index, error, sent);
    if (++this.#refused % MOST_REFUSED === 0) this.#giveWay();
  }

  /** Reads on when whatever else is due has run: timers and answers, a signal's abort. */
  #giveWay(): void {
    this.#turn = setTimeout(() => {
      this.#turn = undefined;
      this.#context.more();
    });
  }
}

/** What the caller's function makes of a row. */
function mapped(map: NonNullable<CallSettings["map"]>, row: object, index: number): object | CallerError {
  try {
    const sent = map(row, index);
    if (typeof (sent as { then?: unknown } | null | undefined)?.then === "function")
      return new CallerError("Expected `map` to give an input, got a promise of one");
    // Whatever else is no input is told apart where inputs are checked.
    return sent as object;
  } catch (cause) {
    return new CallerError("map threw", { cause });
  }
}
