/**
 * One run in a bad world, drawn from a seed: what the caller asks, what the caller breaks, what HubSpot and the network
 * do. `play` throws when an invariant does not hold; the same seed plays the same run.
 */

import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import type { CallOptions, ClientOptions } from "../../src/options/options.js";
import type { Outcome } from "../../src/outcome/outcome.js";
import { toBatchResponse } from "../../src/outcome/response.js";
import type { BatchReport, BatchSummary, Progress } from "../../src/outcome/summary.js";
import type { Fault } from "../../src/sandbox/faults.js";
import { createRandom } from "../../src/sandbox/random.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.js";
import { type Clock, inVirtualTime } from "./clock.js";
import { loaded, type Sent, type Subject, subjects } from "./subjects.js";

/** One call of `fetch`. */
interface Call {
  readonly number: number;
  readonly inputs: readonly Sent[];
  readonly seqs: readonly number[];
  readonly mishap: Mishap;
  /** Whether the client still waits for it. */
  open: boolean;
  /** How it ended for the client: told what was written, told that nothing was, or left in doubt. */
  end: "told" | "refused" | "doubt";
  /** The ids of the records it was told of. */
  ids: readonly string[];
}

const MISHAPS = [
  "connection refused",
  "400 of the older shape",
  "reset before write",
  "reset after write",
  "hang before write",
  "hang after write",
  "deaf hang",
  "late write",
  "500",
  "502 page",
  "503 after write",
  "524",
  "cut body",
  "page under 200",
  "nothing under 200",
  "junk under 200",
  "slow answer",
  "429 rolling",
  "429 secondly",
  "429 retry-after",
  "429 daily",
  "423",
  "477 short",
  "477 long",
  "401",
  "403",
  "404",
  "409",
  "413",
  "400 of wrong types",
  "redirect",
  "results left out",
  "results doubled",
  "unfinished",
  "unknown fields",
  "errors of the older shape",
  "errors without a name",
  "errors doubled",
  "errors of a stranger",
  "errors uncounted",
  "an error too many",
] as const;
type Mishap = (typeof MISHAPS)[number] | "none";

/** Statuses that HubSpot may give without having looked at the records: to the engine they are about one of them. */
const MISLEADING: ReadonlySet<Mishap> = new Set(["404", "409", "413", "400 of wrong types", "400 of the older shape"]);
/** What keeps no request from being answered. */
const HARMLESS: ReadonlySet<Mishap> = new Set(["none", "slow answer", "unknown fields", "results doubled"]);

/** What was played, for those who count. */
export interface Played {
  readonly subject: string;
  readonly inputs: number;
  readonly requests: number;
  readonly halted: string;
  readonly mishaps: readonly Mishap[];
}

/** Plays one run; throws what is wrong with it. */
export async function play(seed: number): Promise<Played> {
  const random = createRandom(seed);
  // The client's own luck is drawn apart, so that a change in it leaves the world as it is.
  return inVirtualTime(createRandom(seed + 1), (clock) => new World(seed, random, clock).play());
}

class World {
  readonly #random: () => number;
  /** For what was added later: a seed still plays what it did. */
  readonly #aside: () => number;
  readonly #clock: Clock;
  readonly #subject: Subject;
  readonly #sandbox: Sandbox;
  readonly #calls: Call[] = [];
  readonly #byHeader = new Map<string, Call>();
  readonly #mishaps: readonly Mishap[];
  readonly #mishapRate: number;
  readonly #bad = new Set<number>();
  readonly #inputs: readonly unknown[];
  readonly #timeoutMs: number;
  readonly #concurrency: number;
  readonly #batchSize: number;
  readonly #violations: string[] = [];
  readonly #lastSent = new Map<string, number>();
  readonly #tokens: string[] = [];
  #tokenUses = 0;
  #ended = false;
  readonly #isTight: boolean;
  #read = 0;
  #consumed = 0;
  /** When the caller cut the run, and whether the caller itself keeps it waiting. */
  #cutAt: number | undefined;
  #isSlow = false;
  /** Whether the caller has stopped or cut it. */
  #isHalted = false;
  /** What was told last; `undefined` where that threw. */
  #checkpoint: number | undefined;
  #deadlineMs: number | undefined;
  #aborted = false;
  #asynchronous = false;
  #mayStall = false;
  #sourceBroken = false;

  constructor(seed: number, random: () => number, clock: Clock) {
    this.#random = random;
    this.#aside = createRandom(seed + 2);
    this.#clock = clock;
    this.#subject = this.#pick(subjects);
    const count = this.#pick([0, 1, this.#upTo(12), this.#upTo(60), this.#upTo(60), this.#upTo(300)]);
    this.#batchSize = this.#pick([1, 2, 5, 10, 10, 37, 100]);
    this.#concurrency = this.#pick([1, 2, 4, 32]);
    this.#timeoutMs = this.#pick([50, 1_000, 110_000]);
    this.#inputs = this.#makeInputs(count);
    this.#mishapRate = this.#pick([0, 0, 0.05, 0.2, 0.2, 0.5, 0.9]);
    this.#isTight = this.#chance(0.2);
    const kinds = 1 + this.#upTo(4);
    this.#mishaps = Array.from({ length: kinds }, () => this.#pick(MISHAPS));
    this.#sandbox = createSandbox({
      contract: this.#subject.contract,
      faults: this.#makeFaults(),
      seed,
      ...(this.#chance(0.2) && { quota: { requests: 2 + this.#upTo(8), intervalMs: 1_000 } }),
      ...(this.#chance(0.05) && { dailyLimit: this.#upTo(10) }),
    });
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T; // The index is within the list.
  }

  #upTo(most: number): number {
    return Math.floor(this.#random() * (most + 1));
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #makeInputs(count: number): unknown[] {
    const keys = this.#pick([1, 3, 1_000, 1_000_000]);
    const looks = this.#pick([1, 5, 1_000_000, 1_000_000]);
    const invalid = this.#pick([0, 0, 0, 0.05, 0.05, 1]);
    // Where every one is refused unsent, so many that the run has to give way in between.
    const length = invalid === 1 ? count * 10 : count;
    return Array.from({ length }, (_, seq) => {
      if (this.#chance(invalid)) return this.#pick([null, 5, "text", [], undefined]);
      // A million keys are as many as inputs; fewer make records that come again.
      const key = keys === 1_000_000 ? seq : this.#upTo(keys);
      return this.#subject.make(seq, key, looks === 1_000_000 ? seq : this.#upTo(looks));
    });
  }

  #makeFaults(): Fault[] {
    const rate = this.#pick([0, 0, 0.02, 0.2, 0.7]);
    this.#inputs.forEach((_, seq) => {
      if (this.#chance(rate)) this.#bad.add(seq);
    });
    const when = (input: Sent) => this.#bad.has(this.#subject.seqOf(input));
    const answer = this.#pick<Fault["answer"]>([
      { status: 400 },
      { status: 400 },
      { status: 400, named: true },
      { status: 404, named: true },
      { status: 409 },
      { status: 207 },
      { status: 207, together: true },
      { status: 200, named: false },
      { status: 207, named: false, together: true },
      { status: 404, named: "coordinates" },
      "silent",
    ]);
    return [{ when, answer }];
  }

  async play(): Promise<Played> {
    const { client, method, preload } = this.#subject.bind(this.#clientOptions());
    await this.#clock.real(Promise.all([preload(), loaded]));
    const controller = new AbortController();
    const options = this.#callOptions(controller.signal);
    const run = method(this.#source(), options);
    this.#disturb(controller, () =>
      run.stop(this.#aside() < 0.5 ? {} : { graceMs: Math.floor(this.#aside() * 1_000) }),
    );
    const stalls = this.#mayStall;
    if (stalls) void this.#clock.wait(200_000).then(() => controller.abort(new Error("Enough")));

    const { summary, outcomes, complete, report } = await this.#use(run);
    this.#ended = true;
    if (this.#cutAt !== undefined && !this.#isSlow)
      this.#expect(
        this.#clock.now === this.#cutAt,
        `the run ended ${this.#clock.now - this.#cutAt} ms after it was cut`,
      );
    const sent = this.#calls.length;
    this.#expect(this.#clock.pending === 0, `${this.#clock.pending} timers are left`);
    this.#expect(getEventListeners(controller.signal, "abort").length === 0, "a listener is left on the signal");
    await this.#clock.wait(1_000_000);
    this.#expect(this.#calls.length === sent, "something was sent after the run had ended");
    this.#expect(this.#clock.pending === 0, "timers were set after the run had ended");

    this.#checkSummary(summary);
    // One that throws is the last; where the run was over already for another reason, that stands.
    this.#expect(
      this.#checkpoint === summary.source.settledUpTo || (this.#checkpoint === undefined && !summary.ok),
      `the last checkpoint was ${this.#checkpoint}, and ${summary.source.settledUpTo} is settled`,
    );
    this.#checkOutcomes(outcomes, complete, summary);
    this.#checkStore();
    if (report !== undefined) this.#checkResponse(report);
    this.#checkSecrets([client, run, summary, outcomes]);
    if (this.#violations.length > 0) {
      const [first, ...others] = this.#violations;
      throw new Error(`${first}${others.length > 0 ? ` (and ${others.length} more: ${others.slice(0, 4).join("; ")})` : ""}
${inspect({ subject: this.#subject.name, batchSize: this.#batchSize, concurrency: this.#concurrency, mishaps: this.#mishaps, rate: this.#mishapRate, bad: this.#bad.size, inputs: this.#inputs.length, counts: summary.counts, requests: summary.requests, halted: summary.halted?.reason, source: summary.source })}`);
    }
    return {
      subject: this.#subject.name,
      inputs: summary.counts.total,
      requests: sent,
      halted: summary.halted?.reason ?? "",
      mishaps: [...new Set(this.#calls.map(({ mishap }) => mishap))],
    };
  }

  #expect(holds: boolean, otherwise: string): void {
    if (!holds) this.#violations.push(otherwise);
  }

  // What the caller asks.

  #clientOptions(): ClientOptions {
    return {
      accessToken: this.#accessToken(),
      fetch: (url, init) => this.#fetch(url, init),
      concurrency: this.#concurrency,
      timeoutMs: this.#timeoutMs,
      retry: this.#pick([
        {},
        { maxRetries: 0 },
        { maxRetries: 1, initialDelayMs: 1 },
        { maxRetries: 8, maxElapsedMs: 5_000 },
      ]),
      ...(this.#chance(0.3) && { quota: { requests: 1 + this.#upTo(20), intervalMs: 1_000 } }),
      ...(this.#chance(0.1) && { validate: false }),
    };
  }

  #accessToken(): ClientOptions["accessToken"] {
    const mint = () => {
      this.#tokens.push(`secret-${this.#tokens.length}-of-the-caller`);
      this.#tokenUses = 0;
      return this.#tokens.at(-1) ?? "";
    };
    const kind = this.#pick(["text", "text", "function", "slow function", "function that throws", "stubborn function"]);
    if (kind === "text") return mint();
    const throwsAt = this.#upTo(3);
    let calls = 0;
    let asking = 0;
    return async ({ rejected, signal }) => {
      this.#expect(!this.#ended, "a token was asked for after the run had ended");
      this.#expect(++asking === 1, "two tokens were asked for at once");
      // When all who waited have left, nobody waits for the answer any more.
      let waitedFor = true;
      const leave = () => {
        if (waitedFor) asking--;
        waitedFor = false;
      };
      signal.addEventListener("abort", leave);
      try {
        if (kind !== "function") await this.#clock.wait(this.#upTo(500));
        if (kind === "function that throws" && calls++ === throwsAt)
          throw new Error(`The vault is closed to ${this.#tokens.join()}`);
        return kind === "stubborn function" && rejected !== undefined ? rejected : mint();
      } finally {
        leave();
      }
    };
  }

  #callOptions(signal: AbortSignal): CallOptions {
    const telling = this.#pick(["none", "none", "sync", "async", "throws", "rejects"]);
    const throwsAt = this.#upTo(5);
    let calls = 0;
    let busy = 0;
    let settled = 0;
    const onProgress = (progress: Progress): void | Promise<void> => {
      const { read, counts } = progress;
      this.#expect(++busy === 1, "onProgress was called while it was busy");
      this.#expect(progress.settled >= settled && progress.settled <= read, "progress went backwards");
      const { succeeded, failed, unknown, unsent } = counts;
      this.#expect(counts.total === succeeded + failed + unknown + unsent, "progress does not add up");
      settled = progress.settled;
      const fails = calls++ === throwsAt;
      if (telling === "throws" && fails) throw new Error("The bar is full");
      if (telling === "sync" || telling === "throws") {
        busy--;
        return;
      }
      return this.#clock.wait(this.#upTo(300)).then(() => {
        busy--;
        if (telling === "rejects" && fails) throw new Error("The bar is full");
      });
    };
    const failsAt = this.#aside() < 0.05 ? Math.floor(this.#aside() * 5) : -1;
    let checkpoints = 0;
    const onCheckpoint = (next: number) => {
      this.#expect(next >= (this.#checkpoint ?? 0), "a checkpoint went backwards");
      this.#checkpoint = checkpoints++ === failsAt ? undefined : next;
      if (this.#checkpoint === undefined) throw new Error("The disk is full");
    };
    if (this.#aside() < 0.1) this.#deadlineMs = Date.now() + this.#aside() * 10_000;
    return {
      signal,
      batchSize: this.#batchSize,
      onCheckpoint,
      deadlineMs: this.#deadlineMs,
      ...(telling !== "none" && { onProgress }),
      ...(this.#chance(0.1) && { totalTimeoutMs: 1 + this.#upTo(3_000) }),
      ...(this.#isTight && {
        isolate: this.#pick([false, { maxRequests: this.#upTo(20) }, { maxRefusals: this.#upTo(20) }] as const),
      }),
    };
  }

  #source(): object[] | Iterable<object> | AsyncIterable<object> {
    const kind = this.#pick([
      "array",
      "array",
      "array",
      "generator",
      "async",
      "async",
      "throws",
      "throws when opened",
      "rejects",
      "stalls",
      "bare",
    ]);
    // Some inputs are none on purpose; what is read is compared with this list.
    const inputs = this.#inputs as readonly object[];
    const limit =
      kind === "throws" || kind === "rejects" || kind === "stalls" ? this.#upTo(inputs.length) : inputs.length;
    const ask = () => {
      this.#expect(!this.#isHalted, "the source was read on after the caller had ended the run");
    };
    const next = (): IteratorResult<object> => {
      this.#expect(!this.#ended, "the source was read after the run had ended");
      const index = this.#read;
      if (index >= limit && kind === "throws") throw this.#broken();
      if (index >= inputs.length) return { done: true, value: undefined };
      this.#read++;
      const most = this.#concurrency * this.#batchSize + 4 * this.#batchSize;
      if (this.#consumed >= 0) this.#expect(this.#read - this.#consumed <= most, `more than ${most} inputs were held`);
      return { done: false, value: inputs[index] as object };
    };
    const askedNext = () => {
      ask();
      return next();
    };
    let closed = 0;
    const close = () => {
      this.#expect(++closed === 1, "the source was closed twice");
      return { done: true as const, value: undefined };
    };
    this.#consumed = -1;
    if (kind === "array") {
      this.#read = inputs.length;
      return inputs as object[];
    }
    if (kind === "generator" || kind === "throws") {
      return { [Symbol.iterator]: () => ({ next: askedNext, return: close }) };
    }
    if (kind === "throws when opened")
      return {
        [Symbol.iterator]: () => {
          throw this.#broken();
        },
      };
    if (kind === "bare") return { [Symbol.iterator]: () => ({ next: askedNext }) };
    if (kind === "stalls") this.#mayStall = true;
    const pause = this.#pick([0, 1, 50]);
    let asked = 0;
    this.#asynchronous = true;
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          ask();
          this.#expect(++asked === 1, "the source was asked before it had answered");
          if (pause > 0 && this.#chance(0.3)) await this.#clock.wait(this.#upTo(pause));
          if (kind === "rejects" && this.#read >= limit) throw this.#broken();
          if (kind === "stalls" && this.#read >= limit) await new Promise(() => {});
          asked--;
          if (this.#ended) return { done: true, value: undefined };
          return next();
        },
        return: async () => close(),
      }),
    };
  }

  #broken(): Error {
    this.#sourceBroken = true;
    return new Error("The file is broken");
  }

  /** Whatever the caller may do to a run, at any moment. */
  #disturb(controller: AbortController, stop: () => void): void {
    const at = this.#pick([0, this.#upTo(10), this.#upTo(500), this.#upTo(5_000), this.#upTo(60_000)]);
    const what = this.#pick(["nothing", "nothing", "nothing", "nothing", "nothing", "abort", "stop", "stop and abort"]);
    if (what === "nothing") return;
    const cut = () => {
      if (!this.#ended) this.#cutAt = this.#clock.now;
      controller.abort(new Error("The user has left"));
      this.#aborted = true;
    };
    void this.#clock.wait(at).then(() => {
      this.#isHalted = true;
      if (what !== "abort") stop();
      if (what === "abort") cut();
    });
    if (what === "stop and abort") void this.#clock.wait(at + this.#upTo(500)).then(cut);
  }

  async #use(run: ReturnType<ReturnType<Subject["bind"]>["method"]>): Promise<{
    summary: BatchSummary<object>;
    outcomes: Outcome<object, object>[];
    complete: boolean;
    report?: BatchReport<object, object>;
  }> {
    const use = this.#pick([
      "await",
      "await",
      "await",
      "iterate",
      "batches",
      "slow batches",
      "break",
      "throw",
      "summary",
    ]);
    if (use === "summary") return { summary: await run.summary(), outcomes: [], complete: false };
    if (use === "await") {
      const report: BatchReport<object, object> = await run;
      report.outcomes.forEach((outcome, index) =>
        this.#expect(outcome.index === index, `outcome ${index} is out of place`),
      );
      return { summary: report, outcomes: [...report.outcomes], complete: true, report };
    }
    const outcomes: Outcome<object, object>[] = [];
    const leaveAt = this.#upTo(this.#inputs.length + 1);
    if (use === "iterate") for await (const outcome of run) outcomes.push(outcome);
    if (use === "batches" || use === "slow batches") {
      this.#consumed = 0;
      for await (const batch of run.batches()) {
        this.#expect(batch.length > 0, "a batch of no outcomes");
        outcomes.push(...batch);
        this.#isSlow = use === "slow batches";
        if (this.#isSlow) await this.#clock.wait(this.#upTo(2_000));
        this.#consumed = outcomes.length;
      }
    }
    if (use === "break")
      for await (const outcome of run) {
        outcomes.push(outcome);
        if (outcomes.length === leaveAt) {
          this.#cutAt = this.#clock.now;
          break;
        }
      }
    if (use === "throw") {
      try {
        for await (const outcome of run) {
          outcomes.push(outcome);
          if (outcomes.length === leaveAt) throw new Error("The disk is full");
        }
      } catch (error) {
        this.#expect(error instanceof Error && error.message === "The disk is full", "the loop threw another error");
      }
    }
    return { summary: await run.summary(), outcomes, complete: use !== "break" && use !== "throw" };
  }

  // What HubSpot and the network do.

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const token = String(new Headers(init.headers).get("authorization")).replace("Bearer ", "");
    const { inputs } = JSON.parse(String(init.body)) as { inputs: Sent[] };
    const call: Call = {
      number: this.#calls.length,
      inputs,
      seqs: inputs.map((input) => this.#subject.seqOf(input)),
      mishap: this.#chance(this.#mishapRate) ? this.#pick(this.#mishaps) : "none",
      open: true,
      end: "doubt",
      ids: [],
    };
    this.#checkCall(call);
    this.#calls.push(call);
    const { signal } = init;
    this.#expect(signal instanceof AbortSignal && !signal.aborted, "a request was sent with an aborted signal");
    this.#expect(init.redirect === "manual", "a redirect would be followed");
    signal?.addEventListener("abort", () => (call.open = false), { once: true });
    try {
      // Tokens expire while a run goes on, each after some uses.
      const expired = token !== this.#tokens.at(-1) || (this.#tokenUses++ > 15 && this.#mishapRate > 0);
      const response = expired ? await this.#answer(call, 401) : await this.#happen(call, url, init, token);
      if (!call.open) return response;
      call.end = endOf(call.mishap, response.status);
      if (call.end !== "told") return response;
      const text = await response.text();
      call.ids = idsIn(text === "" ? [] : (JSON.parse(text) as { results?: object[] }).results);
      return new Response(text === "" ? null : text, response);
    } finally {
      call.open = false;
    }
  }

  #checkCall(call: Call): void {
    if (this.#aborted) this.#violations.push("something was sent after the run had been cut");
    if (Date.now() >= (this.#deadlineMs ?? Infinity)) this.#violations.push("something was sent after the deadline");
    this.#expect(!this.#ended, "something was sent after the run had ended");
    this.#expect(call.inputs.length > 0 && call.inputs.length <= this.#batchSize, `a batch of ${call.inputs.length}`);
    const inFlight = new Set(
      this.#calls
        .filter(({ open }) => open)
        .flatMap(({ inputs }) => inputs.map((input) => this.#subject.identityOf(input))),
    );
    const seen = new Set<string>();
    call.inputs.forEach((input, place) => {
      const identity = this.#subject.identityOf(input);
      if (identity === undefined) return;
      const seq = call.seqs[place] ?? 0;
      this.#expect(!seen.has(identity), `${identity} is twice in a batch`);
      this.#expect(!inFlight.has(identity), `${identity} is in flight twice`);
      this.#expect((this.#lastSent.get(identity) ?? 0) <= seq, `${identity} was sent out of order`);
      seen.add(identity);
      this.#lastSent.set(identity, seq);
    });
    if (this.#subject.idempotent) return;
    for (const earlier of this.#calls) {
      if (earlier.end === "refused") continue;
      for (const seq of call.seqs)
        this.#expect(!earlier.seqs.includes(seq), `input ${seq} was sent again after "${earlier.mishap}"`);
    }
  }

  async #happen(call: Call, url: string, init: RequestInit, token: string): Promise<Response> {
    const { mishap } = call;
    const { signal } = init;
    const write = () =>
      this.#sandbox.fetch(url, {
        ...init,
        signal: null,
        headers: { ...(init.headers as object), "x-call": String(call.number) },
      });
    const forever = (deaf: boolean) =>
      new Promise<never>((_, reject) => {
        if (!deaf) signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    this.#byHeader.set(String(call.number), call);
    await this.#clock.wait(this.#upTo(40));
    // A request that was given up on the way may or may not have arrived.
    if (signal?.aborted === true && this.#chance(0.5)) throw signal.reason;
    switch (mishap) {
      case "connection refused":
        call.end = "refused";
        throw lost("ECONNREFUSED", `connect ECONNREFUSED with Bearer ${token}`);
      case "reset before write":
        throw lost("ECONNRESET", token);
      case "reset after write":
        await write();
        throw lost("UND_ERR_SOCKET", token);
      case "hang before write":
        return forever(false);
      case "hang after write":
        await write();
        return forever(false);
      case "deaf hang":
        return forever(true);
      case "late write":
        await this.#clock.wait(this.#timeoutMs * 2);
        return write();
      case "slow answer": {
        const response = await write();
        await this.#clock.wait(Math.min(this.#timeoutMs / 2, 900));
        return response;
      }
      case "503 after write":
        await write();
        return this.#answer(call, 503);
      case "cut body": {
        const text = await (await write()).text();
        if (text === "") throw lost("ECONNRESET", token);
        return new Response(cutStream(text), { status: 200 });
      }
      case "page under 200":
        return new Response("<!DOCTYPE html><html><body>Sign in</body></html>", { status: 200 });
      case "nothing under 200":
        // To an archive this is success.
        if (this.#subject.name.endsWith("archive")) return write();
        await write();
        return new Response("", { status: 200 });
      case "junk under 200":
        await write();
        return new Response(this.#pick(["[]", "5", "null", '"text"', "{}", '{"results":"none"}', '{"inputs":']), {
          status: 200,
        });
      case "redirect":
        return new Response(null, { status: 302, headers: { location: `https://example.com/?token=${token}` } });
      case "results left out":
      case "results doubled":
      case "unfinished":
      case "unknown fields":
      case "errors without a name":
      case "errors doubled":
      case "errors of a stranger":
      case "errors uncounted":
      case "an error too many":
        return this.#tampered(mishap, await write());
      case "none":
        return write();
      default:
        return this.#refuse(call, mishap, token);
    }
  }

  #refuse(call: Call, mishap: Mishap, token: string): Promise<Response> {
    const status = Number(/^\d+/.exec(mishap)?.[0]);
    if (mishap.startsWith("429")) {
      const policyName = { "429 rolling": "TEN_SECONDLY_ROLLING", "429 daily": "DAILY", "429 secondly": "SECONDLY" }[
        mishap as string
      ];
      const after = mishap === "429 retry-after" ? { "retry-after": String(this.#upTo(3)) } : {};
      return this.#answer(call, 429, { message: "limit", policyName }, after);
    }
    if (mishap.startsWith("477"))
      return this.#answer(call, 477, {}, { "retry-after": mishap === "477 short" ? "1" : "9999" });
    if (mishap === "502 page") return this.#answer(call, 502, "<html>Bad gateway</html>");
    if (mishap === "400 of wrong types")
      return this.#answer(call, 400, { message: 5, context: null, errors: "x", category: [] });
    if (mishap === "400 of the older shape")
      return this.#answer(call, 400, {
        ...{ status: "error", message: "Cannot set a value that another has", errorType: "UNIQUE_VALUE_CONFLICT" },
        errorTokens: { propertyName: ["hs_unique_id"], existingObjectId: ["1"] },
      });
    if (status === 403)
      return this.#answer(call, 403, {
        errors: [{ message: "scopes", context: { requiredGranularScopes: ["a.b.write"] } }],
      });
    return this.#answer(call, status, { message: `You sent Bearer ${token}` });
  }

  async #answer(
    call: Call,
    status: number,
    body: object | string = { status: "error", message: "no" },
    headers: Record<string, string> = {},
  ): Promise<Response> {
    await this.#clock.wait(this.#upTo(20));
    if (call.open && status < 500) call.end = "refused";
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  }

  async #tampered(mishap: Mishap, response: Response): Promise<Response> {
    const text = await response.text();
    if (text === "" || !response.ok) return new Response(text === "" ? null : text, response);
    const body = JSON.parse(text) as { results: object[]; status: string; errors?: object[]; numErrors?: number };
    const { results, errors = [] } = body;
    const stranger = { category: "OBJECT_NOT_FOUND", message: "Not yours", context: { ids: ["a stranger"] } };
    if (mishap === "errors without a name") body.errors = errors.map((error) => ({ ...error, context: {} }));
    if (mishap === "errors doubled") body.errors = errors.flatMap((error) => [error, error]);
    if (mishap === "errors of the older shape") body.errors = errors.map(olderShape);
    if (mishap === "errors of a stranger") body.errors = [stranger, ...errors];
    // Where nothing is left out: else it could only be about what is.
    if (mishap === "an error too many" && results.length > 0) body.errors = [...errors, { message: "By the way" }];
    if (body.errors !== undefined) body.numErrors = body.errors.length;
    if (mishap === "errors uncounted") body.numErrors = errors.length + 1;
    if (mishap === "results left out") body.results = results.filter(() => this.#chance(0.7));
    if (mishap === "results doubled")
      body.results = results.flatMap((result) => (this.#chance(0.2) ? [result, result] : result));
    if (mishap === "unfinished") body.status = this.#pick(["PENDING", "PROCESSING", "CANCELED", "SOMETHING_NEW"]);
    if (mishap === "unfinished") body.results = results.filter(() => this.#chance(0.5));
    if (mishap === "unknown fields")
      body.results = results.map((result) => ({
        ...result,
        novelty: { deep: [1, null] },
        warnings: [{ category: "NEW" }],
      }));
    return new Response(JSON.stringify(body), { status: response.status });
  }

  // What must hold.

  #checkSummary({ counts, requests, source, halted, ok, errors, resend }: BatchSummary<object>): void {
    const { total, succeeded, failed, unknown, unsent } = counts;
    this.#expect(total === succeeded + failed + unknown + unsent, "the counts do not add up");
    this.#expect(total === source.read, `${source.read} inputs were read and ${total} have an outcome`);
    // What was asked for before a halt, and came after the run had ended, counts as not read.
    const late = this.#asynchronous && halted !== undefined ? 1 : 0;
    this.#expect(this.#read - total <= late, `the source gave ${this.#read} inputs and ${total} have an outcome`);
    this.#expect(requests.sent === this.#calls.length, `${requests.sent} requests counted, ${this.#calls.length} sent`);
    this.#expect(requests.isolating + requests.lookAlike <= requests.sent, "more requests isolating than sent");
    this.#expect(source.settledUpTo <= source.read, "settled further than read");
    this.#expect(halted !== undefined || total === this.#inputs.length, "the run ended early and does not say so");
    this.#expect(!this.#sourceBroken || halted !== undefined, "a broken source is passed over");
    this.#expect(ok === (halted === undefined && succeeded === this.#inputs.length), `ok is ${ok}`);
    this.#expect(errors.reduce((sum, { count }) => sum + count, 0) >= failed + unknown, "errors are missing");
    const fatesAddUp = errors.every(({ count, statuses }) => count === added(Object.values(statuses)));
    this.#expect(fatesAddUp, "a reason struck more or fewer inputs than it says had which fate");
    this.#expect(added(Object.values(resend)) === total - succeeded, "there is no advice on some input");
    if (halted === undefined && requests.rateLimited === 0 && this.#calls.every(({ mishap }) => HARMLESS.has(mishap)))
      this.#expect(succeeded + failed + unknown === total, "inputs are unsent though every request was answered");
  }

  #checkOutcomes(
    outcomes: readonly Outcome<object, object>[],
    complete: boolean,
    { counts, halted, source }: BatchSummary,
  ): void {
    if (complete) this.#expect(outcomes.length === counts.total, `${outcomes.length} outcomes of ${counts.total}`);
    const settled = new Set(
      outcomes.flatMap(({ index, status }) => (status === "succeeded" || status === "failed" ? [index] : [])),
    );
    let first = 0;
    while (settled.has(first)) first++;
    // Of a run that keeps none there are none to look at.
    const kept = outcomes.length > 0;
    this.#expect(
      !kept || source.settledUpTo === first,
      `settledUpTo is ${source.settledUpTo}, and ${first} is not settled`,
    );
    this.#expect(new Set(outcomes.map(({ index }) => index)).size === outcomes.length, "an input has two outcomes");
    const received = new Map(
      this.#sandbox.requests.map((request) => [this.#byHeader.get(request.headers["x-call"] ?? ""), request]),
    );
    const written = new Set<number>();
    /** Less what HubSpot itself, having written it, said had failed: its later word on such a record is taken. */
    const undenied = new Set<number>();
    for (const call of this.#calls) {
      for (const input of received.get(call)?.written ?? []) {
        const seq = this.#subject.seqOf(input);
        written.add(seq);
        if (call.mishap !== "503 after write") undenied.add(seq);
      }
    }
    const sent = new Set(this.#calls.flatMap(({ seqs }) => seqs));
    const misled = this.#calls.some(({ mishap }) => MISLEADING.has(mishap));
    const calm =
      halted === undefined &&
      !this.#isTight &&
      this.#calls.every(({ mishap }) => mishap === "none" || mishap === "unknown fields");
    for (const outcome of outcomes) {
      const { index, input, status } = outcome;
      const what = `input ${index} is ${status}`;
      this.#expect(input === this.#inputs[index], `outcome ${index} has another input`);
      switch (outcome.status) {
        case "succeeded":
          // An archive's success has no content, and so nothing that a silence could be told by.
          if (!this.#subject.name.endsWith("archive") || !this.#bad.has(index))
            this.#expect(written.has(index), `${what} and was not written`);
          this.#checkRecord(outcome);
          break;
        case "failed":
          this.#expect(
            !(outcome.scope === "record" ? undenied : written).has(index),
            `${what} (${outcome.scope}) and was written`,
          );
          if (outcome.error.name === "InvalidInputError") this.#expect(!sent.has(index), `${what} and was sent`);
          else if (outcome.scope === "record" && !misled)
            this.#expect(this.#bad.has(index), `${what} alone (${outcome.error.message}) and is not a bad one`);
          break;
        case "unsent":
          this.#expect(!written.has(index), `${what} (${outcome.reason}) and was written`);
          this.#expect(
            halted !== undefined || outcome.reason === "unavailable" || outcome.reason === "migrating",
            `${what} (${outcome.reason}) in a run that was not halted`,
          );
          break;
        case "unknown":
          this.#expect(sent.has(index), `${what} and was never sent`);
          // An archive's answer, and a create's, does not speak of each input once there are errors in it.
          if (calm && !this.#bad.has(index))
            this.#expect(
              /archive|create/.test(this.#subject.name),
              `${what} in good weather (${outcome.error.message})`,
            );
          this.#expect(
            outcome.resend === (this.#subject.idempotent ? "safe" : "read-first"),
            `${what}, resend is ${outcome.resend}`,
          );
      }
    }
  }

  #checkRecord({ index, input, ...outcome }: Extract<Outcome<object, object>, { status: "succeeded" }>): void {
    const { record, recordId } = outcome;
    if (recordId === undefined) {
      this.#expect(
        record === undefined || outcome.matchedBy !== "count",
        `input ${index} has a record that was counted`,
      );
      return;
    }
    const stored = this.#sandbox
      .records(this.#subject.store)
      .find((one) => one["id"] === recordId || one["objectId"] === recordId);
    if (this.#subject.name.endsWith("archive")) return;
    this.#expect(
      stored !== undefined && this.#subject.isAbout(stored, input as Sent),
      `input ${index} is tied to another's record`,
    );
  }

  /** Of inputs about one record, the last one written stands, unless one of them ended in doubt. */
  #checkStore(): void {
    if (this.#subject.name.endsWith("archive") || !this.#subject.idempotent) return;
    const doubtful = new Set(
      this.#calls
        .filter(({ end }) => end === "doubt")
        .flatMap(({ inputs }) => inputs.map((input) => this.#subject.identityOf(input))),
    );
    const last = new Map<string, Sent>();
    for (const request of this.#sandbox.requests) {
      for (const input of request.written) {
        const identity = this.#subject.identityOf(input) ?? "";
        const before = last.get(identity);
        if (before === undefined || this.#subject.seqOf(input) > this.#subject.seqOf(before)) last.set(identity, input);
      }
    }
    for (const record of this.#sandbox.records(this.#subject.store)) {
      for (const [identity, input] of last) {
        if (doubtful.has(identity) || !this.#subject.isAbout(record, input)) continue;
        this.#expect(
          this.#subject.seqOf(record) === this.#subject.seqOf(input),
          `the last write of ${identity} does not stand`,
        );
      }
    }
  }

  /** Whatever HubSpot returned is in the merged answer. */
  #checkResponse(report: BatchReport<object, object>): void {
    const shown = idsIn(toBatchResponse(report).results);
    // An answer that a cut overtakes on its way is lost.
    if (report.halted?.reason === "aborted" || report.halted?.reason === "timed-out") return;
    for (const id of new Set(this.#calls.flatMap(({ ids }) => ids)))
      this.#expect(shown.includes(id), `record ${id} was returned and is lost`);
  }

  #checkSecrets(values: readonly unknown[]): void {
    const shown = values.map(
      (value) =>
        `${inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: Infinity, maxStringLength: Infinity })}${JSON.stringify(value)}`,
    );
    this.#expect(!/secret-\d+-of-the-caller/.test(shown.join("")), "a token can be seen");
  }
}

function lost(code: string, message: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}

function idsIn(results: readonly object[] = []): string[] {
  return (results as { id?: unknown; objectId?: unknown }[]).map(({ id, objectId }) => String(objectId ?? id));
}

function cutStream(text: string): ReadableStream<Uint8Array> {
  const chunks = [new TextEncoder().encode(text.slice(0, text.length / 2))];
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.error(lost("UND_ERR_SOCKET", "other side closed"));
    },
  });
}

/** What the client can know after an answer. */
/** An error as marketing events still say it. */
function olderShape({ category, context, ...others }: { category?: unknown; context?: unknown }): object {
  return { ...others, errorType: category, errorTokens: context };
}

function endOf(mishap: Mishap, status: number): Call["end"] {
  if (status >= 500 || (status >= 300 && status < 400)) return "doubt";
  if (status >= 400) return "refused";
  return mishap === "cut body" || mishap.endsWith("under 200") ? "doubt" : "told";
}

function added(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
