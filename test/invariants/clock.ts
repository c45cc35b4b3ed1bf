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
  /** The next first; of two at once, the one that was waited for first. */
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
    const at = this.#now + ms;
    const place = this.#events.findLastIndex((event) => event.at <= at) + 1;
    return new Promise((resolve) => this.#events.splice(place, 0, { at, fire: resolve }));
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

  /** Lets time pass, each time that all else has happened, until the promise is settled; throws when nothing could settle it. */
  async until<T>(promise: Promise<T>, allElse: () => Promise<void>): Promise<T> {
    let settled = false;
    void promise.then(
      () => (settled = true),
      () => (settled = true),
    );
    for (let idle = 0; ; ) {
      await (this.#real > 0 ? macrotask() : allElse());
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
    const [event] = this.#events;
    if (event !== undefined && (next === undefined || event.at < next.at)) next = this.#events.shift();
    else if (handle !== undefined) this.#timers.delete(handle);
    if (next === undefined) return false;
    this.#now = Math.max(this.#now, next.at);
    next.fire();
    return true;
  }
}

const macrotask = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What can happen without time: promises, streams, modules. */
async function anything(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await macrotask();
}

/** The same in a world of promises alone, in a tenth of the time. */
export const promises = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Any time will do. */
const EPOCH = Date.UTC(2026, 2, 30);

/** Runs the body with timers, clocks and lots of its own, which depend on nothing but the body. */
export async function inVirtualTime<T>(
  random: () => number,
  body: (clock: Clock) => Promise<T>,
  allElse = anything,
): Promise<T> {
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
    return await clock.until(body(clock), allElse);
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
    performance.now = real.performanceNow;
    Math.random = real.random;
  }
}
