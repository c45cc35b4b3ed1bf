/** Listings go to the next version of HubSpot's API today, all else stays where it is; a program of both is one client. */
import { createClient, type Fetch } from "../../src/index.js";

export async function close(events: readonly string[], listings: readonly string[], fetch: Fetch): Promise<boolean> {
  const hubspot = createClient({ apiVersion: { default: "2026-03", listings: "2026-09" }, fetch });
  const reports = await Promise.all([
    hubspot.marketingEvents.update(events.map((objectId) => ({ objectId, eventCancelled: true }))),
    hubspot.listings.update(listings.map((id) => ({ id, properties: { hs_status: "closed" } }))),
  ]);
  return reports.every(({ ok }) => ok);
}
