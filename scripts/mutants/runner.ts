import { appendFileSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { VitestTestRunner } from "vitest/runners";
import { getFn } from "vitest/suite";
import type { Line, Plan, Verdict } from "./plan.js";

type Test = Extract<Parameters<VitestTestRunner["onBeforeTryTask"]>[0], { type: "test" }>;

/** What the switches in the changed sources look at, and count. */
interface Switches {
  activeMutant?: string | undefined;
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
 * Runs each test once for each change that it reaches, in one process: what costs when a change is tried is not the
 * test, but starting a process and loading all that it needs.
 *
 * A try is on a change, or, after one that was noticed, on the code as it is: a test that fails there too says nothing.
 */
// eslint-disable-next-line no-restricted-syntax -- vitest takes a runner by no other name
export default class MutantRunner extends VitestTestRunner {
  #name = "";
  #queue: (readonly [id: string, hits: number])[] = [];
  #tookMs = 0;
  /** The change that is tried; `undefined` on the code as it is. */
  #change: string | undefined;
  #startedMs = 0;
  #hung = false;
  #isOpen = false;
  /** What the last try says of its change, until it is known that the test is in order still. */
  #toConfirm: { readonly id: string; readonly verdict: Verdict } | undefined;
  #spoilt = false;

  override async onBeforeRunTask(test: Test): Promise<void> {
    await super.onBeforeRunTask(test);
    this.#name = nameOf(test);
    if (plan.tries === undefined) return;
    const { changes = [], tookMs = 0 } = plan.tries[this.#name] ?? {};
    this.#queue = changes.filter(([id]) => !noticed.has(id));
    this.#tookMs = tookMs;
    this.#toConfirm = undefined;
    this.#spoilt = false;
    if (this.#queue.length === 0) test.mode = "skip";
    test.repeats = this.#queue.length * 2;
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
    const [id, hits] = (this.#toConfirm === undefined && !this.#spoilt && this.#queue.shift()) || [undefined, 0];
    this.#change = id;
    switches.activeMutant = id;
    switches.hitCount = 0;
    switches.hitLimit = LEAST_HITS + hits * HITS_FACTOR;
    if (id !== undefined) tell({ test: this.#name, begins: id });
  }

  async runTask(test: Test): Promise<void> {
    if (plan.tries === undefined) return getFn(test)();
    if (this.#change === undefined && this.#toConfirm === undefined) return;
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
    switches.activeMutant = undefined;
    switches.currentTestId = undefined;
    const fails = (test.result.state === "fail") !== (test.fails ?? false);
    if (plan.tries === undefined) {
      const reaches = Object.entries(switches.mutantCoverage?.perTest[test.id] ?? {});
      tell(fails ? { broken: this.#name } : { test: this.#name, tookMs: now() - this.#startedMs, reaches });
      return;
    }
    if (this.#change !== undefined) {
      if (fails) this.#toConfirm = { id: this.#change, verdict: this.#hung ? "hung" : "noticed" };
      else tell({ test: this.#name, id: this.#change, verdict: "missed" });
    } else if (this.#toConfirm !== undefined) {
      const { id, verdict } = this.#toConfirm;
      this.#toConfirm = undefined;
      this.#spoilt = fails;
      if (!fails) noticed.add(id);
      tell({ test: this.#name, id, verdict: fails ? "doubted" : verdict });
    }
    test.result.state = "pass";
    delete test.result.errors;
  }
}

function nameOf(test: Test): string {
  const names = [test.name];
  for (let { suite } = test; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
  return `${test.file.name} ${names.join(" > ")}`;
}
