/** Tells where a run stands while it goes: a line that changes on a terminal, one every 10 s elsewhere, events as JSON. */
import { number } from "../../outcome/print.js";
import { duration } from "../duration.js";
import { giveJson, type Terminal } from "../terminal.js";
import type { FateCounts } from "./ledger.js";
import type { Manner } from "./manner.js";
import type { PassProgress } from "./pass.js";
import type { RunReport } from "./report.js";

/** How often a line changes on a terminal, is written elsewhere, and an event is, in ms. */
const TERMINAL_MS = 200;
const LOG_MS = 10_000;
const EVENT_MS = 1_000;

/** How long a pass has to have gone before its rate says how long it will go, in ms. */
const SURE_MS = 3_000;

/** What stands between the parts of a line. */
const SEPARATOR = " · ";

/** What is told of a run; as events, each is a line of JSON: see events.schema.json. */
export interface Live {
  /** It begins. */
  started(run: string, operation: string, file: string, account: string): void;
  progress(progress: PassProgress): void;
  /** Sending is over. */
  stop(): void;
  finished(report: RunReport, folder: string): void;
}

/** What is told of. */
export interface LiveContext {
  /** The file's. */
  readonly bytes: number;
  /** What became of rows in earlier passes. */
  readonly counts: FateCounts;
  /** What may be spent, where it is known by now. */
  readonly quota: () => Manner["quota"];
}

/** Begins to tell. */
export function tellLive(
  { json, quiet }: Pick<Manner, "json" | "quiet">,
  { bytes, counts: before, quota }: LiveContext,
  terminal: Terminal,
): Live {
  const doneBefore = doneOf(before);
  const { stderr } = terminal;
  let last: PassProgress | undefined;
  let beganMs = terminal.now();
  let timer: NodeJS.Timeout | undefined;
  let width = 0;
  const clear = () => {
    if (width > 0) stderr.write(`\r${" ".repeat(width)}\r`);
    width = 0;
  };
  const event = (name: string, what: object) =>
    giveJson(terminal, { event: name, at: new Date(terminal.now()).toISOString(), ...what });
  const tick = () => {
    if (last === undefined) return;
    if (json) event("progress", eventOf(last));
    else if (stderr.isTTY) {
      // Beside it there is room for the ^C of whoever interrupts.
      const line = fitting(lineOf(last, terminal.now() - beganMs, doneBefore, quota()), (stderr.columns ?? 80) - 3);
      stderr.write(`\r${line.padEnd(width)}`);
      width = line.length;
    } else stderr.write(`${lineOf(last, terminal.now() - beganMs, doneBefore, quota())}\n`);
  };
  const isSilent = quiet && !json;
  return {
    started(run, operation, file, account) {
      beganMs = terminal.now();
      if (json) event("started", { run, operation, file, bytes, account });
      if (isSilent) return;
      timer = setInterval(tick, json ? EVENT_MS : stderr.isTTY ? TERMINAL_MS : LOG_MS);
      timer.unref();
    },
    progress(progress) {
      last = progress;
    },
    stop() {
      clearInterval(timer);
      clear();
    },
    finished(report, folder) {
      if (json) event("finished", { folder, report });
    },
  };
}

function eventOf({ counts, requests, waiting }: PassProgress): object {
  const { waiting: unread, sending, "refused-before": refusedBefore, ...others } = counts;
  return { counts: { ...others, refusedBefore, sending, waiting: unread }, requests, ...(waiting && { waiting }) };
}

/** As many parts of a line as have room. */
function fitting(line: string, width: number): string {
  return line.length <= width ? line : line.slice(0, Math.max(line.lastIndexOf(SEPARATOR, width), 0));
}

/** How many rows are done with, or were. */
function doneOf({ waiting, sending, unsent, ...counts }: FateCounts): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

/** The line: what was done in all, and how fast this pass is; what can be done without stands last. */
export function lineOf(
  { counts, requests, waiting, rows }: PassProgress,
  ms: number,
  doneBefore: number,
  quota: Manner["quota"],
): string {
  const { failed, unknown, unchanged, "refused-before": refusedBefore } = counts;
  const done = doneOf(counts);
  const rate = ms > 0 ? (Math.max(done - doneBefore, 0) / ms) * 1_000 : 0;
  // A rate of the first moments tells nothing of the last.
  const leftMs = ms >= SURE_MS && rate > 0 && rows > done ? ((rows - done) / rate) * 1_000 : undefined;
  const used = quota === undefined ? undefined : (requests.sent / ms) * quota.intervalMs * (100 / quota.requests);
  return [
    `${number(done)} rows`,
    `${number(Math.round(rate))}/s`,
    ...(leftMs === undefined ? [] : [`about ${inSeconds(leftMs)} left`]),
    ...(unchanged > 0 ? [`${number(unchanged)} unchanged`] : []),
    ...(failed + refusedBefore > 0 ? [`${number(failed + refusedBefore)} failed`] : []),
    ...(unknown > 0 ? [`${number(unknown)} unknown`] : []),
    ...(used === undefined ? [] : [`${Math.min(Math.round(used), 100)} % of the quota`]),
    ...(requests.rateLimited > 0 ? [`${number(requests.rateLimited)} × 429`] : []),
    ...(waiting === undefined ? [] : [`waiting: ${waiting.reason}`]),
    `${number(requests.sent)} requests`,
    inSeconds(ms),
  ].join(SEPARATOR);
}

/** Parts of a second would change with each line, and tell nothing. */
function inSeconds(ms: number): string {
  return duration(Math.round(ms / 1_000) * 1_000);
}
