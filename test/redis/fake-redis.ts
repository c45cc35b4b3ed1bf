import type { Told } from "../../src/redis/call.js";

/** A Redis that answers as the script does, without its rules: it gives what is wanted, from a time on that the test sets. */
export class FakeRedis {
  readonly asked: { readonly want: number; readonly args: readonly string[] }[] = [];
  readonly given = new Map<string, number>();
  /** Redis' time less `performance.now()`. */
  aheadMs = 1_000_000;
  wayMs = 1;
  /** By how much the answers of the next calls come later. */
  lateMs = 0;
  epoch = 1;
  /** Slots start so long after now, each after the other. */
  startsInMs = 0;
  apartMs = 0;
  /** Slots that are left; then it says to ask again in 300 ms. */
  left = Infinity;
  requests = 190;
  /** Processes seen; left out, those that called within two windows and 9 s. */
  processes: number | undefined;
  day: "daily-limit" | "daily-reserve" | undefined;
  heldForMs = 0;
  /** What the next calls do instead. */
  away: Error | "hangs" | undefined;
  underWay = 0;
  #id = 0;
  readonly #seen = new Map<string, number>();

  readonly send = async (args: string[]): Promise<unknown> => {
    if (args[0] !== "EVALSHA") throw new Error(`Unexpected ${args[0]}`);
    const argv = args.slice(4);
    const want = Number(argv[3]);
    this.asked.push({ want, args: argv });
    this.underWay++;
    const { away, lateMs } = this;
    await after(this.wayMs);
    if (away === "hangs") await after(60_000);
    else if (away !== undefined) {
      this.underWay--;
      throw away;
    }
    const now = performance.now() + this.aheadMs;
    this.#seen.set(argv[0] ?? "", now);
    const seen = [...this.#seen.values()].filter((atMs) => atMs > now - 29_000).length;
    const starts = Array.from({ length: Math.min(want, this.left, 16) }, (_, index) => {
      const at = Math.ceil(now + this.startsInMs + index * this.apartMs);
      this.given.set(String(++this.#id), at - this.aheadMs);
      return at;
    });
    this.left -= starts.length;
    const told: Told = {
      ...{ nowMs: Math.floor(now), epoch: this.epoch, steps: 0, highest: this.#id },
      ...{ requests: this.requests, intervalMs: 10_000, windowMs: 10_020, processes: this.processes ?? seen },
      heldUntilMs: this.heldForMs > 0 ? Math.ceil(now + this.heldForMs) : 0,
      againMs: starts.length < want ? Math.ceil(now + (this.day === undefined ? 300 : 75)) : 0,
      ...(starts.length > 0 && { starts }),
      ...(this.day !== undefined && { day: this.day }),
    };
    await after(this.wayMs + lateMs);
    this.underWay--;
    return JSON.stringify(told);
  };

  /** What was told of slots: each with when HubSpot counted it, -1 where it was never sent. */
  get reports(): { readonly slot: string; readonly countedMs: number; readonly rest: readonly string[] }[] {
    return this.asked.flatMap(({ args }) => {
      const reports = [];
      for (let at = 16; at < args.length; at += 5)
        reports.push({
          slot: args[at] ?? "",
          countedMs: args[at + 1] === "" ? -1 : Number(args[at + 1]),
          rest: args.slice(at + 2, at + 5),
        });
      return reports;
    });
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
