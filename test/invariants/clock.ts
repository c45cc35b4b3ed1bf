/** Virtual time: hours pass in milliseconds, in the same order each time, and a run that hangs is found at once. */

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** Time that moves on only when nothing else can happen. */
export class Clock {
  #now = 0;
  #lastId = 0;
  #real = 0;
  readonly #timers = new Map<object, Timer>();
  readonly #events: Timer[] = [];

  /** Milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** Timers set through the globals and not fired or cleared: all of them are the engine's. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Waits for a time of the world's: HubSpot's, the network's, the caller's. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#events.push({ at: this.#now + ms, fire: resolve }));
  }

  /** Waits for what happens in real time, as loading a module does, while this time stands still. */
  async real<T>(promise: Promise<T>): Promise<T> {
    this.#real++;
    return promise.finally(() => this.#real--);
  }

  set(fire: () => void, ms: number): object {
    const handle = { id: ++this.#lastId };
    this.#timers.set(handle, { at: this.#now + Math.max(1, ms), fire });
    return handle;
  }

  clear(handle: object): void {
    this.#timers.delete(handle);
  }

  /** Lets time pass until the promise is settled, or throws when nothing is left that could settle it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    void promise.then(
      () => (settled = true),
      () => (settled = true),
    );
    for (let idle = 0; ; ) {
      // Whatever can happen without time, happens first: promises, streams, modules.
      for (let turn = 0; turn < 3 && !settled; turn++) await macrotask();
      if (settled) return promise;
      if (this.#real > 0 || this.#advance()) idle = 0;
      else if (++idle > 50) throw new Error("It hangs: nothing is left that could happen");
    }
  }

  /** Fires the next timer or event. */
  #advance(): boolean {
    let handle: object | undefined;
    let next: Timer | undefined;
    for (const [key, timer] of this.#timers)
      if (next === undefined || timer.at < next.at) [handle, next] = [key, timer];
    for (const event of this.#events) if (next === undefined || event.at < next.at) [handle, next] = [undefined, event];
    if (next === undefined) return false;
    this.#now = Math.max(this.#now, next.at);
    if (handle === undefined) this.#events.splice(this.#events.indexOf(next), 1);
    else this.#timers.delete(handle);
    next.fire();
    return true;
  }
}

const macrotask = () => new Promise<void>((resolve) => setImmediate(resolve));
/** Any time will do. */
const EPOCH = Date.UTC(2026, 2, 30);

/** Runs the body with timers, clocks and lots of its own, which depend on nothing but the body. */
export async function inVirtualTime<T>(random: () => number, body: (clock: Clock) => Promise<T>): Promise<T> {
  const clock = new Clock();
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
    performanceNow: performance.now.bind(performance),
    random: Math.random,
  };
  Object.assign(globalThis, {
    setTimeout: (fire: () => void, ms = 0) => clock.set(fire, ms),
    clearTimeout: (handle: object) => clock.clear(handle),
  });
  Date.now = () => EPOCH + Math.floor(clock.now);
  performance.now = () => clock.now;
  Math.random = random;
  try {
    return await clock.until(body(clock));
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
    performance.now = real.performanceNow;
    Math.random = real.random;
  }
}
