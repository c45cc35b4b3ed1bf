import { MAX_TIMER_MS } from "../options/expected.js";

/** Answer times that are remembered, the latest. */
const MOST_TIMES = 128;
/** Cut so long before the deadline, in ms, or a twentieth of the time there is: by the deadline the run has ended. */
const AHEAD_MS = 100;
const AHEAD_SHARE = 1 / 20;
/** How often is looked how late that is heard: after this part of the time that is left, and no sooner than so long, in ms. */
const BEAT_SHARE = 1 / 64;
const BEAT_MS = 25;
/** Most that a busy process is ahead, as a part of the time there is. */
const BUSY_SHARE = 1 / 4;

/** What a deadline does to its run. */
export interface DeadlineContext {
  /** Called when whatever begins from now on is not likely to be answered in time. */
  late(): void;
  /** Called when the time is up. */
  over(): void;
}

/** The time by which a run has to have ended: from some time on it begins nothing more, and then it is cut. */
export class Deadline {
  readonly #context: DeadlineContext;
  readonly #endMs: number;
  readonly #mostBusyMs: number;
  /** The longest time that nothing could be heard in. */
  #busyMs = 0;
  readonly #timesMs: number[] = [];
  #times = 0;
  /** When those in flight were sent, in that order, by their turns. */
  readonly #sentMs = new Map<object, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setTimeout> | undefined;
  #late = false;
  #isOver = false;
  #ended = false;

  /** `deadlineMs` is a `Date.now()` time. */
  constructor(deadlineMs: number, context: DeadlineContext) {
    const leftMs = deadlineMs - Date.now();
    this.#context = context;
    this.#endMs = performance.now() + leftMs - Math.min(AHEAD_MS, leftMs * AHEAD_SHARE);
    this.#mostBusyMs = leftMs * BUSY_SHARE;
  }

  /** Looks at the time: calls what is due, and else waits for it. */
  look(): void {
    if (this.#ended || this.#isOver) return;
    clearTimeout(this.#timer);
    if (this.#beat === undefined) this.#listen();
    const nowMs = performance.now();
    if (!this.#late && nowMs >= this.#lateMs) {
      this.#late = true;
      this.#context.late();
    }
    // To be late may have ended the run.
    if (this.#ended) return;
    if (nowMs >= this.#overMs) return this.#readAndEnd();
    const dueMs = this.#late ? this.#overMs : this.#lateMs;
    // A timer counts whole milliseconds.
    this.#timer = setTimeout(() => this.look(), Math.min(Math.ceil(dueMs - nowMs), MAX_TIMER_MS));
  }

  /** A request was sent in this turn. */
  began(turn: object): void {
    this.#sentMs.set(turn, performance.now());
    this.look();
  }

  /** It came to its end. */
  ended(turn: object, tookMs: number, how: "fine" | "congested"): void {
    this.#sentMs.delete(turn);
    if (how === "fine") this.#timesMs[this.#times++ % MOST_TIMES] = tookMs;
    this.look();
  }

  /** The run has ended. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#beat);
  }

  /** Ends it, once answers are read that came while nothing could be heard. */
  #readAndEnd(): void {
    this.#isOver = true;
    clearTimeout(this.#beat);
    if (this.#sentMs.size === 0) return this.#context.over();
    this.#timer = setTimeout(() => this.#context.over());
  }

  /** Measures, again and again, how long nothing can be heard. */
  #listen(): void {
    const beganMs = performance.now();
    const beatMs = Math.ceil(Math.min(Math.max(BEAT_MS, (this.#overMs - beganMs) * BEAT_SHARE), MAX_TIMER_MS));
    this.#beat = setTimeout(() => {
      const tookMs = performance.now() - beganMs;
      // It may have begun as soon as it was last listened.
      if (tookMs - beatMs > BEAT_MS) this.#busyMs = Math.max(this.#busyMs, tookMs);
      this.#listen();
      this.look();
    }, beatMs);
  }

  /**
   * When the time is up. In a process that does other work, time passes while nothing can be heard: two such stretches
   * earlier, as long as the longest so far, for one may pass before that is heard, and one while what came meanwhile is read.
   */
  get #overMs(): number {
    return this.#endMs - Math.min(2 * this.#busyMs, this.#mostBusyMs);
  }

  /**
   * When it becomes late: a request that is sent then takes until the end. It takes as long as the longest of the latest
   * answers, and half as long again where four are known, less where more are; and, for HubSpot may have become slower, no
   * less than half of those in flight have waited.
   */
  get #lateMs(): number {
    const known = this.#timesMs.length;
    const expectedMs = known === 0 ? 0 : Math.max(...this.#timesMs) * (1 + 1 / Math.sqrt(known));
    // Where one was answered, it counts among them: one that hangs alone is no sign.
    const median = [...this.#sentMs.values()][(this.#sentMs.size + Math.min(known, 1)) >> 1];
    const byAge = median === undefined ? Infinity : (this.#overMs + median) / 2;
    return Math.min(this.#overMs - expectedMs, byAge);
  }
}
