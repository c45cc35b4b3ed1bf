/** Every night all events of the shop are written; what may be sent again is, once; the exit code tells cron. */
import { type Client, exitCode, formatReport, mergeReports, resendable } from "../../src/index.js";
import { type ShopEvent, toEvent } from "./events.js";

export async function syncNightly(hubspot: Client, rows: AsyncIterable<ShopEvent>): Promise<number> {
  const first = await hubspot.marketingEvents.upsert(rows, { map: toEvent });
  const again = resendable(first).map(({ input }) => input);
  const total = mergeReports(first, await hubspot.marketingEvents.upsert(again, { map: toEvent }));
  console.log(formatReport(total));
  return exitCode(total);
}
