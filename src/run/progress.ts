import type { Progress } from "../outcome/summary.js";
import { notPast } from "../wire/unless-aborted.js";

/** Calls `onProgress`, one call at a time. */
export class ProgressReporter {
  readonly #onProgress: ((progress: Progress) => void | Promise<void>) | undefined;
  readonly #now: () => Progress;
  readonly #failed: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #settled = 0;
  #failedOnce = false;

  /** `now` says where the run stands when a call is made; `failed` is told once what a call threw. */
  constructor(
    onProgress: ((progress: Progress) => void | Promise<void>) | undefined,
    now: () => Progress,
    failed: (error: unknown) => void,
  ) {
    this.#onProgress = onProgress;
    this.#now = now;
    this.#failed = failed;
  }

  /** Makes a call after those before it, and waits for it, but not past a cut. */
  report(cut: AbortSignal): Promise<void> | undefined {
    if (this.#onProgress === undefined || cut.aborted) return undefined;
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
      await this.#onProgress?.(progress);
    } catch (error) {
      this.#failedOnce = true;
      this.#failed(error);
    }
  }
}
