import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { atMost, cellOf, median, spread, type Table } from "./table.js";

const ROUNDS = 15;

/** From the first line of a program to its first client. */
const PROGRAMS = {
  "hubspot-batch": `const { createClient } = await import(${JSON.stringify(new URL("../../../dist/src/index.js", import.meta.url).href)});
    createClient({ accessToken: "token" });`,
  "@hubspot/api-client": `const { Client } = await import("@hubspot/api-client");
    new Client({ accessToken: "token" });`,
};

type Name = keyof typeof PROGRAMS;

interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Fresh processes, in turn. */
export async function measureColdStart(): Promise<Table> {
  const names = Object.keys(PROGRAMS) as Name[];
  const starts = new Map(names.map((name) => [name, [] as Start[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) starts.get(name)!.push(await start(name));
  }
  const medianOf = (name: Name, figure: "wallMs" | "cpuMs") => median(starts.get(name)!.map((one) => one[figure]));
  const loaded = new Map(await Promise.all(names.map(async (name) => [name, await scriptsOf(name)] as const)));
  const early = loaded.get("hubspot-batch")!.filter((url) => /node_modules\/(zod|msw)\/|deps\/undici/.test(url));
  const aims = [
    atMost(medianOf("hubspot-batch", "wallMs") / medianOf("@hubspot/api-client", "wallMs"), 0.25, "0.25 × official"),
    { text: "no undici, zod, msw", met: early.length === 0 },
  ];
  return {
    title: "Cold start",
    head: ["`import`, and a first client", "ms, median", "least–most", "CPU, ms", "files loaded", "target"],
    rows: names.map((name) => [
      name,
      medianOf(name, "wallMs").toFixed(1),
      spread(starts.get(name)!.map(({ wallMs }) => wallMs)),
      medianOf(name, "cpuMs").toFixed(1),
      String(loaded.get(name)!.filter((url) => url.startsWith("file:") || url.startsWith("/")).length),
      name === "hubspot-batch" ? aims.map(cellOf).join(", ") : "",
    ]),
    misses: aims.filter(({ met }) => !met).map(({ text }) => text),
    notes: [`${ROUNDS} fresh processes each, in turn; without what Node itself takes to start.`],
  };
}

async function start(name: Name): Promise<Start> {
  return evaluate(`
    const startedMs = performance.now();
    const before = process.cpuUsage();
    ${PROGRAMS[name]}
    const wallMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));`);
}

/** Every script that the program loads, Node's own included. */
async function scriptsOf(name: Name): Promise<string[]> {
  return evaluate(`
    import { Session } from "node:inspector";
    const session = new Session();
    session.connect();
    const urls = [];
    session.on("Debugger.scriptParsed", ({ params }) => urls.push(params.url));
    session.post("Debugger.enable");
    const known = urls.length;
    ${PROGRAMS[name]}
    console.log(JSON.stringify(urls.slice(known)));`);
}

async function evaluate<T>(program: string): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  return JSON.parse(stdout) as T; // What the program prints.
}
