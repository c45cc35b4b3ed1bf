/** HubSpot's ids go into the shop's own table, each under the key of its row. */
import type { Client } from "../../src/index.js";
import { type ShopEvent, toEvent } from "./events.js";

export async function storeIds(
  hubspot: Client,
  rows: Iterable<ShopEvent>,
  store: (pk: number, hubspotId: string) => Promise<void>,
): Promise<number[]> {
  const without: number[] = [];
  for await (const { input, recordId } of hubspot.marketingEvents.upsert(rows, { map: toEvent, records: "required" }))
    if (recordId === undefined) without.push(input.pk);
    else await store(input.pk, recordId);
  return without;
}
