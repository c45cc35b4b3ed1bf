import { expected } from "../options/expected.js";

/** The script's SHA-1, by which Redis knows it once it has run: few programs ever need its text. */
export const SCRIPT_SHA = "a651f578eb05c85a25545f005f48ea6db3917940";

/** Sends a command to Redis, its name first, and resolves with the reply; rejects where Redis answers with an error. */
export type Send = (args: string[]) => Promise<unknown>;

/** What a call tells. Times are Redis' own, in whole ms. */
export interface Told {
  readonly nowMs: number;
  /** Tells this state from others: another one knows nothing of what was before. */
  readonly epoch: number;
  readonly heldUntilMs: number;
  /** When to ask again; 0 where all that was wanted is given. */
  readonly againMs: number;
  /** The quota that HubSpot's headers told, or the ceiling where that is less; 0 where nothing is known. */
  readonly requests: number;
  readonly intervalMs: number;
  /** The longest window that requests are counted in. */
  readonly windowMs: number;
  /** Processes that called lately. */
  readonly processes: number;
  /** How often Redis' clock was set right. */
  readonly steps: number;
  /** Why there is nothing left of the day, where there is nothing. */
  readonly day?: "daily-limit" | "daily-reserve";
  /** The highest id of all slots that were given, to whomever. */
  readonly highest: number;
  /** When the slots start that were given now, where some were; their ids end with the highest. */
  readonly starts?: readonly number[];
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
  const text = String(reply);
  if (text[0] !== "{") throw expected("send", "a function that resolves with Redis' reply", reply);
  return JSON.parse(text) as Told; // As the script says.
}
