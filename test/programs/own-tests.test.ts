/** What a team tests of a program of its own: over a fake fetch with faked time, over msw, and with a network that fails. */
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { syncNightly } from "./nightly-sync.js";

async function* events(count: number) {
  for (let pk = 1; pk <= count; pk++) yield { pk, title: `Concert ${pk}`, startsAt: new Date(2027, 0, 1, 20) };
}

beforeEach(() => void vi.spyOn(console, "log").mockReturnValue());
afterEach(() => void vi.useRealTimers());

test("a night that HubSpot paces takes its time, which is faked", async () => {
  const sandbox = createSandbox({ quota: { requests: 5, intervalMs: 10_000 }, latencyMs: 500 });
  const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch });
  await hubspot.preload("marketingEvents.upsert");
  // No clock waits for what a sandbox loads to answer either.
  await syncNightly(createClient({ accessToken: "any", fetch: createSandbox().fetch }), events(1));
  vi.useFakeTimers();
  const night = syncNightly(hubspot, events(1_200));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await night).toBe(0);
  expect(sandbox.records("marketingEvents")).toHaveLength(1_200);
});

test("requests are caught by msw, and a refused record fails the night", async () => {
  const isBad = ({ eventName }: { readonly [field: string]: unknown }) => eventName === "Concert 7";
  const server = setupServer(...createSandbox({ faults: [{ when: isBad, answer: { status: 400 } }] }).handlers(http));
  server.listen({ onUnhandledRequest: "error" });
  expect(await syncNightly(createClient({ accessToken: "any" }), events(10))).toBe(1);
  server.close();
});

test("a mocked fetch fails once, and the second pass makes up for it", async () => {
  const fetch = vi.fn(createSandbox().fetch).mockRejectedValueOnce(new TypeError("fetch failed"));
  expect(await syncNightly(createClient({ accessToken: "any", fetch, retry: { maxRetries: 0 } }), events(10))).toBe(0);
  expect(fetch).toHaveBeenCalledTimes(2);
});
