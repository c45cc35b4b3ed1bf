/** Lanes on BullMQ: one job a portal, and so never two at once; what it does is in its lane, not in the job. */
import { setMaxListeners } from "node:events";
import { DelayedError, type Job, Queue, Worker } from "bullmq";
import type { BatchSummary } from "../index.js";
import { MAX_TIMER_MS, wholeNumber } from "../options/expected.js";
import { connectionOf, storeOf } from "./connect.js";
import type { LaneSettings, LanesOptions, QueueSettings } from "./lane-options.js";
import { settingsOf } from "./lane-options.js";
import { Leases } from "./leases.js";
import { type ImportProgress, progressOf, reportOf } from "./report.js";
import { nameOf, type Slice, slicesOf } from "./slice.js";
import type { LaneStore, Pause } from "./store.js";
import { takeTurn } from "./turn.js";

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
   * Puts slices at the end of a portal's lane, in order. To repeat it is harmless: a slice that its import has already is not
   * put there again. Rejects where the import calls another operation, or has another slice that begins at the same place.
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

/** What a job has: records and slices are elsewhere. */
interface LaneJob {
  readonly portal: string;
}

/** A lane's job, by its id: no colon in it, nor digits alone. */
const jobOf = (portal: string) => `lane-${encodeURIComponent(portal)}`;
/** A job that lost its worker so often is removed; its lane gets another. BullMQ's own default would fail it at the second loss. */
const MOST_STALLED = 1_000;
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
  #worker: Worker | undefined;
  #sweep: ReturnType<typeof setInterval> | undefined;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;
  /** The turns that are taken here, by their portals. */
  readonly #turns = new Map<string, AbortController>();
  readonly #leases = new Leases();

  constructor(settings: Omit<LaneSettings, "store">, options: QueueSettings) {
    this.#settings = settings;
    this.#options = options;
    // Each turn listens: past ten of them Node warns of a leak.
    setMaxListeners(0, this.#closing.signal);
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
    const checked = slicesOf(slices);
    const store = await this.#store;
    for (const some of byImport(checked)) await store.enqueue(portal, some);
    if (checked.length > 0) await this.#wake(portal);
  }

  async work(): Promise<void> {
    if (this.#worker !== undefined || this.#closing.signal.aborted)
      throw new TypeError("Expected `work` to be called once, and before `close`");
    const { name, backend, onError, concurrency, lockMs, stalledMs } = this.#options;
    const worker = new Worker<LaneJob>(
      name,
      (job, token) => this.#turn(job, token ?? ""),
      {
        connection: connectionOf(this.#options),
        ...{ concurrency, lockDuration: lockMs, stalledInterval: stalledMs, maxStalledCount: MOST_STALLED },
        // Where Redis was away, it is tried again soon: locks have not been waiting.
        runRetryDelay: 1_000,
      },
      backend as undefined,
    );
    this.#worker = worker;
    worker.on("error", onError);
    worker.on("completed", ({ data }) => void this.#after(data.portal));
    // Its event does not say since when the locks hold.
    const extend = worker.extendJobLocks.bind(worker);
    worker.extendJobLocks = (ids, tokens, forMs) => this.#leases.renewed(ids, forMs, () => extend(ids, tokens, forMs));
    // BullMQ tells that another may have the lane by now, and leaves it at that.
    worker.on("lockRenewalFailed", (jobs: readonly string[]) => {
      for (const [portal, turn] of this.#turns)
        if (jobs.includes(jobOf(portal))) turn.abort(new Error("The lock is lost"));
    });
    this.#sweep = setInterval(() => void this.#wakeLost(), stalledMs);
    await worker.waitUntilReady();
  }

  async pause(portal: string): Promise<void> {
    await (await this.#store).pause(nameOf("portal", portal), { reason: "asked", message: "" });
  }

  async resume(portal: string): Promise<void> {
    await (await this.#store).resume(nameOf("portal", portal));
    await this.#wake(portal);
    const job = await this.#queue.getJob(jobOf(portal));
    if ((await job?.isDelayed()) !== true) return;
    // It may have been promoted just now.
    await job?.promote().catch(() => {});
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
    this.#closing.abort();
    this.#closed ??= this.#end(graceMs);
    return this.#closed;
  }

  async #end(graceMs: number): Promise<void> {
    clearInterval(this.#sweep);
    const cut = setTimeout(() => {
      for (const turn of this.#turns.values()) turn.abort(new Error("This process ends"));
    }, graceMs);
    await this.#worker?.close();
    clearTimeout(cut);
    await this.#store.then(
      (store) => store.close(),
      () => {},
    );
    await this.#queue.close();
  }

  async #turn(job: Job<LaneJob>, token: string): Promise<void> {
    const { portal } = job.data;
    const jobId = jobOf(portal);
    // Where this process lost the lane and has it again, what it began then is over.
    this.#turns.get(portal)?.abort(new Error("The lane has another turn"));
    const controller = new AbortController();
    this.#turns.set(portal, controller);
    try {
      // The job may have come so late that it is another's: nothing of the lane is touched before that is known.
      const lost = await this.#worker?.extendJobLocks([jobId], [token], this.#options.lockMs);
      if (lost?.length !== 0) throw new Error("The lock is lost");
      const next = await takeTurn(portal, {
        settings: { ...this.#settings, store: await this.#store },
        turn: `${token}:${job.attemptsStarted}`,
        signal: controller.signal,
        beforeSend: () => {
          if (!this.#leases.has(jobId)) controller.abort(new Error("The lock is lost"));
          controller.signal.throwIfAborted();
        },
        closing: this.#closing.signal,
        othersWait: async () => (await this.#queue.getWaitingCount()) > 0,
      });
      if (next.then === "rest") return;
      await job.moveToDelayed(Math.max(next.untilMs, Date.now()), token);
    } catch (thrown) {
      this.#options.onError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      // A lane that is another's is not ours to delay; where all is away, it stalls, and so comes back.
      await job.moveToDelayed(Date.now() + AFTER_ERROR_MS, token);
    } finally {
      if (this.#turns.get(portal) === controller) {
        this.#turns.delete(portal);
        this.#leases.end(jobId);
      }
    }
    throw new DelayedError();
  }

  /** What was queued while a lane's job was about to end did not give it another. */
  async #after(portal: string): Promise<void> {
    try {
      if (await (await this.#store).isOpen(portal)) await this.#wake(portal);
    } catch (thrown) {
      this.#options.onError(thrown as Error); // BullMQ's, or a store's.
    }
  }

  /** Gives a lane a job, where it has none. */
  async #wake(portal: string): Promise<void> {
    const options = { jobId: jobOf(portal), removeOnComplete: true, removeOnFail: true };
    await this.#queue.add(portal, { portal } satisfies LaneJob, options);
  }

  /** Gives jobs to lanes that lost theirs: by a process that died between the lane and its job, or with Redis' last second. */
  async #wakeLost(): Promise<void> {
    try {
      const store = await this.#store;
      if (!(await store.sweeps(Math.floor(this.#options.stalledMs * 0.9)))) return;
      for (const { portal, slices, pause } of await store.lanes())
        if (slices > 0 && pause === undefined) await this.#wake(portal);
    } catch (thrown) {
      this.#options.onError(thrown as Error); // BullMQ's, or a store's.
    }
  }
}

const AFTER_ERROR_MS = 1_000;

/** Slices in their order, those of one import that follow each other together. */
function byImport(slices: readonly Slice[]): Slice[][] {
  const groups: Slice[][] = [];
  for (const slice of slices) {
    const last = groups.at(-1);
    if (last?.[0]?.import === slice.import) last.push(slice);
    else groups.push([slice]);
  }
  return groups;
}
