import { MAX_TIMER_MS } from "../options/expected.js";

/** Answer times that are remembered, the latest. */
const MOST_TIMES = 128;
/** Cut so long before the deadline, in ms, or a twentieth of the time there is: by the deadline the run has ended. */
const AHEAD_MS = 100;
const AHEAD_SHARE = 1 / 20;

/** What a deadline does to its run. */
export interface DeadlineContext {
  /** Called when whatever begins from now on is not likely to be answered in time. */
  late(): void;
  /** Called when the time is up. */
  over(): void;
}

/**
 * The time by which a run has to have ended. A request is expected to take as long as the longest of the latest answers,
 * and half as long again where four are known, less where more are; and, for HubSpot may have become slower, no less than
 * half of those in flight have waited. So where there was no answer in half of the time, nothing more is begun.
 */
export class Deadline {
  readonly #context: DeadlineContext;
  readonly #overMs: number;
  readonly #timesMs: number[] = [];
  #times = 0;
  /** When those in flight were sent, in that order, by their turns. */
  readonly #sentMs = new Map<object, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late = false;
  #ended = false;

  /** `deadlineMs` is a `Date.now()` time. */
  constructor(deadlineMs: number, context: DeadlineContext) {
    const leftMs = deadlineMs - Date.now();
    this.#context = context;
    this.#overMs = performance.now() + leftMs - Math.min(AHEAD_MS, leftMs * AHEAD_SHARE);
  }

  /** Looks at the time: calls what is due, and else waits for it. */
  look(): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    const nowMs = performance.now();
    if (!this.#late && nowMs >= this.#lateMs) {
      this.#late = true;
      this.#context.late();
    }
    if (nowMs >= this.#overMs) return this.#context.over();
    // To be late may have ended the run.
    if (this.#ended) return;
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
  }

  /** When it becomes late, for all that is known: a request that is sent then takes until the end. */
  get #lateMs(): number {
    const known = this.#timesMs.length;
    const expectedMs = known === 0 ? 0 : Math.max(...this.#timesMs) * (1 + 1 / Math.sqrt(known));
    // Where one was answered, it counts among them: one that hangs alone is no sign.
    const median = [...this.#sentMs.values()][(this.#sentMs.size + Math.min(known, 1)) >> 1];
    const byAge = median === undefined ? Infinity : (this.#overMs + median) / 2;
    return Math.min(this.#overMs - expectedMs, byAge);
  }
}
