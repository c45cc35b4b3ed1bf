/** On call: what is unknown is looked up, what was refused goes to the dead letters, and somebody is woken where more is wrong. */
import { type BatchReport, type Client, formatReport, resendable, withStatus } from "../../src/index.js";
import type { ShopEvent } from "./events.js";

export interface Desk {
  readonly deadLetter: (row: ShopEvent, why: string) => void;
  readonly wake: (text: string) => void;
}

/** Gives the rows that are to be sent again. */
export async function settle(hubspot: Client, report: BatchReport<ShopEvent>, desk: Desk): Promise<ShopEvent[]> {
  const known = await hubspot.resolveUnknown(report);
  for (const { input, error, resend } of withStatus(known, "failed"))
    if (resend === "pointless") desk.deadLetter(input, error.message);
  if (known.halted !== undefined || known.counts.unknown > 0) desk.wake(formatReport(known));
  return resendable(known).map(({ input }) => input);
}
