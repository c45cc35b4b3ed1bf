/** A lean HubSpot for measuring: it enforces a rolling quota, says so in its headers, and keeps count of what it wrote. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerTo, type Sent } from "./answer.js";
import { answerQuestions, ownOptions } from "./peer.js";

export interface BenchServerOptions {
  /** How long HubSpot works on a request after it has counted it, in ms. Default none. */
  readonly latencyMs?: readonly [least: number, most: number];
  /** How much later than it arrived a request counts, in ms: a way that is long. Default none. */
  readonly wayMs?: readonly [least: number, most: number];
  readonly quota?: { readonly requests: number; readonly intervalMs: number };
  /** Requests left today. */
  readonly dailyLimit?: number;
  /** Others who spend the same quota, evenly, so long after the first request. */
  readonly others?: { readonly requests: number; readonly afterMs: number };
}

/** What the server saw since the last question. */
export interface BenchServerCount {
  readonly url: string;
  /** When requests were accepted and refused, and others' requests came: ascending, in ms of the server's clock. */
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
  readonly others: readonly number[];
  /** Different records written, and writes. */
  readonly records: number;
  readonly writes: number;
}

const { latencyMs = [0, 0], wayMs = [0, 0], quota, dailyLimit = Infinity, others } = ownOptions<BenchServerOptions>();
let window: number[] = [];
let accepted: number[] = [];
let refused: number[] = [];
let othersCame: number[] = [];
let writes = 0;
let today = 0;
let begun = false;
let written = new Set<string>();

const server = createServer((request, response) => {
  // Whose the token is, and the like: nothing of it is measured.
  if (request.method === "GET") {
    send(response, 404, { "content-type": "application/json" }, "{}");
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    later(wayMs, () => {
      const { status, body } = receive(Buffer.concat(chunks).toString());
      const headers = { "content-type": "application/json", ...rateHeaders() };
      later(latencyMs, () => send(response, status, headers, body));
    });
  });
});

function receive(text: string): { status: number; body: string } {
  const now = performance.now();
  if (!begun) begin();
  if (today >= dailyLimit) return refuse("DAILY");
  if (quota !== undefined) {
    if (!count(now)) return refuse("TEN_SECONDLY_ROLLING");
    accepted.push(now);
  }
  today++;
  const { inputs } = JSON.parse(text) as { inputs: readonly Sent[] };
  writes += inputs.length;
  if (quota !== undefined) for (const { id, externalEventId } of inputs) written.add(id ?? externalEventId ?? "");
  return { status: 200, body: JSON.stringify(answerTo(inputs)) };
}

/** Whether the quota has room for one more. */
function count(now: number): boolean {
  if (quota === undefined) return true;
  window = window.filter((time) => time > now - quota.intervalMs);
  if (window.length >= quota.requests) return false;
  window.push(now);
  return true;
}

function begin(): void {
  begun = true;
  if (others === undefined || quota === undefined) return;
  setTimeout(() => setInterval(comeBetween, quota.intervalMs / others.requests), others.afterMs);
}

function comeBetween(): void {
  const now = performance.now();
  if (count(now)) othersCame.push(now);
}

function refuse(policyName: string): { status: number; body: string } {
  refused.push(performance.now());
  const message = `You have reached your ${policyName.toLowerCase()} limit.`;
  return { status: 429, body: JSON.stringify({ status: "error", message, errorType: "RATE_LIMIT", policyName }) };
}

function rateHeaders(): Record<string, string> {
  if (quota === undefined) return {};
  const { requests, intervalMs } = quota;
  return {
    "X-HubSpot-RateLimit-Max": String(requests),
    "X-HubSpot-RateLimit-Remaining": String(requests - window.length),
    "X-HubSpot-RateLimit-Interval-Milliseconds": String(intervalMs),
    ...(dailyLimit < Infinity && { "X-HubSpot-RateLimit-Daily-Remaining": String(dailyLimit - today) }),
  };
}

function later([least, most]: readonly [number, number], act: () => void): void {
  if (most === 0) act();
  else setTimeout(act, least + Math.random() * (most - least));
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answerQuestions((): BenchServerCount => {
    const seen = { url, accepted, refused, others: othersCame, records: written.size, writes };
    accepted = [];
    refused = [];
    othersCame = [];
    written = new Set();
    writes = 0;
    return seen;
  });
});
