import type { Line, Tries } from "./plan.js";

/** One change of the code. */
export interface Change {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** From where to where, as `line:column-line:column`. */
  readonly place: string;
  readonly kind: string;
  readonly replacement: string;
}

/** Tests that take longer are tried on what the others missed, in ms. */
const LONG_MS = 100;
/** Tests that take longer than this are not tried: what they notice they would notice in hours. */
const TOO_LONG_MS = 3_000;

/** What is known of each change, and what is still to be tried. */
export class Trials {
  readonly #changes: readonly Change[];
  readonly #noticed: Set<string>;
  /** What was run when a test was repeated. */
  readonly #ran: Set<string>;
  /** What ran while a module was loaded, by a file of tests or by a test, and not when that was repeated. */
  readonly #statics = new Set<string>();
  /** Pairs of a change and a test that are done with. */
  readonly #done = new Set<string>();
  /** What may have ended its process is tried alone from then on. */
  readonly #alone = new Set<string>();
  #tests: Extract<Line, { reaches: unknown }>[] = [];
  #isLong = false;
  #isOthers = false;
  #rounds = 0;

  /** Some may be known to be noticed already. */
  constructor(changes: readonly Change[], noticed: readonly string[]) {
    this.#changes = changes;
    this.#noticed = new Set(noticed);
    this.#ran = new Set(noticed);
  }

  /** What runs only while a module is loaded is not tried. */
  get tried(): readonly Change[] {
    return this.#changes.filter(({ id }) => this.#ran.has(id) || !this.#statics.has(id));
  }

  get missed(): readonly Change[] {
    return this.tried.filter(({ id }) => !this.#noticed.has(id));
  }

  get noticed(): number {
    return this.#noticed.size;
  }

  /** Whether there is nothing left to notice. */
  get isDone(): boolean {
    return this.#changes.every(({ id }) => this.#noticed.has(id));
  }

  /** Takes in which changes each of some tests reaches; of `isOthers`, few notice what is left. */
  learn(lines: readonly Line[], isOthers: boolean): void {
    this.#isOthers = isOthers;
    this.#tests = lines.flatMap((line) => ("reaches" in line ? [line] : []));
    const broken = lines.flatMap((line) => ("broken" in line ? [line.broken] : []));
    if (broken.length > 0) throw new Error(`Tests fail on the code as it is: ${broken.join(", ")}`);
    if (this.#tests.length === 0) throw new Error("There is no test");
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
      const alone = changes.flatMap(([id]) => (this.#alone.has(id) ? [id] : []));
      if (changes.length > 0) tries[test] = { changes, alone, isTogether: this.#isLong || this.#isOthers, tookMs };
    }
    this.#rounds += 1;
    if (Object.keys(tries).length > 0) return tries;
    if (this.#isLong) return undefined;
    this.#isLong = true;
    this.#rounds = 0;
    return this.next();
  }

  /** Takes in what came of it; gives back what was noticed, and by which test. */
  take(lines: readonly Line[]): Map<string, string> {
    const noticed = new Map<string, string>();
    let begun: { test: string; begins: readonly string[] } | undefined;
    for (const line of lines) {
      if ("begins" in line) begun = line;
      if (!("verdict" in line)) continue;
      begun = undefined;
      const { test, ids, verdict } = line;
      for (const id of ids) {
        (verdict === "unreached" ? this.#statics : this.#ran).add(id);
        if (verdict === "noticed" || verdict === "hung") noticed.set(id, test);
        // In another process the test is in order again; what spoils it even there can't be told by it.
        else if (verdict !== "doubted" || this.#rounds > 1) this.#done.add(`${id} ${test}`);
      }
    }
    // Where its process had to be ended, a test hung in a loop, or took all memory.
    if (begun?.begins.length === 1) for (const id of begun.begins) noticed.set(id, begun.test);
    else for (const id of begun?.begins ?? []) this.#alone.add(id);
    for (const id of noticed.keys()) this.#noticed.add(id);
    return noticed;
  }
}
