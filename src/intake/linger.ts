/** How long inputs wait for others to fill their batch: each from when it could go. */
export class Linger {
  readonly #ms: number;
  readonly #pending: () => readonly object[];
  readonly #over: () => void;
  /** Since when each could go. */
  readonly #since = new WeakMap<object, number>();
  /** Since when the first could go that has not gone: one that takes its place waits no longer for it. */
  #firstMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the time of one has come. */
  #rang = false;

  /** `pending` says which inputs could go, in the order in which they came; `over` is called when one has waited long enough. */
  constructor(ms: number, pending: () => readonly object[], over: () => void) {
    this.#ms = ms;
    this.#pending = pending;
    this.#over = over;
  }

  /** Whether what could go shall go, however little it is. */
  get isOver(): boolean {
    const [first] = this.#pending();
    const sinceMs = first && this.#since.get(first);
    return this.#rang && performance.now() - (sinceMs ?? Infinity) >= this.#ms;
  }

  /** Looks at what could go, and waits until the first of it has waited long enough. */
  wait(): void {
    const pending = this.#pending();
    const [first] = pending;
    if (first === undefined) return;
    const nowMs = performance.now();
    this.#firstMs = this.#since.get(first) ?? this.#firstMs ?? nowMs;
    this.#since.set(first, this.#firstMs);
    // Those that came last are the last.
    for (let at = pending.length - 1; at > 0; at--) {
      const one = pending[at] as object; // It is one of them.
      if (this.#since.has(one)) break;
      this.#since.set(one, nowMs);
    }
    if (this.#timer !== undefined || this.isOver) return;
    this.#rang = false;
    // A timer counts whole milliseconds.
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#rang = true;
        this.#over();
      },
      Math.ceil(this.#firstMs + this.#ms - nowMs),
    );
  }

  /** Waits no more, for a batch went; what is left has waited as long as it has. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#firstMs = undefined;
  }
}
