/** Intake: inputs are read, checked, told apart and put into batches, no further ahead than they can be sent. */
import type { Operation } from "../contract.js";
import type { CallSettings } from "../options/options.js";
import { CallerError } from "../outcome/errors.js";
import type { HubSpotError } from "../outcome/hubspot-error.js";
import type { Check } from "./check.js";
import { Entries } from "./entries.js";
import type { Inputs } from "./inputs.js";
import type { Linger } from "./linger.js";
import { type Entry, Plan, type PlanParts } from "./plan.js";
import { Source } from "./source.js";

/** The run that an intake reads for. */
export interface IntakeContext<I> {
  readonly operation: Operation;
  readonly settings: Pick<CallSettings, "batchSize" | "firstIndex" | "lingerMs" | "map">;
  /** What waits for more inputs, where a call asks for it. */
  readonly asked?: { readonly Linger: typeof Linger } | undefined;
  /** How many more inputs the run can hold now. */
  room(): number;
  /** Told of an input that shall not be sent. */
  refused(row: Row<I>, error: HubSpotError): void;
  /** Told when there may be more to send than there was. */
  more(): void;
  /** Told once what the source threw. */
  failed(cause: unknown): void;
  /** Told once why what looks closer at an input could not be loaded. */
  unloaded(cause: unknown): void;
}

/** An input that has been read and is no entry: what was given, and what a `map` made of it. */
export interface Row<I> {
  readonly input: I;
  readonly index: number;
  readonly sent?: object;
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
  #check: Check | undefined;
  /** The input that takes a closer look, while what takes it is loaded; nothing is read meanwhile. */
  #held: Row<I> | undefined;
  /** Inputs to be read that may go: a batch, or more where those fill none. */
  #wanted: number;
  #refused = 0;
  /** Set while other work has its turn: nothing is read then. */
  #turn: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** Throws what the source throws when it is opened. */
  constructor(inputs: Inputs<I>, context: IntakeContext<I>) {
    this.#source = new Source(inputs, { ...context, take: this.#take });
    this.#context = context;
    this.#batchSize = context.settings.batchSize;
    this.#plan = new Plan(this.#batchSize);
    this.#wanted = this.#batchSize;
    const { lingerMs } = context.settings;
    if (context.asked !== undefined && lingerMs !== undefined)
      this.#linger = new context.asked.Linger(lingerMs, () => this.#plan.pending, context.more);
  }

  /** Lets inputs be read. */
  open(check: Check, parts?: PlanParts<I>): void {
    this.#check = check;
    this.#entries = new Entries(this.#context.operation, check.prepare);
    this.#plan = new Plan(this.#batchSize, parts);
  }

  /** Inputs read. */
  get read(): number {
    return this.#source.read;
  }

  /** Inputs that are known to be there: all of an array, else those read. */
  get known(): number {
    return this.#source.known;
  }

  /** Whether the source came to its end. */
  get exhausted(): boolean {
    return this.#source.exhausted;
  }

  /** Whether there is nothing left to send, and will be nothing. */
  get finished(): boolean {
    return this.exhausted && this.#held === undefined && this.#plan.size === 0;
  }

  /** The next batch that may go, where there is one; reads what it takes. */
  next(): Entry<I>[] | undefined {
    for (;;) {
      this.#source.take(this.#lacksBatch);
      const batch = this.#plan.next(this.exhausted || this.#isFull, this.#linger?.isOver);
      if (batch !== undefined) {
        this.#linger?.end();
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
    this.#source.take(this.#lacksMore);
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

  /** What no entry was made of, where it is known: what was held, and of an array all that was never read. It counts as read now. */
  rest(): readonly Row<I>[] {
    const next = this.#context.settings.firstIndex + this.read;
    const held = this.#held === undefined ? [] : [this.#held];
    return [...held, ...this.#source.rest().map((input, place) => ({ input, index: next + place }))];
  }

  get #lookAhead(): number {
    return LOOK_AHEAD * this.#batchSize;
  }

  /** Whether all was read that the best batch could be chosen from. */
  get #isFull(): boolean {
    if (this.#plan.size < this.#lookAhead) return false;
    return this.#wanted === this.#lookAhead || this.#plan.ready < this.#wanted;
  }

  // Made once: they are asked for each input.
  readonly #lacksBatch = () => this.#plan.ready < this.#wanted && this.#mayRead;
  readonly #lacksMore = () => (this.#source.asynchronous ? this.#lacksBatch() : this.#plan.size === 0 && this.#mayRead);

  get #mayRead(): boolean {
    const isOpen = this.#entries !== undefined && this.#held === undefined && this.#turn === undefined && !this.#closed;
    return isOpen && this.#context.room() > 0;
  }

  readonly #take = (input: I, place: number): void => {
    // What an asynchronous source gives after the end of the run came too late to be counted.
    if (this.#closed || this.#entries === undefined) return;
    const { firstIndex, map } = this.#context.settings;
    const index = firstIndex + place;
    if (map === undefined) return this.#add({ input, index });
    const sent = mapped(map, input, index);
    if (sent instanceof CallerError) this.#refuse({ input, index }, sent);
    else this.#add({ input, index, sent });
  };

  #add(row: Row<I>): void {
    const isMapped = "sent" in row;
    // What a `map` gave may be nothing at all: that is told where inputs are checked.
    const sent = isMapped ? row.sent : row.input;
    const entry = this.#entries?.make(sent, row.index);
    if (entry === undefined) this.#lookCloser(row);
    else if (entry instanceof Error) this.#refuse(row, entry);
    else this.#plan.add(isMapped ? { ...entry, input: row.input, sent } : (entry as Entry<I>)); // It was made of the input.
  }

  #lookCloser(row: Row<I>): void {
    this.#held = row;
    const look = () => {
      if (this.#closed) return;
      this.#held = undefined;
      this.#add(row);
      this.#context.more();
    };
    this.#check?.load().then(look, this.#context.unloaded);
  }

  #refuse(row: Row<I>, error: HubSpotError): void {
    this.#context.refused(row, error);
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
