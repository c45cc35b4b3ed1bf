import { appendFileSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { VitestTestRunner } from "vitest/runners";
import { getFn } from "vitest/suite";
import type { Line, Plan, Reached, Verdict } from "./plan.js";

type Test = Extract<Parameters<VitestTestRunner["onBeforeTryTask"]>[0], { type: "test" }>;

/** What the switches in the changed sources look at, and count. */
interface Switches {
  /** Those that are on, and those of them that were passed since. */
  on?: ReadonlySet<string> | undefined;
  passed?: Set<string>;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

/** How long a test may take on a change: so much, and so many times what it takes on the code as it is. */
const LEAST_LIMIT_MS = 2_000;
const LIMIT_FACTOR = 10;
/** How long it may be idle before it counts as one that waits for ever. */
const LEAST_IDLE_MS = 200;
const IDLE_FACTOR = 3;
/** How often that is looked at, and what share of the time is idle. */
const LOOK_MS = 50;
const IDLE_SHARE = 0.2;
/** How often a switch may be passed before that is a loop without end: so often, and so many times as without the change. */
const LEAST_HITS = 1_000;
const HITS_FACTOR = 100;
/** How many changes are tried at once: this share of those that the test missed in a row. */
const TOGETHER_SHARE = 0.5;

// What `runPlan` wrote.
const plan = JSON.parse(readFileSync(process.env["MUTANTS_PLAN"] ?? "", "utf8")) as Plan;
const switches: Switches = {};
Object.assign(globalThis, { __stryker__: switches });
const noticed = new Set<string>();
// Kept as they are: tests put others in their place.
const { setInterval, clearInterval } = globalThis;
const now = performance.now.bind(performance);
const utilization = performance.eventLoopUtilization.bind(performance);

function tell(line: Line): void {
  appendFileSync(plan.journal, `${JSON.stringify(line)}\n`);
}

/**
 * Runs each test again and again, on the changes that it reaches, in one process: to start one costs more than the test.
 * After a change that was noticed comes the code as it is: a test that fails there too says nothing. The more changes in a
 * row a test misses, the more are tried at once; if it fails, fewer, down to one: only alone is a change noticed.
 */
// eslint-disable-next-line no-restricted-syntax -- vitest takes a runner by no other name
export default class MutantRunner extends VitestTestRunner {
  #name = "";
  /** What is still to be tried. */
  #queue: Reached[] = [];
  #alone: readonly string[] = [];
  #tookMs = 0;
  /** The changes that are tried; none on the code as it is. */
  #changes: readonly Reached[] = [];
  #missedInARow = 0;
  readonly #hungOnce = new Set<string>();
  #startedMs = 0;
  #hung = false;
  #isOpen = false;
  /** What the last try says of its changes, until it is known that the test is in order still. */
  #toConfirm: { readonly changes: readonly Reached[]; readonly verdict: Verdict } | undefined;
  #spoilt = false;

  override async onBeforeRunTask(test: Test): Promise<void> {
    await super.onBeforeRunTask(test);
    this.#name = nameOf(test);
    if (plan.tries === undefined) return;
    const { changes = [], alone = [], isTogether = false, tookMs = 0 } = plan.tries[this.#name] ?? {};
    this.#queue = changes.filter(([id]) => !noticed.has(id));
    this.#alone = alone;
    this.#tookMs = tookMs;
    this.#missedInARow = isTogether ? Number.POSITIVE_INFINITY : 0;
    this.#toConfirm = undefined;
    this.#spoilt = false;
    if (this.#queue.length === 0) test.mode = "skip";
    test.repeats = Number.POSITIVE_INFINITY;
  }

  override onBeforeTryTask(test: Test): void {
    this.#account(test);
    super.onBeforeTryTask(test);
    this.#isOpen = true;
    this.#hung = false;
    this.#startedMs = now();
    if (plan.tries === undefined) {
      switches.currentTestId = test.id;
      return;
    }
    const isConfirmed = this.#toConfirm === undefined;
    this.#changes = isConfirmed && !this.#spoilt ? this.#take() : [];
    if (isConfirmed && this.#changes.length === 0) {
      this.#isOpen = false;
      // Ends the repetitions.
      test.context.skip();
    }
    const ids = this.#changes.map(([id]) => id);
    switches.on = new Set(ids);
    switches.passed = new Set();
    switches.hitCount = 0;
    switches.hitLimit = this.#changes.reduce((sum, [, hits]) => sum + hits * HITS_FACTOR, LEAST_HITS);
    if (ids.length > 0) tell({ test: this.#name, begins: ids });
  }

  /** Takes the changes of the next try out of the queue. */
  #take(): readonly Reached[] {
    const most = Math.max(1, Math.floor(this.#missedInARow * TOGETHER_SHARE));
    const next = this.#queue.slice(0, most);
    const stop = next.findIndex(([id]) => this.#alone.includes(id));
    return this.#queue.splice(0, stop < 0 ? next.length : Math.max(1, stop));
  }

  async runTask(test: Test): Promise<void> {
    if (plan.tries === undefined) return getFn(test)();
    let look: NodeJS.Timeout | undefined;
    const endless = new Promise<never>((_, reject) => {
      let busyMs = now();
      let before = utilization();
      look = setInterval(() => {
        const since = utilization();
        if (utilization(since, before).utilization > IDLE_SHARE) busyMs = now();
        before = since;
        this.#hung =
          now() - busyMs > LEAST_IDLE_MS + this.#tookMs * IDLE_FACTOR ||
          now() - this.#startedMs > LEAST_LIMIT_MS + this.#tookMs * LIMIT_FACTOR;
        if (this.#hung) reject(new Error("The test does not end"));
      }, LOOK_MS);
    });
    try {
      await Promise.race([getFn(test)(), endless]);
    } finally {
      clearInterval(look);
    }
  }

  onAfterRetryTask(test: Test): void {
    this.#account(test);
  }

  override onAfterRunTask(test: Test): void {
    this.#account(test);
    super.onAfterRunTask(test);
  }

  override onAfterRunFiles(): void {
    super.onAfterRunFiles();
    if (plan.tries === undefined) tell({ statics: Object.keys(switches.mutantCoverage?.static ?? {}) });
  }

  /** Tells what came of a try. Not all that fail come by `onAfterRetryTask`: an error that can't be printed throws again. */
  #account(test: Test): void {
    if (!this.#isOpen || test.result === undefined) return;
    this.#isOpen = false;
    switches.on = undefined;
    switches.currentTestId = undefined;
    const fails = (test.result.state === "fail") !== (test.fails ?? false);
    if (plan.tries === undefined) {
      const reaches = Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {});
      tell(fails ? { broken: this.#name } : { test: this.#name, tookMs: now() - this.#startedMs, reaches });
      return;
    }
    if (this.#toConfirm !== undefined) {
      const { changes, verdict } = this.#toConfirm;
      this.#toConfirm = undefined;
      this.#spoilt = fails;
      if (fails) this.#tell(changes, "doubted");
      else if (changes.length === 1 && (verdict !== "hung" || this.#hungOnce.has(changes[0]?.[0] ?? "")))
        this.#tell(changes, verdict);
      else {
        // One of many, or the machine may have been busy with other work.
        if (changes.length === 1) this.#hungOnce.add(changes[0]?.[0] ?? "");
        this.#queue.unshift(...changes);
      }
    } else if (fails) {
      this.#toConfirm = { changes: this.#changes, verdict: this.#hung ? "hung" : "noticed" };
      this.#missedInARow = this.#changes.length > 1 ? this.#changes.length : 0;
    } else {
      // Where the code of one hides that of another, the other is tried again.
      const passed = this.#changes.filter(([id]) => switches.passed?.has(id));
      if (passed.length === 0) this.#tell(this.#changes, "unreached");
      else {
        this.#missedInARow += passed.length;
        this.#queue.unshift(...this.#changes.filter((change) => !passed.includes(change)));
        this.#tell(passed, "missed");
      }
    }
    test.result.state = "pass";
    delete test.result.errors;
  }

  #tell(changes: readonly Reached[], verdict: Verdict): void {
    const ids = changes.map(([id]) => id);
    if (verdict === "noticed" || verdict === "hung") for (const id of ids) noticed.add(id);
    tell({ test: this.#name, ids, verdict });
  }
}

function nameOf(test: Test): string {
  const names = [test.name];
  for (let { suite } = test; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
  return `${test.file.name} ${names.join(" > ")}`;
}
