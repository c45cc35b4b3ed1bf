/** One client that writes single records for as long as it is let, and tells what became of them. */
import { createRequire } from "node:module";
import { type ClientOptions, createClient } from "../../src/index.js";
import type { Official } from "./clients.js";
import { answerQuestions, ownOptions } from "./peer.js";

export interface PacingClientOptions {
  readonly url: string;
  readonly by: "hubspot-batch" | "@hubspot/api-client" | "Promise.all";
  /** Begins every id, so that two clients write different records. */
  readonly name: string;
  readonly forMs: number;
  readonly options?: ClientOptions<"2026-03">;
  /** Inputs, for `Promise.all`, which takes all of them at once. */
  readonly inputs?: number;
}

export interface PacingClientResult {
  readonly written: number;
  /** Neither written nor called back by the run's end. */
  readonly lost: number;
  readonly halted?: string;
}

const { url, by, name, forMs, options, inputs = 0 } = ownOptions<PacingClientOptions>();
const input = (index: number) => ({ id: `${name}${index}`, properties: { hs_name: `House no. ${index}` } });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function facade(): Promise<PacingClientResult> {
  const hubspot = createClient({ accessToken: "token", baseUrl: url, ...options });
  let over = false;
  const endless = function* () {
    for (let index = 0; !over; index++) yield input(index);
  };
  const run = hubspot.listings.update(endless(), { batchSize: 1 });
  setTimeout(() => {
    over = true;
    run.stop();
  }, forMs);
  const ends = new Map<string, number>();
  for await (const outcome of run) {
    const end = outcome.status === "unsent" ? outcome.reason : outcome.status;
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const { counts, halted } = await run.summary();
  const calledBack = (halted && ends.get(halted.reason)) ?? 0;
  const lost = counts.total - counts.succeeded - calledBack;
  return { written: counts.succeeded, lost, ...(halted && { halted: halted.reason }) };
}

/** As its README sets it up. */
async function official(): Promise<PacingClientResult> {
  const { Client } = createRequire(import.meta.url)("@hubspot/api-client") as Official;
  const limiterOptions = { minTime: 1000 / 9, maxConcurrent: 6, id: "hubspot-client-limiter" };
  const client = new Client({ accessToken: "token", basePath: url, limiterOptions, numberOfApiCallRetries: 3 });
  const endMs = performance.now() + forMs;
  let written = 0;
  let lost = 0;
  const worker = async (first: number) => {
    for (let index = first; performance.now() < endMs; index += 12) {
      await client.crm.objects.batchApi.update("0-420", { inputs: [input(index)] }).then(
        () => written++,
        () => lost++,
      );
    }
  };
  await Promise.all(Array.from({ length: 12 }, (_, first) => worker(first)));
  return { written, lost };
}

/** What is written first: all at once, and again after a second, two, four … with jitter, up to eight times. */
async function promiseAll(): Promise<PacingClientResult> {
  const headers = { authorization: "Bearer token", "content-type": "application/json" };
  const send = async (index: number): Promise<boolean> => {
    const body = JSON.stringify({ inputs: [input(index)] });
    for (let retry = 0; ; retry++) {
      const path = "/crm/objects/2026-03/0-420/batch/update";
      const response = await fetch(url + path, { method: "POST", headers, body }).catch(() => undefined);
      await response?.text();
      if (response?.ok === true) return true;
      if (retry === 8) return false;
      await pause(Math.random() * Math.min(10_000, 1_000 * 2 ** retry));
    }
  };
  const written = await Promise.all(Array.from({ length: inputs }, (_, index) => send(index)));
  const lost = written.filter((one) => !one).length;
  return { written: inputs - lost, lost };
}

const write = { "hubspot-batch": facade, "@hubspot/api-client": official, "Promise.all": promiseAll };
answerQuestions(() => write[by]());
