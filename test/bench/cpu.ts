import { type ClientName, clients } from "./clients.js";
import type { CpuClientOptions } from "./cpu-client.js";
import { startPeer } from "./peer.js";
import type { BenchServerCount } from "./server.js";
import { atMost, cellOf, median, middleHalf, sum, type Table } from "./table.js";

/** Many short rounds: what befalls the machine strikes few of them, and clients that follow each other alike. */
const INPUTS = 5_000;
const WARM_UPS = 16;
const ROUNDS = 40;

interface Aims {
  readonly fetch: number;
  readonly sockets?: number;
  readonly official?: number;
}

const AIMS: Partial<Record<ClientName, Aims>> = {
  "hubspot-batch": { fetch: 0.95, sockets: 1.9, official: 0.65 },
  "hubspot-batch, awaited": { fetch: 1.05 },
};

/** What the others are compared with. */
const MEASURES = ["bare fetch", "bare node:http", "@hubspot/api-client"] as const;

/** CPU time of the client's own process, server apart; all clients in turn, so that a busy machine is busy for all. */
export async function measureCpu(): Promise<Table> {
  const server = await startPeer<null, BenchServerCount>("server");
  const { url } = await server.ask(null);
  const rows: string[][] = [];
  const misses: string[] = [];
  const floors: string[] = [];
  const keptFloors: string[] = [];
  for (const operation of ["listings", "events"] as const) {
    const costs = await costsOf(operation, url);
    for (const [name, all] of costs) {
      const [toFetch, toSockets, toOfficial] = MEASURES.map((other) => sum(all) / sum(costs.get(other)!)) as [
        number,
        number,
        number,
      ];
      if (name === "the least with an outcome for each") floors.push(toSockets.toFixed(2));
      if (name === "the least, all of them kept") keptFloors.push(toFetch.toFixed(2));
      const aim = AIMS[name];
      const aims = [
        ...(aim ? [atMost(toFetch, aim.fetch, `${aim.fetch} × fetch`)] : []),
        ...(aim?.sockets ? [atMost(toSockets, aim.sockets, `${aim.sockets} × node:http`)] : []),
        ...(aim?.official ? [atMost(toOfficial, aim.official, `${aim.official} × official`)] : []),
      ];
      for (const one of aims) if (!one.met) misses.push(`${operation}, ${name}: ${one.text}`);
      const ratios = [toFetch, toSockets, toOfficial].map((ratio) => ratio.toFixed(2));
      const figures = [median(all).toFixed(1), middleHalf(all), ...ratios];
      rows.push([`${operation}: ${name}`, ...figures, aims.map(cellOf).join(", ")]);
    }
  }
  server.stop();
  return {
    title: "CPU per record",
    head: [
      "batches of 100, 8 in flight, loopback",
      "µs, median",
      "middle half",
      "× fetch",
      "× node:http",
      "× official",
      "target",
    ],
    rows,
    misses,
    notes: [
      `${ROUNDS} rounds of ${INPUTS.toLocaleString("en")} records, all clients in turn, each in a process of its own and warmed ` +
        `up by ${WARM_UPS} more. Ratios are of all that the rounds took, the collector's work between them too. Bare fetch: \`JSON.stringify\`, \`fetch\`, ` +
        "`response.json()`, results dropped, as are the outcomes of hubspot-batch where they are streamed (`run.batches()`); " +
        "awaited, it keeps all of them. Bare node:http: the same over Node's own sockets with a keep-alive agent. " +
        "@hubspot/api-client without its limiter.",
      "From bare node:http down to hubspot-batch each line does what the one before it does, and more, over the same sockets. " +
        "The least: writes each record by itself, a listing with a trace id (which makes the JSON of these a fifth longer), " +
        "finds its result in a map and makes an outcome of it: what no client with one outcome per record can do without; and once " +
        "more with all outcomes kept until the end. " +
        "Then entries and rules instead of that map: no input is tied to another's result whatever HubSpot leaves out or alters. " +
        "Then the time limit, the bound on the body, pace, retries. Then the run: the order of inputs of one record, " +
        "look-alikes apart, no more read than can be sent. Then the check of each input by zod.",
      `So the floor for whoever tells what became of each record is ${floors.join(" × node:http for listings, ")} × for events. ` +
        `Awaited, it keeps all outcomes until the end, which takes that floor to ${keptFloors.join(" × fetch for listings, ")} × for events. ` +
        "Each line below it stands for something that has to hold. From one run to the next a ratio moves by 0.1 or more.",
    ],
  };
}

async function costsOf(operation: CpuClientOptions["operation"], url: string): Promise<Map<ClientName, number[]>> {
  const names = Object.keys(clients) as ClientName[];
  const peers = new Map(
    await Promise.all(
      names.map(async (name) => {
        const options: CpuClientOptions = { name, url, operation, concurrency: 8 };
        return [name, await startPeer<number, number>("cpu-client", options)] as const;
      }),
    ),
  );
  const costs = new Map(names.map((name) => [name, [] as number[]]));
  for (const peer of peers.values()) for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await peer.ask(INPUTS);
  for (let round = 0; round < ROUNDS; round++) {
    // Another begins each time, now this way round and now that, so that none always follows the same.
    const turn = [...peers].map((_, place, all) => all[(place + round) % all.length]!);
    for (const [name, peer] of round % 2 === 0 ? turn : turn.reverse()) costs.get(name)!.push(await peer.ask(INPUTS));
  }
  for (const peer of peers.values()) peer.stop();
  return costs;
}
