/** What clients are measured by: how they write inputs. */
import { Agent, request } from "node:http";
import type { Event, Listing } from "./inputs.js";

export type Input = Event | Listing;

/** How a client writes inputs; gives how many it was told were written. What it was told of each is added to `kept`. */
export type Write = (inputs: Iterable<Input>, kept?: unknown[]) => Promise<number>;

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

const agent = new Agent({ keepAlive: true });

/** Sends a body over Node's own sockets, and no more; gives the answer's. */
export async function exchange(url: string, body: string): Promise<unknown> {
  const { hostname, port, pathname: path } = new URL(url);
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request({ agent, hostname, port, path, method: "POST", headers: HEADERS }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve(Buffer.concat(parts).toString()));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
  return JSON.parse(text);
}

/** Takes inputs a hundred at a time, with so many batches in flight. */
export function inBatches(concurrency: number, send: (inputs: readonly Input[]) => Promise<Answer>): Write {
  return async (inputs, kept) => {
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
        kept?.push(...results);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    return written;
  };
}
