/** Runs a thousand records against a sandbox, and keeps what a page shows of it while it runs. */
import type * as Batch from "../../../src/index.js";
import type * as Sandboxes from "../../../src/sandbox/sandbox.js";
import { DAILY_LIMIT, faultsOf, RECORDS, recordsOf, type Setting } from "./choices.js";

/** What the package gives, however a page has loaded it. */
export interface Library {
  readonly createClient: typeof Batch.createClient;
  readonly createSandbox: typeof Sandboxes.createSandbox;
  readonly formatReport: typeof Batch.formatReport;
  readonly mergeReports: typeof Batch.mergeReports;
  readonly resendable: typeof Batch.resendable;
}

export type Event = Batch.MarketingEventUpsertInput;
export type Report = Batch.BatchReport<Event, Batch.MarketingEventUpsertRecord>;

/** Where a record is: before its fate, too. */
export type Place = "waiting" | "flying" | Batch.OutcomeStatus;

/** A request as it is seen on the wire. */
export interface Seen {
  readonly startedMs: number;
  readonly size: number;
  /** The first lane that was free when it began. */
  readonly lane: number;
  endedMs?: number;
  /** Its status; none where it was lost. */
  status?: number | "lost";
}

/** A run, from its start to its end. */
export class Course {
  readonly places: Place[] = Array.from({ length: RECORDS }, () => "waiting");
  readonly requests: Seen[] = [];
  readonly #library: Library;
  readonly #sandbox: Sandboxes.Sandbox;
  readonly #client: Batch.Client;
  readonly #setting: Setting;
  readonly #changed: () => void;
  readonly #startedMs = performance.now();
  #run: Batch.BatchRun<Event, Batch.MarketingEventUpsertRecord> | undefined;
  /** What it waits for. */
  waiting: string | undefined;
  report: Report | undefined;

  constructor(library: Library, setting: Setting, changed: () => void) {
    this.#library = library;
    this.#setting = setting;
    this.#changed = changed;
    this.#sandbox = library.createSandbox({
      quota: { requests: setting.quota, intervalMs: 1_000 },
      latencyMs: [120, 480],
      faults: faultsOf(setting),
      ...(setting.chosen.has("day") && { dailyLimit: DAILY_LIMIT }),
    });
    this.#client = library.createClient({ accessToken: "any", fetch: (url, init) => this.#send(url, init) });
  }

  /** Since it began, in ms. */
  get nowMs(): number {
    return performance.now() - this.#startedMs;
  }

  /** Writes all records, and resolves when each has its outcome. */
  async start(): Promise<void> {
    this.report = await this.#pass(recordsOf(this.#setting));
    this.#changed();
  }

  /** Lets what is on its way end, and begins nothing more. */
  stop(): void {
    this.#run?.stop();
  }

  /** Reads what became of the records that are unknown. */
  async resolve(): Promise<void> {
    if (this.report === undefined) return;
    this.#tell(await this.#client.resolveUnknown(this.report));
  }

  /** Sends what may be sent again as it is, and puts both passes together. */
  async resend(): Promise<void> {
    if (this.report === undefined) return;
    const again = this.#library.resendable(this.report).map(({ input }) => input);
    const second = await this.#pass(again);
    this.#tell(this.#library.mergeReports(this.report, second));
  }

  /** What the sandbox has, held against what was reported. */
  verdict(): { readonly agrees: boolean; readonly stored: number; readonly received: number } {
    const stored = new Set(this.#sandbox.records("marketingEvents").map((record) => record["externalEventId"]));
    const outcomes = this.report?.outcomes ?? [];
    const agrees = outcomes.every(({ status, input }) => {
      const isThere = stored.has(input.externalEventId);
      return status === "succeeded" ? isThere : status === "failed" || status === "unsent" ? !isThere : true;
    });
    return { agrees, stored: stored.size, received: this.#sandbox.requests.length };
  }

  async #pass(records: readonly Event[]): Promise<Report> {
    const { batchSize } = this.#setting;
    const run = this.#client.marketingEvents.upsert(records, {
      batchSize,
      onProgress: ({ waiting }) => {
        this.waiting = waiting?.reason;
        this.#changed();
      },
    });
    this.#run = run;
    const outcomes: Report["outcomes"][number][] = [];
    for await (const batch of run.batches()) {
      outcomes.push(...batch);
      for (const { input, status } of batch) this.places[Number(input.externalEventId)] = status;
      this.#changed();
    }
    this.waiting = undefined;
    const summary = await run.summary();
    // A stream keeps no records that are nobody's.
    return { ...summary, untied: [], outcomes: outcomes.sort((one, other) => one.index - other.index) };
  }

  #tell(report: Report): void {
    this.report = report;
    for (const { input, status } of report.outcomes) this.places[Number(input.externalEventId)] = status;
    this.#changed();
  }

  /** Hands a request to the sandbox, and takes down when, and what came back. */
  async #send(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const inputs = inputsIn(init.body);
    const startedMs = this.nowMs;
    const seen: Seen = { startedMs, size: inputs.length, lane: this.#freeLane() };
    this.requests.push(seen);
    for (const { externalEventId } of inputs) {
      const at = Number(externalEventId);
      if (this.places[at] === "waiting") this.places[at] = "flying";
    }
    this.#changed();
    try {
      const response = await this.#sandbox.fetch(url, init);
      seen.status = response.status;
      return response;
    } catch (error) {
      seen.status = "lost";
      throw error;
    } finally {
      seen.endedMs = this.nowMs;
      this.#changed();
    }
  }

  #freeLane(): number {
    const taken = new Set(this.requests.filter(({ endedMs }) => endedMs === undefined).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    return lane;
  }
}

function inputsIn(body: BodyInit | null | undefined): { readonly externalEventId?: string }[] {
  if (typeof body !== "string") return [];
  // What a batch sends has inputs.
  return (JSON.parse(body) as { inputs?: { externalEventId?: string }[] }).inputs ?? [];
}
