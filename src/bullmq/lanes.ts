/** Lanes as their callers have them. */
import { Queue } from "bullmq";
import type { BatchSummary } from "../index.js";
import { MAX_TIMER_MS, wholeNumber } from "../options/expected.js";
import { withoutRepeats } from "./conflicts.js";
import { connectionOf, storeOf } from "./connect.js";
import { jobOf, wake } from "./lane-job.js";
import { type LaneSettings, type LanesOptions, type QueueSettings, settingsOf } from "./lane-options.js";
import { LaneWorker } from "./lane-worker.js";
import { type ImportProgress, progressOf, reportOf } from "./report.js";
import { nameOf, type Slice, slicesOf } from "./slice.js";
import type { LaneStore, Pause } from "./store.js";

/** How a lane stands. */
export interface LaneState {
  /** The portal. */
  readonly portal: string;
  /**
   * `running`: it has its turn. `waiting`: for its turn. `delayed`: until a time, see `waitsFor`. `paused`: see `pause`.
   * `idle`: there is nothing to do, or nobody has been told yet: within `stalledMs` somebody looks.
   */
  readonly state: "running" | "waiting" | "delayed" | "paused" | "idle";
  /** Slices that are not over. */
  readonly slices: number;
  /** Why it is paused. */
  readonly pause?: Pause;
  /** When it goes on, as a `Date.now()` time, and what it waits for: `daily-limit`, or what went wrong. */
  readonly waitsFor?: { readonly untilMs: number; readonly reason: string };
}

/** The lanes of a queue, as one process has them. */
export interface Lanes {
  /**
   * Puts slices of one import, at most 10,000, at the end of a portal's lane, in order: all of them, or, where it rejects, most
   * often none. To repeat is harmless, whatever happened: a slice that its import has already is not put there again. Rejects
   * with a `TypeError` where the import calls another operation, or has another slice with some of the same records.
   */
  enqueue(portal: string, slices: readonly Slice[]): Promise<void>;
  /** Begins to run lanes in this process, until `close`. Once; resolves when it is connected. */
  work(): Promise<void>;
  /** Pauses a portal's lane, once what is in flight has come to its end: within a second, and the longest request. */
  pause(portal: string): Promise<void>;
  /** Lets a lane go on that was paused, by whomever, or that waits. */
  resume(portal: string): Promise<void>;
  /** Sends no more of an import's records: what is in flight comes to its end, and what is known of the others is kept. */
  cancel(importId: string): Promise<void>;
  /** How far an import has got; `undefined` where there is none. */
  progress(importId: string): Promise<ImportProgress | undefined>;
  /** What became of an import so far; `undefined` where there is none. It is there for `keepMs` after its last slice. */
  report(importId: string): Promise<BatchSummary | undefined>;
  /** How all lanes stand that have slices or are paused. */
  list(): Promise<readonly LaneState[]>;
  /**
   * Forgets all that is known of an import: what is still queued of it is not sent any more, as where it is cancelled. What is
   * in flight comes to its end, so wait for that before you queue it again.
   */
  forget(importId: string): Promise<void>;
  /**
   * Ends this process's part: what is in flight comes to its end, its lanes are the others', at once, and the connections are
   * closed. `graceMs`: longest time for that, in ms, 0 to 2,147,483,647; then it is cut. Default 30,000. Rejects with a
   * `TypeError`, and goes on, where that is something else.
   */
  close(options?: { readonly graceMs?: number | undefined }): Promise<void>;
}

const GRACE_MS = 30_000;

/**
 * Makes the lanes of a queue, for processes that enqueue and for such as work: each portal has a lane, in which slices of
 * records are sent one after the other, by one process at a time. Throws a `TypeError` where an option is wrong.
 */
export function createLanes<Input extends object = object, Rec = unknown>(options: LanesOptions<Input, Rec>): Lanes {
  // What is opened is what is told of: of which type is the caller's to know.
  const { lanes, queue } = settingsOf(options as unknown as LanesOptions);
  return new BullLanes(lanes, queue);
}

class BullLanes implements Lanes {
  readonly #settings: Omit<LaneSettings, "store">;
  readonly #options: QueueSettings;
  readonly #queue: Queue;
  readonly #store: Promise<LaneStore>;
  #worker: LaneWorker | undefined;
  #closed: Promise<void> | undefined;

  constructor(settings: Omit<LaneSettings, "store">, options: QueueSettings) {
    this.#settings = settings;
    this.#options = options;
    const { name, backend, onError } = options;
    // The types of a backend go with its factory, of which there may be none.
    this.#queue = new Queue(name, { connection: connectionOf(options) }, backend as undefined);
    this.#queue.on("error", onError);
    this.#store = storeOf(this.#queue, options);
    // Who asks for it is told.
    this.#store.catch(() => {});
  }

  async enqueue(portal: string, slices: readonly Slice[]): Promise<void> {
    nameOf("portal", portal);
    const checked = withoutRepeats(slicesOf(slices));
    if (checked.length === 0) return;
    await (await this.#store).enqueue(portal, checked);
    await wake(this.#queue, portal);
  }

  async work(): Promise<void> {
    if (this.#worker !== undefined || this.#closed !== undefined)
      throw new TypeError("Expected `work` to be called once, and before `close`");
    this.#worker = new LaneWorker(this.#queue, this.#store, this.#settings, this.#options);
    await this.#worker.ready();
  }

  async pause(portal: string): Promise<void> {
    await (await this.#store).pause(nameOf("portal", portal), { reason: "asked", message: "" });
  }

  async resume(portal: string): Promise<void> {
    await (await this.#store).resume(nameOf("portal", portal));
    await wake(this.#queue, portal);
    const job = await this.#queue.getJob(jobOf(portal));
    // It may have been promoted just now.
    if (await job?.isDelayed()) await job?.promote().catch(() => {});
  }

  async cancel(importId: string): Promise<void> {
    await (await this.#store).cancel(nameOf("importId", importId));
  }

  async progress(importId: string): Promise<ImportProgress | undefined> {
    const state = await (await this.#store).import(nameOf("importId", importId));
    return state && progressOf(state);
  }

  async report(importId: string): Promise<BatchSummary | undefined> {
    const store = await this.#store;
    const state = await store.import(nameOf("importId", importId));
    return state && reportOf(importId, state, store);
  }

  async list(): Promise<readonly LaneState[]> {
    const lanes = await (await this.#store).lanes();
    return Promise.all(
      lanes.map(async ({ portal, slices, pause, untilMs, waitsFor }): Promise<LaneState> => {
        if (pause !== undefined) return { portal, state: "paused", slices, pause };
        const state = await this.#queue.getJobState(jobOf(portal));
        if (state === "active") return { portal, state: "running", slices };
        if (state !== "delayed") return { portal, state: state === "waiting" ? state : "idle", slices };
        if (untilMs <= Date.now()) return { portal, state: "waiting", slices };
        return { portal, state, slices, waitsFor: { untilMs, reason: waitsFor } };
      }),
    );
  }

  async forget(importId: string): Promise<void> {
    await (await this.#store).forget(nameOf("importId", importId));
  }

  async close(options: { readonly graceMs?: number | undefined } = {}): Promise<void> {
    const graceMs = wholeNumber("graceMs", options.graceMs, GRACE_MS, 0, MAX_TIMER_MS);
    this.#closed ??= this.#end(graceMs);
    return this.#closed;
  }

  async #end(graceMs: number): Promise<void> {
    await this.#worker?.close(graceMs);
    await this.#store.then(
      (store) => store.close(),
      () => {},
    );
    await this.#queue.close();
  }
}
