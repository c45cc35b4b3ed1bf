import { CallerError } from "../outcome/errors.js";
import { notPast } from "../wire/unless-aborted.js";

/** Shortest time between two calls while the run goes on, in ms. */
const EVERY_MS = 1_000;
/** Longest time, in ms, that the last call is waited for once the run is cut; less where it has to have ended by then. */
const LAST_MS = 2_000;

/** Calls `onCheckpoint`, one call at a time. */
export class Checkpoints {
  readonly #onCheckpoint: (next: number) => void | Promise<void>;
  readonly #reached: () => number;
  readonly #failed: (error: CallerError) => void;
  /** Where the last call said that the mark is. */
  #checkpoint: number;
  #madeMs = -Infinity;
  /** The mark has moved on: a call is made as soon as the last was a second ago. */
  #due: ReturnType<typeof setTimeout> | undefined;
  /** The call that is under way, for which batches that end meanwhile wait. */
  #making: Promise<void> | undefined;
  /** All was delivered: one more call says where the run has got, unless the last one did. */
  #ended: Promise<void> | undefined;
  /** Whether nobody waits for a call any more. */
  #over = false;
  /** What a call threw; then none is made any more. */
  failure: CallerError | undefined;

  /** `reached` says where the mark is; `failed` is told once what a call threw. */
  constructor(
    onCheckpoint: (next: number) => void | Promise<void>,
    reached: () => number,
    failed: (error: CallerError) => void,
  ) {
    this.#onCheckpoint = onCheckpoint;
    this.#reached = reached;
    this.#failed = failed;
    this.#checkpoint = reached();
  }

  /** The mark may have moved. */
  moved(): void {
    if (this.#due !== undefined || this.#making !== undefined || this.#ended !== undefined) return;
    if (this.failure !== undefined || this.#reached() === this.#checkpoint) return;
    const waitMs = Math.max(0, this.#madeMs + EVERY_MS - performance.now());
    this.#due = setTimeout(() => {
      this.#due = undefined;
      this.#making = this.#make().finally(() => {
        this.#making = undefined;
        this.moved();
      });
    }, waitMs);
  }

  /** Waits for the call that is under way, but not past a cut: what is told late lets more be sent twice. */
  held(cut: AbortSignal): Promise<void> | undefined {
    return this.#making && notPast(cut, this.#making);
  }

  /** Makes the last call, and waits for it, but not much past a cut, nor past the deadline, a `Date.now()` time. */
  end(cut: AbortSignal, deadlineMs = Infinity): Promise<void> {
    this.#ended ??= this.#end(cut, deadlineMs);
    return this.#ended;
  }

  async #end(cut: AbortSignal, deadlineMs: number): Promise<void> {
    const last = this.#last();
    await notPast(cut, last);
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The run has ended by the deadline: half of what is left is for what comes after this.
    const lastMs = Math.min(LAST_MS, (deadlineMs - Date.now()) / 2);
    if (cut.aborted) await Promise.race([last, new Promise((resolve) => (timer = setTimeout(resolve, lastMs)))]);
    clearTimeout(timer);
    this.#over = true;
  }

  async #last(): Promise<void> {
    clearTimeout(this.#due);
    await this.#making;
    const isNews = this.#madeMs === -Infinity || this.#reached() > this.#checkpoint;
    if (isNews && this.failure === undefined && !this.#over) await this.#make();
  }

  async #make(): Promise<void> {
    this.#checkpoint = this.#reached();
    this.#madeMs = performance.now();
    try {
      await this.#onCheckpoint(this.#checkpoint);
    } catch (cause) {
      this.failure = new CallerError("onCheckpoint threw", { cause });
      this.#failed(this.failure);
    }
  }
}
