/** A run of a slice: what is known of its records is not sent again, and what becomes of the others is told, then kept. */
import type { BatchRun, BatchSummary, ComingRequest, HubSpotError, Outcome } from "../index.js";
import { expected } from "../options/expected.js";
import { CallerError, UnaccountedError } from "../outcome/errors.js";
import { Intents } from "./intents.js";
import type { LaneSettings } from "./lane-options.js";
import { MARKS } from "./packed.js";
import { Places } from "./places.js";
import { failuresOf, marksOf, placed, restOf } from "./retell.js";
import type { PlacedSlice } from "./slice.js";
import { isSource, SliceSource } from "./slice-source.js";
import type { Head, Known } from "./store.js";

/** After so long, in ms, `onOutcomes` is called again where it threw; then the turn ends. */
const AGAIN_MS = [250, 1_000, 4_000, 15_000];
/** What is told and kept later than this, in ms, holds what is sent next: or more and more would be sent that nobody knows of. */
const LATE_MS = 250;

/** What a method takes and gives, of whatever operation. */
type Method = (inputs: Iterable<object> | AsyncIterable<object>, options: object) => BatchRun<object, unknown>;

/** What may be written, and may not. */
type Unknown = Extract<Outcome<object>, { readonly status: "unknown" }>;

/** What ends a run of a slice. */
export type Ending =
  | { readonly how: "done" }
  /** By `stop`. */
  | { readonly how: "stopped" }
  | {
      readonly how: "halted";
      readonly reason: NonNullable<BatchSummary["halted"]>["reason"];
      readonly error: HubSpotError | undefined;
    };

/** The lane that a slice is run in. */
export interface RunContext {
  readonly settings: LaneSettings;
  readonly turn: string;
  /** Aborted when the lane is another's. */
  readonly signal: AbortSignal;
  /** Throws, and aborts the signal, where the lane may be another's by now. */
  readonly beforeSend: () => void;
}

/** One run of a slice. */
export class SliceRun {
  readonly #context: RunContext;
  readonly #head: Head;
  readonly #slice: PlacedSlice;
  readonly #intents = new Intents();
  readonly #doubted: Outcome<object>[] = [];
  #places = new Places(0, new Uint8Array(), new Set());
  #run: BatchRun<object, unknown> | undefined;
  #stopped = false;
  /** What is being told and kept, and since when. */
  #settling: Promise<void> | undefined;
  #settlingMs = 0;
  #failure: CallerError | undefined;
  /** What may be written and is not told yet, and the last record that is written, or failed. */
  readonly #held: Unknown[] = [];
  #last = -1;
  /** Whether the run has come to the end of its slice. */
  #isDone = false;
  /** Records that were found to be written, or to have failed, and are kept as such. */
  settled = 0;

  constructor(portal: string, head: Head, context: RunContext) {
    this.#head = head;
    this.#slice = { ...head.slice, portal };
    this.#context = context;
  }

  /** Sends nothing new: what is in flight comes to its end. */
  stop(): void {
    this.#stopped = true;
    this.#run?.stop();
  }

  /** Sends what is still to be sent. Rejects where what lanes keep can't be reached, or the lane is another's. */
  async end(client: object): Promise<Ending> {
    const { signal } = this.#context;
    await this.#recall(this.#head.known);
    if (this.#places.first >= this.#places.end) return { how: "done" };
    const source = new SliceSource(this.#places, (index, input) => this.#doubt(index, input));
    let run: BatchRun<object, unknown>;
    try {
      run = (await this.#begin(client, source))();
    } catch (cause) {
      const error = new CallerError("A slice could not be begun", { cause });
      return { how: "halted", reason: "source-failed", error };
    }
    this.#run = run;
    if (this.#stopped) run.stop();
    for await (const outcomes of run.batches()) await this.#settle(outcomes);
    const summary = await run.summary();
    this.#isDone = summary.halted === undefined && !signal.aborted;
    await this.#settle([]);
    await this.#record([], [], restOf(summary, this.#places));
    signal.throwIfAborted();
    return this.#ending(summary, source.missing);
  }

  /**
   * Sends nothing more: of what was announced, and not heard of, and of what is held, it keeps that it may be written. After
   * `end` it needs what is known since.
   */
  async drop(known = this.#head.known): Promise<void> {
    await this.#recall(known);
    const open = [...this.#intents.places].filter((index) => this.#places.of(index) === "doubted");
    for (const index of open) this.#doubt(index, {});
    const left = [...this.#doubted, ...this.#held];
    if (left.length > 0) await this.#record(left, this.#intents.heard(open));
  }

  /** Takes in what is known of the records, and forgets announced requests of which all is: their turn ended before it could. */
  async #recall({ marks, intents }: Known): Promise<void> {
    const { from } = this.#slice;
    for (const [id, indexes] of intents) this.#intents.add(id, indexes);
    const announced = this.#intents.places;
    this.#places = new Places(from, marks, announced);
    // Of another slice's nothing is known here.
    const heard = this.#intents.heard(
      [...announced].filter((index) => (marks[index - from] ?? MARKS.none) !== MARKS.none),
    );
    if (heard.length > 0) await this.#record([], heard);
  }

  #ending({ halted, counts }: BatchSummary, missing: number): Ending {
    if (this.#failure) return { how: "halted", reason: "callback-failed", error: this.#failure };
    if (halted && halted.reason !== "stopped") return { how: "halted", reason: halted.reason, error: halted.error };
    if (this.#stopped && missing + counts.unsent + this.#held.length > 0) return { how: "stopped" };
    if (missing === 0) return { how: "done" };
    const error = new CallerError(`The records of \`open\` ended ${missing} before \`to\``);
    return { how: "halted", reason: "source-failed", error };
  }

  /** Gives what makes the run: the run itself would be awaited, and so begun. */
  async #begin(client: object, source: SliceSource): Promise<() => BatchRun<object, unknown>> {
    const { settings, signal } = this.#context;
    const slice = this.#slice;
    const [api = "", verb = ""] = slice.operation.split(".");
    // A client's APIs are objects of functions; what is asked for may be none of them.
    const method = (client as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[api]?.[verb];
    if (typeof method !== "function") throw expected("operation", "a method of the client", slice.operation);
    const given = await settings.open(slice, this.#places.first);
    if (!isSource(given)) throw expected("open(slice, from)", "an iterable or async iterable of records", given);
    const options = { ...settings.callOptions?.(slice), signal, beforeSend: this.#beforeSend };
    return () => (method as Method)(source.of(given), { ...options, firstIndex: this.#places.first });
  }

  /** Gives what is asked when the request is sent: whatever it waits for until then may take longer than the lock holds. */
  readonly #beforeSend = async ({ indexes, idempotent }: ComingRequest) => {
    const { settings, turn, beforeSend } = this.#context;
    if (this.#settling && performance.now() - this.#settlingMs > LATE_MS) await this.#settling;
    const places = indexes.map((index) => this.#places.indexOf(index));
    if (idempotent || this.#intents.covers(places)) return beforeSend;
    beforeSend();
    const id = crypto.randomUUID();
    await settings.store.intend(this.#slice.portal, turn, this.#slice.import, id, places);
    this.#intents.add(id, places);
    return beforeSend;
  };

  /** A record that an earlier turn announced, and did not hear of. */
  #doubt(index: number, input: object): void {
    const error = new UnaccountedError("It was about to be sent when the process that sent it ended");
    this.#doubted.push({ index, input, status: "unknown", error, resend: "read-first" });
  }

  /** Tells of outcomes, and keeps what became of the records. */
  async #settle(outcomes: readonly Outcome<object>[]): Promise<void> {
    const doubted = this.#doubted.splice(0);
    const all = [...doubted, ...outcomes.map((outcome) => placed(outcome, this.#places))];
    if (all.length + this.#held.length === 0) return;
    this.#settlingMs = performance.now();
    const settling = this.#tellAndKeep(all);
    // Who waits for it to be over does not care how it ended.
    this.#settling = settling.catch(() => {});
    try {
      await settling;
    } finally {
      this.#settling = undefined;
    }
  }

  async #tellAndKeep(outcomes: readonly Outcome<object>[]): Promise<void> {
    const told = this.#fates(outcomes);
    if (told.length > 0 && !(await this.#tell(told))) return;
    const heard = this.#intents.heard(outcomes.map(({ index }) => index));
    if (told.length + heard.length > 0) await this.#record(told, heard);
    this.settled += told.filter(({ status }) => status !== "unknown").length;
  }

  #record(
    told: readonly Outcome<object>[],
    heard: readonly string[],
    summary = failuresOf(told, this.#slice),
  ): Promise<void> {
    const note = summary && { id: crypto.randomUUID(), summary };
    return this.#context.settings.store.record(this.#head, { marks: marksOf(told), heard, summary: note });
  }

  /**
   * Those whose fate is known now. One that may be written, and may be sent again, is held for a while: where nothing after it
   * was written or refused, no later version of its record was, and another turn may send it once more and so find out. Nor was
   * one where the run was cut while it was in flight: a record's versions are sent one after another.
   */
  #fates(outcomes: readonly Outcome<object>[]): Outcome<object>[] {
    const fates: Outcome<object>[] = [];
    for (const outcome of outcomes) {
      if (outcome.status === "unsent") continue;
      if (outcome.status !== "unknown") this.#last = Math.max(this.#last, outcome.index);
      if (outcome.status === "unknown" && outcome.resend === "safe") this.#held.push(outcome);
      else fates.push(outcome);
    }
    const isOver = (one: Unknown) => this.#isDone || (one.index < this.#last && !wasCut(one));
    for (const one of this.#held.splice(0)) (isOver(one) ? fates : this.#held).push(one);
    return fates;
  }

  /** Whether they were taken; where not, nothing new is sent, and what comes of what was sent is not told either. */
  async #tell(outcomes: readonly Outcome<object>[]): Promise<boolean> {
    const { settings, signal } = this.#context;
    for (let trial = 0; this.#failure === undefined; trial++) {
      try {
        await settings.onOutcomes(outcomes, this.#slice);
        return true;
      } catch (cause) {
        const againMs = AGAIN_MS[trial];
        if (againMs === undefined || signal.aborted) {
          this.#failure = new CallerError("onOutcomes threw", { cause });
          this.stop();
        } else await sleep(againMs, signal); // Aborted, it tries once more.
      }
    }
    return false;
  }
}

/** Whether it was in flight when its run was aborted: the cause is that halt. */
function wasCut({ error }: Unknown): boolean {
  return (error.cause as { readonly reason?: unknown } | undefined)?.reason === "aborted";
}

/** Waits for so long, or until the signal is aborted. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener("abort", wake);
  });
}
