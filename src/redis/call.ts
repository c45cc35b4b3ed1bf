import { LimiterError } from "../outcome/limiter-error.js";

/** The script's SHA-1, by which Redis knows it once it has run: few programs ever need its text. */
export const SCRIPT_SHA = "d729213bdb5d45681259c4bd999c8e0a3938e848";

/** Sends a command to Redis, its name first, and resolves with the reply; rejects where Redis answers with an error. */
export type Send = (args: string[]) => Promise<unknown>;

/** What a call tells. Times are Redis' own, in whole ms. */
export interface Told {
  readonly nowMs: number;
  readonly epoch: string;
  readonly heldUntilMs: number;
  /** When to ask again; 0 where all that was wanted is given. */
  readonly againMs: number;
  /** What HubSpot's headers told; 0 where nothing is known. */
  readonly requests: number;
  readonly intervalMs: number;
  /** Processes that called lately. */
  readonly processes: number;
  /** How often Redis' clock was set right. */
  readonly steps: number;
  /** Why there is nothing left of the day; empty where there is. */
  readonly day: string;
  /** The slots given, each as `id:start`. */
  readonly slots: readonly string[];
}

/** Runs the script, by its SHA-1 where Redis has it. */
export async function callScript(send: Send, key: string, args: readonly string[]): Promise<Told> {
  const rest = ["1", key, ...args];
  let reply: unknown;
  try {
    reply = await send(["EVALSHA", SCRIPT_SHA, ...rest]);
  } catch (thrown) {
    if (!String(thrown).includes("NOSCRIPT")) throw thrown;
    const { SCRIPT } = await import("./script.js");
    reply = await send(["EVAL", SCRIPT, ...rest]);
  }
  if (!Array.isArray(reply) || reply.length < FIELDS)
    throw new LimiterError("Expected `send` to resolve with what Redis replied");
  const [nowMs, epoch = "", heldUntilMs, againMs, requests, intervalMs, processes, steps, day = "", ...slots] =
    // A client may be set to give bytes.
    reply.map(String);
  return {
    nowMs: Number(nowMs),
    epoch,
    heldUntilMs: Number(heldUntilMs),
    againMs: Number(againMs),
    requests: Number(requests),
    intervalMs: Number(intervalMs),
    processes: Number(processes),
    steps: Number(steps),
    day,
    slots,
  };
}

/** Fields before the slots. */
const FIELDS = 9;
