/** The same work by different clients. */
import { createRequire } from "node:module";
import { createClient } from "../../src/index.js";
import type { Event, Listing } from "./inputs.js";
import { parts } from "./parts.js";
import {
  type Answer,
  type ClientOptions,
  exchange,
  HEADERS,
  type Input,
  inBatches,
  PATHS,
  type Write,
} from "./write.js";

/** The part of HubSpot's own client that is used; its types are 340,000 lines. */
export interface Official {
  readonly Client: new (
    options: object,
  ) => {
    readonly marketing: { readonly events: { readonly batchApi: { upsert(body: object): Promise<Answer> } } };
    readonly crm: {
      readonly objects: { readonly batchApi: { update(type: string, body: object): Promise<Answer> } };
    };
  };
}

/** More than any machine sends: what is measured is not the pace. */
const UNPACED = { requests: 1_000_000, intervalMs: 1 };

/** This package: awaited, its report holds every outcome; streamed, it holds none. */
function facade(validate: boolean, use: "awaited" | "streamed") {
  return ({ url, operation, concurrency }: ClientOptions): Write => {
    const hubspot = createClient({ accessToken: "token", baseUrl: url, concurrency, quota: UNPACED, validate });
    return async (inputs) => {
      const run =
        operation === "events"
          ? hubspot.marketingEvents.upsert(inputs as Iterable<Event>)
          : hubspot.listings.update(inputs as Iterable<Listing>);
      if (use === "streamed") for await (const _ of run.batches());
      const { counts } = use === "streamed" ? await run.summary() : await run;
      return counts.succeeded;
    };
  };
}

/** The least there can be: JSON, the platform's fetch, JSON. */
function bareFetch({ url, operation, concurrency }: ClientOptions): Write {
  return inBatches(concurrency, async (inputs) => {
    const response = await fetch(url + PATHS[operation], {
      method: "POST",
      headers: HEADERS,
      body: JSON.stringify({ inputs }),
    });
    return (await response.json()) as Answer;
  });
}

/** The same over Node's own sockets, as this package sends where it is given no fetch. */
function bareSockets({ url, operation, concurrency }: ClientOptions): Write {
  return inBatches(
    concurrency,
    async (inputs) => (await exchange(url + PATHS[operation], JSON.stringify({ inputs }))) as Answer,
  );
}

/**
 * The least that an outcome for each record takes: each is written by itself and kept to be sent again, a listing with a
 * trace id; its result is found by that, or by the event's name.
 */
function least({ url, operation, concurrency }: ClientOptions): Write {
  let stamps = 0;
  return inBatches(concurrency, async (inputs) => {
    const pending = new Map<string, { readonly input: Input; readonly json: string }>();
    for (const input of inputs) {
      const json = JSON.stringify(input);
      if ("eventName" in input) pending.set(input.eventName, { input, json });
      else {
        const stamp = `hb12345-${(stamps++).toString(36)}`;
        pending.set(stamp, { input, json: `{"objectWriteTraceId":"${stamp}",${json.slice(1)}` });
      }
    }
    const body = `{"inputs":[${Array.from(pending.values(), ({ json }) => json).join(",")}]}`;
    const { results } = (await exchange(url + PATHS[operation], body)) as {
      results: readonly Record<string, string>[];
    };
    const outcomes = results.map((record) => {
      const { input } = pending.get(record["objectWriteTraceId"] ?? record["eventName"] ?? "")!;
      return { input, status: "succeeded", record, recordId: record["id"] };
    });
    return { results: outcomes };
  });
}

/** The same, with all outcomes kept until the last has come. */
function leastKept(options: ClientOptions): Write {
  const write = least(options);
  return (inputs) => write(inputs, []);
}

/** HubSpot's own client, without its limiter. */
function official({ url, operation, concurrency }: ClientOptions): Write {
  const { Client } = createRequire(import.meta.url)("@hubspot/api-client") as Official;
  const client = new Client({ accessToken: "token", basePath: url });
  return inBatches(concurrency, (inputs) =>
    operation === "events"
      ? client.marketing.events.batchApi.upsert({ inputs })
      : client.crm.objects.batchApi.update("0-420", { inputs }),
  );
}

export const clients = {
  "bare fetch": bareFetch,
  "bare node:http": bareSockets,
  "the least with an outcome for each": least,
  "the least, all of them kept": leastKept,
  ...parts,
  "hubspot-batch, `validate: false`": facade(false, "streamed"),
  "hubspot-batch": facade(true, "streamed"),
  "hubspot-batch, awaited": facade(true, "awaited"),
  "@hubspot/api-client": official,
};

export type ClientName = keyof typeof clients;
