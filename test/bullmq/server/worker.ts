/** A process that works for lanes, until it is told to end or dies: `worker.mjs <what it is to do, as JSON>` */
import { createPostgresBackend } from "bullmq";
import { createLanes, type PlacedSlice } from "../../../src/bullmq/bullmq.js";
import { createClient } from "../../../src/index.js";

/** What a worker is to do. */
export interface Work {
  readonly connection: object;
  readonly isPostgres: boolean;
  readonly name: string;
  readonly url: string;
  /** Writes of one record each so many apart in its import. */
  readonly records: number;
  readonly concurrency: number;
}

/** What a worker tells of an outcome. */
export interface Told {
  readonly import: string;
  readonly index: number;
  readonly status: string;
}

const { connection, isPostgres, name, url, records, concurrency } = JSON.parse(process.argv[2] ?? "{}") as Work;

/** The input at a place: the version of its record is the place itself. */
function inputAt({ portal, operation }: PlacedSlice, index: number): object {
  const email = `r${index % records}@${portal}.example.com`;
  const properties = { email, firstname: String(index) };
  return operation === "contacts.create" ? { properties } : { id: email, idProperty: "email", properties };
}

// Without headers a client would keep to HubSpot's smallest limit.
const quota = { requests: 10_000, intervalMs: 10_000 };
const clients = new Map<string, object>();
const lanes = createLanes({
  connection,
  backend: isPostgres ? createPostgresBackend : undefined,
  name,
  client: (portal) => {
    const known = clients.get(portal) ?? createClient({ accessToken: portal, baseUrl: url, concurrency, quota });
    clients.set(portal, known);
    return known;
  },
  open: (slice, from) => Array.from({ length: slice.to - from }, (_, at) => inputAt(slice, from + at)),
  onOutcomes: (outcomes, slice) =>
    new Promise((resolve, reject) => {
      const told = outcomes.map(({ index, status }): Told => ({ import: slice.import, index, status }));
      process.send?.(told, (error: Error | null) => (error === null ? resolve() : reject(error)));
    }),
  onError: (error) => process.stderr.write(`${error.message}\n`),
  ...{ lockMs: 3_000, stalledMs: 1_000, quantumMs: 1_000 },
});
await lanes.work();
process.send?.("ready");
process.on("message", () => {
  void lanes.close().then(() => process.disconnect());
});
