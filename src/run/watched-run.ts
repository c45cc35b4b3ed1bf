import type { Inputs } from "../intake/inputs.js";
import type { Entry } from "../intake/plan.js";
import type { BatchMessage, RunMessage, RunResult, WaitMessage } from "../outcome/messages.js";
import type { Fate } from "../outcome/outcome.js";
import type { BatchSummary, Counts } from "../outcome/summary.js";
import { within } from "../wire/within.js";
import type { BatchContext } from "./batch.js";
import type { OutcomeConsumer, Run, RunOptions } from "./run.js";

const { channel, tracingChannel } = process.getBuiltinModule("node:diagnostics_channel");
const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");

const runs = tracingChannel<unknown, RunMessage>("hubspot-batch:run");
const batches = tracingChannel<unknown, BatchMessage>("hubspot-batch:batch");
const waits = channel("hubspot-batch:wait");

/**
 * Makes runs that tell of themselves. All that such a run does, it does in the context in which it was started: what calls
 * it on, an answer or another run that shares its limiter, has one of its own.
 */
export function watchedRun(Base: typeof Run): typeof Run {
  return class WatchedRun<I extends object, R extends object> extends Base<I, R> {
    #within = <T>(act: () => T): T => act();
    readonly #message: RunMessage;

    constructor(inputs: Inputs<I>, options: RunOptions, consumer: OutcomeConsumer<I, R>) {
      super(inputs, options, consumer);
      const { apiVersion = "", batchSize } = options.settings;
      this.#message = {
        ...{ operation: options.operation.method, apiVersion, batchSize },
        progress: () => this.progress(),
      };
    }

    override start(): void {
      const start = async () => {
        this.#within = AsyncLocalStorage.snapshot();
        super.start();
        return resultOf(await this.ended);
      };
      void runs.tracePromise(within(this.#message, start), this.#message);
    }

    override pump(): void {
      this.#within(() => super.pump());
    }

    protected override async send(entries: readonly Entry<I>[], context: BatchContext<I, R>): Promise<void> {
      const fates = new Map<Entry<I>, Fate<R>>();
      const message: BatchMessage = {
        run: this.#message,
        size: entries.length,
        outcomes: () =>
          [...fates].map(([{ index }, { status, recordId }]) => ({ index, status, ...(recordId && { recordId }) })),
      };
      const { request } = context;
      const watched: BatchContext<I, R> = {
        ...context,
        request: {
          ...request,
          batch: message,
          wait: (waiting) => {
            const waited = request.wait(waiting);
            if (!waits.hasSubscribers) return waited;
            let tell = () => {};
            const ended = new Promise<void>((resolve) => (tell = resolve));
            const { reason, untilMs } = waiting;
            waits.publish({ batch: message, reason, untilMs, ended: () => ended } satisfies WaitMessage);
            return () => {
              tell();
              waited();
            };
          },
        },
        settle: (entry, fate) => {
          if (!fates.has(entry)) fates.set(entry, fate);
          context.settle(entry, fate);
        },
      };
      const sending = async () => {
        await super.send(entries, watched);
        return countsOf(fates.values());
      };
      await batches.tracePromise(within(message, sending), message);
    }
  };
}

function resultOf({ ok, counts, requests, halted }: BatchSummary): RunResult {
  return { ok, counts, requests, ...(halted && { halted: halted.reason }) };
}

function countsOf(fates: Iterable<Fate<unknown>>): Counts {
  const counts = { total: 0, succeeded: 0, failed: 0, unknown: 0, unsent: 0 };
  for (const { status } of fates) {
    counts.total++;
    counts[status]++;
  }
  return counts;
}
