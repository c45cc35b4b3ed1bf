import type { Line, Tries } from "./plan.js";

/** One change of the code. */
export interface Change {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly replacement: string;
}

/** Tests that take longer are tried on what the others missed, in ms. */
const LONG_MS = 100;
/** Tests that take longer than this are not tried: what they notice they would notice in hours. */
const TOO_LONG_MS = 1_500;
/** How often tests that fail on the code as it is, too, after a change, are tried anew in another process. */
const MOST_ROUNDS = 8;

/** What is known of each change, and what is still to be tried. */
export class Trials {
  readonly #changes: readonly Change[];
  readonly #noticed = new Set<string>();
  readonly #reached = new Set<string>();
  readonly #statics = new Set<string>();
  /** Pairs of a change and a test that are done with. */
  readonly #done = new Set<string>();
  #tests: Extract<Line, { reaches: unknown }>[] = [];
  #isLong = false;
  #rounds = 0;

  constructor(changes: readonly Change[]) {
    this.#changes = changes;
  }

  /** What runs only while a module is loaded is not tried. */
  get tried(): readonly Change[] {
    return this.#changes.filter(({ id }) => this.#reached.has(id) || !this.#statics.has(id));
  }

  get missed(): readonly Change[] {
    return this.tried.filter(({ id }) => !this.#noticed.has(id));
  }

  get noticed(): number {
    return this.#noticed.size;
  }

  /** Takes in which changes each of some tests reaches. */
  learn(lines: readonly Line[]): void {
    this.#tests = lines.flatMap((line) => ("reaches" in line ? [line] : []));
    const broken = lines.flatMap((line) => ("broken" in line ? [line.broken] : []));
    if (broken.length > 0) throw new Error(`Tests fail on the code as it is: ${broken.join(", ")}`);
    if (this.#tests.length === 0) throw new Error("There is no test");
    for (const { reaches } of this.#tests) for (const [id] of reaches) this.#reached.add(id);
    for (const line of lines) if ("statics" in line) for (const id of line.statics) this.#statics.add(id);
    this.#isLong = false;
    this.#rounds = 0;
  }

  /** What to try next, by the test's name; `undefined` where there is nothing left. */
  next(): Record<string, Tries> | undefined {
    const tries: Record<string, Tries> = {};
    for (const { test, tookMs, reaches } of this.#tests) {
      if (tookMs >= LONG_MS !== this.#isLong || tookMs > TOO_LONG_MS) continue;
      const changes = reaches.filter(([id]) => !this.#noticed.has(id) && !this.#done.has(`${id} ${test}`));
      if (changes.length > 0) tries[test] = { changes, tookMs };
    }
    if (Object.keys(tries).length > 0 && this.#rounds++ < MOST_ROUNDS) return tries;
    if (this.#isLong) return undefined;
    this.#isLong = true;
    this.#rounds = 0;
    return this.next();
  }

  /** Takes in what came of it. */
  take(lines: readonly Line[]): void {
    let begun: string | undefined;
    for (const line of lines) {
      if ("begins" in line) begun = line.begins;
      if (!("verdict" in line)) continue;
      begun = undefined;
      if (line.verdict === "noticed" || line.verdict === "hung") this.#noticed.add(line.id);
      // In another process the test is in order again; what spoils it even there can't be told by it.
      else if (line.verdict === "missed" || this.#rounds > 1) this.#done.add(`${line.id} ${line.test}`);
    }
    // Where its process had to be ended, a test hung in a loop, or took all memory.
    if (begun !== undefined) this.#noticed.add(begun);
  }
}
