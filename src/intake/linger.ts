/** How long inputs wait for others to fill their batch: from when the first of them could go. */
export class Linger {
  readonly #ms: number;
  readonly #ready: () => number;
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Inputs that have waited long enough. */
  #due = 0;

  /** `ready` says how many inputs could go; `over` is called when some have waited long enough. */
  constructor(ms: number, ready: () => number, over: () => void) {
    this.#ms = ms;
    this.#ready = ready;
    this.#over = over;
  }

  /** Whether what could go shall go, however little it is. */
  get isOver(): boolean {
    return this.#due > 0;
  }

  /** Begins to wait, if there is anything that could go. */
  wait(): void {
    if (this.#timer !== undefined || this.#due > 0 || this.#ready() === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#due = this.#ready();
      this.#over();
    }, this.#ms);
  }

  /** So many have become a batch: those that are left begin to wait. */
  sent(inputs: number): void {
    this.end();
    this.#due = Math.max(0, this.#due - inputs);
  }

  /** Waits no more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
