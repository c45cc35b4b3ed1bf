import type { Counter, Gauge, Histogram, Meter } from "@opentelemetry/api";
import type { BatchMessage, Counts, RequestMessage, RunMessage, WaitMessage } from "../index.js";
import { errorOfRequest, ofServer, outcomeOf, STATUSES } from "./attributes.js";
import type { Listener } from "./listen.js";

type Status = (typeof STATUSES)[number];

/** Seconds: requests wait for moments, for a window of ten seconds, or for hours where the day is used up. */
const WAITS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 20, 60, 600, 3_600];

/** Counts records and requests, and measures the quota. */
export class Measures implements Listener {
  readonly #records: Counter;
  readonly #requests: Counter;
  readonly #wait: Histogram;
  readonly #remaining: Gauge;
  /** What is counted already of each run that has not ended. */
  readonly #counted = new WeakMap<RunMessage, Record<Status, number>>();
  #isOver = false;

  constructor(meter: Meter) {
    this.#records = meter.createCounter("hubspot_batch.records", {
      description: "Records that have an outcome, by what became of them",
      unit: "{record}",
    });
    this.#requests = meter.createCounter("hubspot_batch.requests", {
      description: "Requests that were sent, by how they ended",
      unit: "{request}",
    });
    this.#wait = meter.createHistogram("hubspot_batch.quota.wait", {
      description: "How long requests waited for the quota",
      unit: "s",
      advice: { explicitBucketBoundaries: WAITS },
    });
    this.#remaining = meter.createGauge("hubspot_batch.quota.remaining", {
      description: "Requests that HubSpot has left, of the window's quota and of the day's, as it said last",
      unit: "{request}",
    });
  }

  readonly runStarted = (run: RunMessage): void =>
    void this.#counted.set(run, { succeeded: 0, failed: 0, unknown: 0, unsent: 0 });

  readonly batchEnded = ({ run, result }: BatchMessage): void => {
    const counted = this.#counted.get(run);
    if (counted === undefined || result === undefined) return;
    for (const status of STATUSES) counted[status] += result[status];
    this.#count(run, (status) => result[status]);
  };

  /** Counts what was in no batch: what is invalid, and what a halt left. */
  readonly runEnded = (run: RunMessage): void => {
    const counted = this.#counted.get(run);
    const counts: Counts | undefined = run.result?.counts;
    if (counted === undefined || counts === undefined) return;
    this.#counted.delete(run);
    this.#count(run, (status) => counts[status] - counted[status]);
  };

  readonly requestEnded = (request: RequestMessage): void => {
    const { batch, server, result } = request;
    const error = errorOfRequest(request);
    const where = ofServer(server);
    this.#requests.add(1, {
      outcome: outcomeOf(request),
      ...(batch && { "hubspot_batch.operation": batch.run.operation }),
      ...(error !== undefined && { "error.type": error }),
      ...where,
    });
    if (result?.remaining !== undefined)
      this.#remaining.record(result.remaining, { ...where, "hubspot_batch.quota.period": "window" });
    if (result?.today !== undefined)
      this.#remaining.record(result.today, { ...where, "hubspot_batch.quota.period": "day" });
  };

  readonly waits = ({ batch, reason, ended }: WaitMessage): void => {
    if (reason === "backoff") return;
    const startedMs = performance.now();
    void ended().then(() => {
      if (this.#isOver) return;
      this.#wait.record((performance.now() - startedMs) / 1_000, {
        "hubspot_batch.operation": batch.run.operation,
        "hubspot_batch.wait.reason": reason,
      });
    });
  };

  /** Measures nothing more, the waits that have begun neither. */
  end(): void {
    this.#isOver = true;
  }

  #count({ operation }: RunMessage, of: (status: Status) => number): void {
    for (const status of STATUSES)
      if (of(status) > 0) this.#records.add(of(status), { status, "hubspot_batch.operation": operation });
  }
}
