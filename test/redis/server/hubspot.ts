/**
 * A fake HubSpot in a process of its own: it counts a request when its last byte is there, in a window that rolls, and does
 * nothing else before. Its argument is `{ quota, latencyMs }` as JSON; asked over IPC, it tells what it received.
 */
import { once } from "node:events";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { monotonicMs } from "./monotonic.js";

/** A request as it arrived: who sent it, when, and how it was answered. */
export type Received = readonly [userAgent: string, arrivedMs: number, status: 200 | 429];

let isWarm = false;
const { quota, latencyMs } = JSON.parse(process.argv[2] ?? "{}");
const received: Received[] = [];
/** When those came that are in the window. */
const window: number[] = [];

const server = http.createServer((request, response) => {
  void text(request).then((body) => {
    const arrivedMs = monotonicMs();
    while (window[0] !== undefined && window[0] <= arrivedMs - quota.intervalMs) window.shift();
    const status = window.length < quota.requests ? 200 : 429;
    if (status === 200) window.push(arrivedMs);
    const headers = {
      "content-type": "application/json",
      "x-arrived": String(arrivedMs),
      "x-hubspot-ratelimit-max": String(quota.requests),
      "x-hubspot-ratelimit-remaining": String(quota.requests - window.length),
      "x-hubspot-ratelimit-interval-milliseconds": String(quota.intervalMs),
    };
    received.push([request.headers["user-agent"] ?? "", arrivedMs, status]);
    const [least, most] = isWarm ? latencyMs : [0, 0];
    setTimeout(
      () => response.writeHead(status, headers).end(status === 200 ? written(body) : refused),
      status === 200 ? least + Math.random() * (most - least) : 5,
    );
  });
});

const refused = JSON.stringify({
  status: "error",
  message: "You have reached your ten_secondly_rolling limit.",
  errorType: "RATE_LIMIT",
  category: "RATE_LIMITS",
  policyName: "TEN_SECONDLY_ROLLING",
});

function written(body: string): string {
  const at = new Date().toISOString();
  const results = JSON.parse(body).inputs.map((input: object) => ({
    ...input,
    createdAt: at,
    updatedAt: at,
    archived: false,
  }));
  return JSON.stringify({ status: "COMPLETE", results, startedAt: at, completedAt: at });
}

server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo; // It listens on a port.
const url = `http://127.0.0.1:${port}`;
// A process that has just begun is slow: it would count the first ones late.
const body = JSON.stringify({ inputs: [{ id: "1" }] });
for (let nth = 0; nth < 50; nth++)
  await Promise.all([1, 2, 3, 4].map(() => fetch(url, { method: "POST", body }).then((answer) => answer.text())));
window.length = received.length = 0;
isWarm = true;

process.on("message", () => process.send?.({ received }));
process.once("disconnect", () => process.exit());
process.send?.({ url });
