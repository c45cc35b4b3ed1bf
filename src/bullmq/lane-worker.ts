/** A process's part of the lanes: it runs their jobs, each a turn, and looks for lanes that lost theirs. */
import { setMaxListeners } from "node:events";
import { DelayedError, type Job, type Queue, Worker } from "bullmq";
import { connectionOf } from "./connect.js";
import { jobOf, type LaneJob, revive, wake } from "./lane-job.js";
import type { LaneSettings, QueueSettings } from "./lane-options.js";
import { Leases } from "./leases.js";
import type { LaneStore } from "./store.js";
import { TAKEN, takeTurn } from "./turn.js";

/** A job that lost its worker so often is removed; its lane gets another. BullMQ's own default would fail it at the second loss. */
const MOST_STALLED = 1_000;
const AFTER_ERROR_MS = 1_000;
/** Lanes whose jobs end within so long are looked at together, in ms. */
const TOGETHER_MS = 50;

/** Runs lanes from when it is made until it is closed. */
export class LaneWorker {
  readonly #settings: Omit<LaneSettings, "store">;
  readonly #options: QueueSettings;
  readonly #queue: Queue;
  readonly #store: Promise<LaneStore>;
  readonly #worker: Worker<LaneJob>;
  readonly #sweep: ReturnType<typeof setInterval>;
  readonly #closing = new AbortController();
  /** The turns that are taken here, by their portals. */
  readonly #turns = new Map<string, AbortController>();
  readonly #leases = new Leases();
  /** The portals of lanes whose jobs ended just now. */
  readonly #ended: string[] = [];

  constructor(queue: Queue, store: Promise<LaneStore>, settings: Omit<LaneSettings, "store">, options: QueueSettings) {
    this.#settings = settings;
    this.#options = options;
    this.#queue = queue;
    this.#store = store;
    // Each turn listens: past ten of them Node warns of a leak.
    setMaxListeners(0, this.#closing.signal);
    const { name, backend, onError, concurrency, lockMs, stalledMs } = options;
    const worker = new Worker<LaneJob>(
      name,
      (job, token) => this.#turn(job, token ?? ""),
      {
        connection: connectionOf(options),
        ...{ concurrency, lockDuration: lockMs, stalledInterval: stalledMs, maxStalledCount: MOST_STALLED },
        // Where Redis was away, it is tried again soon: locks have not been waiting.
        runRetryDelay: 1_000,
      },
      // The types of a backend go with its factory, of which there may be none.
      backend as undefined,
    );
    this.#worker = worker;
    worker.on("error", onError);
    worker.on("completed", ({ data }) => {
      if (this.#ended.push(data.portal) === 1) setTimeout(() => void this.#wakeEnded().catch(onError), TOGETHER_MS);
    });
    // Its event does not say since when the locks hold.
    const extend = worker.extendJobLocks.bind(worker);
    worker.extendJobLocks = (ids, tokens, forMs) => this.#leases.renewed(ids, forMs, () => extend(ids, tokens, forMs));
    // BullMQ tells that another may have the lane by now, and leaves it at that.
    worker.on("lockRenewalFailed", (jobs: readonly string[]) => {
      for (const [portal, turn] of this.#turns)
        if (jobs.includes(jobOf(portal))) turn.abort(new Error("The lock is lost"));
    });
    this.#sweep = setInterval(() => void this.#wakeLost().catch(onError), stalledMs);
  }

  /** Resolves when it is connected. */
  async ready(): Promise<void> {
    await this.#worker.waitUntilReady();
  }

  /** Begins nothing more: what is in flight comes to its end, or is cut after so long. */
  async close(graceMs: number): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#sweep);
    const cut = setTimeout(() => {
      for (const turn of this.#turns.values()) turn.abort(new Error("This process ends"));
    }, graceMs);
    await this.#worker.close();
    clearTimeout(cut);
    await this.#wakeEnded().catch(this.#options.onError);
  }

  async #turn(job: Job<LaneJob>, token: string): Promise<void> {
    const { portal } = job.data;
    const jobId = jobOf(portal);
    // Where this process lost the lane and has it again, what it began then is over.
    this.#turns.get(portal)?.abort(new Error(TAKEN));
    const controller = new AbortController();
    this.#turns.set(portal, controller);
    try {
      const { lockMs } = this.#options;
      // The job may have come so late that it is another's: nothing of the lane is touched before that is known.
      if (!this.#leases.taken(jobId, job.processedOn, lockMs)) {
        const lost = await this.#worker.extendJobLocks([jobId], [token], lockMs);
        if (lost.length > 0) throw new Error("The lock is lost");
      }
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
  async #wakeEnded(): Promise<void> {
    const ended = this.#ended.splice(0);
    if (ended.length > 0) for (const portal of await (await this.#store).open(ended)) await wake(this.#queue, portal);
  }

  /** Gives jobs to lanes that lost theirs: by a process that died between the lane and its job, or with Redis' last second. */
  async #wakeLost(): Promise<void> {
    const store = await this.#store;
    if (await store.sweeps(Math.floor(this.#options.stalledMs * 0.9)))
      for (const { portal, slices, pause } of await store.lanes())
        if (slices > 0 && !pause) await revive(this.#queue, portal);
  }
}
