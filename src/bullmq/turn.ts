/**
 * A turn of a lane: slice after slice is run, and what others say is looked at each second, for as long as the lane may go
 * on. Then the run begins nothing new, and what is in flight comes to its end.
 */
import { CallerError } from "../outcome/errors.js";
import type { LaneSettings } from "./lane-options.js";
import { nextMidnight } from "./midnight.js";
import { type Ending, SliceRun } from "./slice-run.js";
import type { Head, LaneStore } from "./store.js";

/** How often others are heard, in ms. */
const LOOK_MS = 1_000;
/** How long a lane waits after trouble, in ms: twice as long each time, between these. */
const TROUBLE_MS = { least: 1_000, most: 60_000 };
/** … and where HubSpot can't be reached, or moves the account. */
const AWAY_MS = { least: 15_000, most: 300_000 };
/** Failures in a row after which a lane that fails for what is ours, or yours, waits for somebody to look at it. */
const PATIENCE = 10;
/** Why a turn ends that is not the lane's any more. */
export const TAKEN = "The lane has another turn";

/**
 * What becomes of the lane after a turn. It rests where it is empty or paused, without a job until it is woken. It waits
 * until a day or trouble is over, or, until 0, to let others have their turn: it is in the queue again, behind them.
 */
export type Next = { readonly then: "rest" } | { readonly then: "wait"; readonly untilMs: number };

/** What a turn is taken with. */
export interface TurnContext {
  readonly settings: LaneSettings;
  /** By what this turn is told from others. */
  readonly turn: string;
  /** Aborted when the lane is another's, or is left at once. */
  readonly signal: AbortSignal;
  /** Throws, and aborts the signal, where the lane may be another's by now. */
  readonly beforeSend: () => void;
  /** Aborted when this process is about to end. */
  readonly closing: AbortSignal;
  /** Whether another lane waits for its turn. */
  readonly othersWait: () => Promise<boolean>;
}

/** Takes a turn. Rejects where what lanes keep can't be reached, or the lane is another's. */
export async function takeTurn(portal: string, context: TurnContext): Promise<Next> {
  const { settings, turn, signal, closing, othersWait } = context;
  const { store, quantumMs } = settings;
  const endMs = performance.now() + quantumMs;
  let client: object | undefined;
  let head: Head | "taken" | undefined = (await store.begin(portal, turn)).head;
  for (; head !== undefined; head = await store.finish(portal, turn, head)) {
    signal.throwIfAborted();
    if (head === "taken") throw new Error(TAKEN);
    const run = new SliceRun(portal, head, context);
    if (head.cancelled) {
      await run.drop();
      continue;
    }
    if (closing.aborted || (performance.now() >= endMs && (await othersWait()))) return { then: "wait", untilMs: 0 };
    try {
      client ??= await settings.client(portal);
    } catch (cause) {
      return trouble(portal, new CallerError("client(portal) threw", { cause }).message, settings);
    }
    const watch = watched(portal, head, run, context, endMs);
    let ending: Ending;
    try {
      ending = await run.end(client);
    } finally {
      watch.end();
    }
    if (ending.how === "done") continue;
    if (run.settled > 0) await store.succeeded(portal);
    if (ending.how === "halted") return afterHalt(portal, ending, settings);
    if (watch.said === "taken") throw new Error(TAKEN);
    if (watch.said === "paused") return { then: "rest" };
    if (watch.said !== "cancelled") return { then: "wait", untilMs: 0 };
    await run.drop(await store.known(head.slice));
  }
  return { then: "rest" };
}

/** Looks after a run: whether it shall end, and why. */
function watched(portal: string, head: Head, run: SliceRun, context: TurnContext, endMs: number) {
  const { settings, turn, closing, othersWait } = context;
  const watch: { said: Awaited<ReturnType<LaneStore["look"]>>; end: () => void } = { said: undefined, end: () => {} };
  const look = async () => {
    watch.said ??= await settings.store.look(portal, turn, head.slice.import);
    // Where nothing was settled yet, the next turn would have come no further either.
    const isOver = performance.now() >= endMs && run.settled > 0 && (await othersWait());
    if (watch.said !== undefined || isOver) run.stop();
  };
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    // Who can't be asked now can be asked in a second.
    look()
      .catch(() => {})
      .finally(() => (looking = false));
  }, LOOK_MS);
  const stop = () => run.stop();
  closing.addEventListener("abort", stop);
  watch.end = () => {
    clearInterval(timer);
    closing.removeEventListener("abort", stop);
  };
  return watch;
}

/** What becomes of a lane whose run was halted. */
async function afterHalt(
  portal: string,
  { reason, error }: Extract<Ending, { how: "halted" }>,
  settings: LaneSettings,
): Promise<Next> {
  const { store } = settings;
  const message = error?.message ?? reason;
  switch (reason) {
    case "daily-limit":
    case "daily-reserve":
      return untilMidnight(portal, reason, settings);
    case "unauthorized":
    case "forbidden": {
      await store.pause(portal, { reason, message });
      return { then: "rest" };
    }
    case "unavailable":
    case "migrating": {
      const failures = await store.failed(portal, "away");
      return wait(portal, failures, AWAY_MS, `${reason}: ${message}`, settings);
    }
    default:
      return trouble(portal, message, settings);
  }
}

/** A day that is used up is over at the account's midnight. */
async function untilMidnight(portal: string, reason: string, settings: LaneSettings): Promise<Next> {
  let zone: string;
  try {
    zone = await settings.timeZone(portal);
  } catch (cause) {
    return trouble(portal, new CallerError("timeZone(portal) threw", { cause }).message, settings);
  }
  const untilMs = nextMidnight(zone, Date.now()) + Math.floor(Math.random() * settings.jitterMs);
  await settings.store.wait(portal, untilMs, reason);
  return { then: "wait", untilMs };
}

/** Something of ours, or of the caller's, failed: again later, but not for ever. */
async function trouble(portal: string, message: string, settings: LaneSettings): Promise<Next> {
  const failures = await settings.store.failed(portal, "trouble");
  if (failures < PATIENCE) return wait(portal, failures, TROUBLE_MS, message, settings);
  await settings.store.pause(portal, { reason: "failing", message });
  return { then: "rest" };
}

async function wait(
  portal: string,
  failures: number,
  { least, most }: typeof AWAY_MS,
  waitsFor: string,
  { store }: LaneSettings,
): Promise<Next> {
  // Between half of it and all, so that lanes which failed together do not come back together.
  const forMs = Math.min(most, least * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
  const untilMs = Date.now() + Math.round(forMs);
  await store.wait(portal, untilMs, waitsFor);
  return { then: "wait", untilMs };
}
