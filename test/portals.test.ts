/** Many portals in one process: a client each, which share nothing but the process. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createClient } from "../src/index.js";
import { createSandbox } from "../src/sandbox/sandbox.js";

const LIFETIME_MS = 1_800_000;

beforeAll(async () => {
  // What a first call loads takes no time of a faked clock.
  const hubspot = createClient({ accessToken: async () => "token", fetch: createSandbox().fetch });
  await hubspot.preload("listings.update");
  await hubspot.listings.update([{ id: "1", properties: {} }]);
  vi.useFakeTimers({ now: Date.parse("2026-11-26T15:00:00Z") });
});
afterAll(() => void vi.useRealTimers());

/** A portal whose OAuth tokens live half an hour, and what was asked of it. */
function portal(id: number) {
  const good = new Map<string, number>();
  const asked: number[] = [];
  const sandbox = createSandbox({
    accepts: (token) => Date.now() < (good.get(token) ?? 0),
    quota: { requests: 5, intervalMs: 10_000 },
    seed: id,
  });
  const refresh = async () => {
    asked.push(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 300));
    const token = `portal-${id}-token-${asked.length}`;
    const expiresAt = Date.now() + LIFETIME_MS;
    good.set(token, expiresAt);
    return { token, expiresAt };
  };
  return { id, sandbox, refresh, asked };
}

test("twenty portals are a line each, at their own pace, and no token is sent that has ended", async () => {
  const portals = Array.from({ length: 20 }, (_, index) => portal(index + 1));
  const clients = portals.map(({ refresh, sandbox }) => createClient({ accessToken: refresh, fetch: sandbox.fetch }));
  const listings = Array.from({ length: 120 }, (_, index) => ({
    id: String(index + 1),
    properties: { hs_price: "1" },
  }));
  // The second run begins with tokens that are about to end, the third with some that have ended.
  for (const gapMs of [1_730_000, 3_600_000, 60_000]) {
    const reports = Promise.all(clients.map((hubspot) => hubspot.listings.update(listings, { batchSize: 10 })));
    await vi.advanceTimersByTimeAsync(gapMs);
    expect((await reports).filter(({ ok }) => !ok)).toEqual([]);
  }
  for (const { id, sandbox, asked } of portals) {
    const statuses = sandbox.requests.map(({ status }) => status);
    expect([id, statuses.filter((status) => status !== 200)]).toEqual([id, []]);
    expect(statuses).toHaveLength(36);
    expect(asked).toHaveLength(3);
    expect(sandbox.records("listings")).toHaveLength(120);
  }
}, 60_000);

test("twenty portals whose tokens are revoked in the middle of a run ask for one each, and no storm of 401s follows", async () => {
  const portals = Array.from({ length: 20 }, (_, id) => {
    const asked: (string | undefined)[] = [];
    let good = "";
    const sandbox = createSandbox({ accepts: (token) => token === good, latencyMs: 400, seed: id + 1 });
    const accessToken = async ({ rejected }: { readonly rejected?: string }) => {
      asked.push(rejected);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return (good = `portal-${id}-token-${asked.length}`);
    };
    return { sandbox, asked, accessToken, revoke: () => void (good = "") };
  });
  const clients = portals.map(({ accessToken, sandbox }) =>
    createClient({ accessToken, fetch: sandbox.fetch, concurrency: 3 }),
  );
  const listings = Array.from({ length: 60 }, (_, index) => ({ id: String(index + 1), properties: {} }));
  const reports = Promise.all(clients.map((hubspot) => hubspot.listings.update(listings, { batchSize: 10 })));
  // Some have been answered by then, and some not.
  await vi.advanceTimersByTimeAsync(500);
  for (const { revoke } of portals) revoke();
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await reports).filter(({ ok }) => !ok)).toEqual([]);
  for (const { sandbox, asked } of portals) {
    expect(asked).toEqual([undefined, expect.stringMatching(/token-1$/)]);
    // Of each portal, only what was on its way when its token was revoked.
    const refused = sandbox.requests.filter(({ status }) => status === 401).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(3);
    expect(sandbox.records("listings")).toHaveLength(60);
  }
}, 60_000);
