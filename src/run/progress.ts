import type { Progress } from "../outcome/summary.js";
import { notPast } from "../wire/unless-aborted.js";
import { Waits } from "./waits.js";

/** Calls `onProgress`, one call at a time. */
export class ProgressReporter {
  readonly #onProgress: (progress: Progress) => void | Promise<void>;
  readonly #now: () => Progress;
  readonly #failed: (error: unknown) => void;
  readonly #waits = new Waits();
  #last: Promise<void> = Promise.resolve();
  #settled = 0;
  #failedOnce = false;

  /** `now` says where the run stands when a call is made; `failed` is told once what a call threw. */
  constructor(
    onProgress: (progress: Progress) => void | Promise<void>,
    now: () => Progress,
    failed: (error: unknown) => void,
  ) {
    this.#onProgress = onProgress;
    this.#now = now;
    this.#failed = failed;
  }

  /** The wait that ends first. */
  get waiting(): Progress["waiting"] {
    return this.#waits.next;
  }

  /** Adds a wait, and tells of it where it is the only one; gives what ends it. */
  wait(waiting: NonNullable<Progress["waiting"]>, cut: AbortSignal): () => void {
    const isNews = this.#waits.next === undefined;
    const ended = this.#waits.begin(waiting);
    if (isNews) void this.report(cut);
    return ended;
  }

  /** Makes a call after those before it, and waits for it, but not past a cut. */
  report(cut: AbortSignal): Promise<void> | undefined {
    if (cut.aborted) return undefined;
    this.#last = this.#last.then(() => this.#call(cut));
    return notPast(cut, this.#last);
  }

  /** Whether so many settled inputs are news. */
  knows(settled: number): boolean {
    return this.#settled >= settled;
  }

  async #call(cut: AbortSignal): Promise<void> {
    if (this.#failedOnce || cut.aborted) return;
    try {
      const progress = this.#now();
      this.#settled = progress.settled;
      await this.#onProgress(progress);
    } catch (error) {
      this.#failedOnce = true;
      this.#failed(error);
    }
  }
}
