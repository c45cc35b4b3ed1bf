/** Fifty customers' portals, two at a time; each has an OAuth grant whose tokens end while the work goes on. */
import { createClient, type Fetch, type TokenFunction } from "../../src/index.js";
import { type ShopEvent, toEvent } from "./events.js";

export interface Portal {
  readonly id: number;
  /** Asks HubSpot for a token: `{ token, expiresAt }`. */
  readonly refresh: TokenFunction;
  readonly events: Iterable<ShopEvent>;
  readonly fetch: Fetch;
}

export async function syncPortals(portals: readonly Portal[]): Promise<Map<number, string>> {
  const failed = new Map<number, string>();
  // One iterator: each worker takes the next portal from it.
  const queue = portals.values();
  const work = async () => {
    for (const { id, refresh, events, fetch } of queue) {
      const hubspot = createClient({ accessToken: refresh, fetch });
      const { ok, halted, errors } = await hubspot.marketingEvents.upsert(events, { map: toEvent }).summary();
      if (!ok) failed.set(id, halted?.reason ?? errors[0]?.message ?? "");
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}
