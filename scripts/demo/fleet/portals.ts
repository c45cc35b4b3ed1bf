/** The portals of the demo: each is a sandbox of its own, with its own quota, on a port of this machine. */
import { createSandbox, type Listening, type Sandbox } from "../../../src/sandbox/sandbox.js";

/** What each portal lets an app send. */
export const QUOTA = { requests: 12, intervalMs: 2_000 };
/** Every so many a record of a slice has a price that HubSpot refuses. */
const BAD_EVERY = 463;

const isBad = ({ properties }: Readonly<Record<string, unknown>>) =>
  (properties as { hs_price?: string } | undefined)?.hs_price === "-1"; // So it is with every listing.

/** A portal, and its address. */
export interface Portal {
  readonly id: string;
  readonly sandbox: Sandbox;
  readonly url: string;
}

/** What a portal has seen. */
export interface Seen {
  /** Requests that it counted in its window, now. */
  readonly inWindow: number;
  readonly requests: number;
  readonly refused: number;
}

/** Opens so many portals. */
export async function openPortals(count: number): Promise<{ readonly portals: Portal[]; close(): Promise<void> }> {
  const listening: Listening[] = [];
  const portals: Portal[] = [];
  for (let nth = 1; nth <= count; nth++) {
    const sandbox = createSandbox({
      quota: QUOTA,
      latencyMs: [30, 120],
      seed: nth,
      portalId: 100 + nth,
      faults: [{ when: isBad, answer: { status: 400, message: "hs_price is below 0" } }],
    });
    const at = await sandbox.listen();
    listening.push(at);
    portals.push({ id: `p${100 + nth}`, sandbox, url: at.url });
  }
  return {
    portals,
    close: async () => {
      await Promise.all(listening.map((at) => at.close()));
    },
  };
}

/** The records of a portal from one index to another, without those: the same each time they are asked for. */
export function* recordsOf(from: number, to: number) {
  for (let index = from; index < to; index++)
    yield {
      id: String(1 + index),
      properties: { hs_price: index % BAD_EVERY === BAD_EVERY - 1 ? "-1" : String(index) },
    };
}

/** How many of so many records HubSpot refuses. */
export function badOf(records: number): number {
  return Math.floor(records / BAD_EVERY);
}

/** What a portal has seen so far. */
export function seenBy({ sandbox: { requests } }: Portal): Seen {
  const refused = requests.filter(({ status }) => status === 429).length;
  const sinceMs = Date.now() - QUOTA.intervalMs;
  const inWindow = requests.filter(({ arrivedAt, status }) => status !== 429 && arrivedAt > sinceMs).length;
  return { inWindow, requests: requests.length, refused };
}
