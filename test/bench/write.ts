/** What clients are measured by: how they write inputs. */
import type { Event, Listing } from "./inputs.js";

export type Input = Event | Listing;

/** How a client writes inputs; gives how many it was told were written. */
export type Write = (inputs: Iterable<Input>) => Promise<number>;

export interface ClientOptions {
  readonly url: string;
  readonly operation: "events" | "listings";
  /** Requests in flight. */
  readonly concurrency: number;
}

/** An answer, of which no more is used than how many results it has. */
export interface Answer {
  readonly results: readonly unknown[];
}

export const HEADERS = {
  authorization: "Bearer token",
  "content-type": "application/json",
  accept: "application/json",
};

export const PATHS = {
  events: "/marketing/marketing-events/2026-03/events/upsert",
  listings: "/crm/objects/2026-03/0-420/batch/update",
};

/** Sends a body by bare fetch, as a request that can be cut; gives the answer's. */
export async function exchange(url: string, body: string): Promise<unknown> {
  const { signal } = new AbortController();
  const response = await fetch(url, { method: "POST", headers: HEADERS, body, signal, redirect: "manual" });
  return JSON.parse(await response.text());
}

/** Takes inputs a hundred at a time, with so many batches in flight. */
export function inBatches(concurrency: number, send: (inputs: readonly Input[]) => Promise<Answer>): Write {
  return async (inputs) => {
    const source = inputs[Symbol.iterator]();
    let written = 0;
    const worker = async () => {
      for (;;) {
        const batch: Input[] = [];
        while (batch.length < 100) {
          const next = source.next();
          if (next.done === true) break;
          batch.push(next.value);
        }
        if (batch.length === 0) return;
        const { results } = await send(batch);
        written += results.length;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return written;
  };
}
