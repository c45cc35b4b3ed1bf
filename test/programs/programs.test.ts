/** Ten programs of a first week with this package, as their authors would write them: they do what they say, in few lines. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient, type Fetch } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { contract } from "../fixtures/contract.js";
import { type ShopEvent, toEvent } from "./events.js";
import { syncNightly } from "./nightly-sync.js";
import { settle } from "./on-call.js";
import { archiveContacts } from "./own-endpoints.js";
import { syncPortals } from "./portals.js";
import { createHandler } from "./queue-handler.js";
import { storeIds } from "./store-ids.js";
import { importListings } from "./text-rows.js";
import { close } from "./upgrade.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

beforeEach(() => void vi.spyOn(console, "log").mockReturnValue());
afterEach(() => void vi.useRealTimers());

/** A client of a sandbox that says no more of its quota than is given. */
function connect(options: SandboxOptions = {}, retries = 4) {
  const sandbox = createSandbox(options);
  const quota = { requests: 100_000, intervalMs: 1_000 };
  const retry = { maxRetries: retries };
  return { sandbox, hubspot: createClient({ accessToken: "any", fetch: sandbox.fetch, quota, retry }) };
}

function shopEvents(count: number): ShopEvent[] {
  return Array.from({ length: count }, (_, pk) => ({
    pk,
    title: `Concert ${pk}`,
    startsAt: new Date(Date.UTC(2027, 0, 1)),
  }));
}

/** Lines of a program that are its own: no imports, comments, types or empty ones. */
function linesOf(program: string): number {
  const text = readFileSync(join(folder, program), "utf8")
    .replace(/\/\*\*.*?\*\//gs, "")
    .replace(/^import .*?;$/gms, "")
    .replace(/^(?:export )?interface .*?^}$/gms, "");
  return text.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}

const programs = readdirSync(folder).filter(
  (name) => name.endsWith(".ts") && !/^(?:programs\.test|events)\.ts$/.test(name),
);

test.each(programs)("%s has no more than thirty lines of its own", (program) => {
  expect(linesOf(program)).toBeLessThanOrEqual(30);
});

test("nightly-sync writes 4,000, makes a second pass over what was lost, and says how it went", async () => {
  async function* rows(count: number) {
    yield* shopEvents(count);
  }
  const lost = { times: 3, answer: "reset-after-write" } as const;
  const { sandbox, hubspot } = connect({ faults: [lost] }, 0);
  expect(await syncNightly(hubspot, rows(4_000))).toBe(0);
  expect(sandbox.records("marketingEvents")).toHaveLength(4_000);
  expect(sandbox.requests).toHaveLength(43);
  const limited = { answer: { status: 429, policyName: "DAILY" } };
  expect(await syncNightly(connect({ faults: [limited] }).hubspot, rows(100))).toBe(3);
});

test("store-ids stores each id under the key of its row, and says which rows have none", async () => {
  const { sandbox, hubspot } = connect({
    faults: [
      {
        operation: "marketingEvents.upsert",
        when: ({ eventName }) => eventName === "Concert 7",
        answer: { status: 400 },
      },
    ],
  });
  // Events that come back alike: HubSpot does not return the shop's keys.
  const rows = shopEvents(250).map((row) => ({ ...row, title: `Concert ${row.pk % 50}` }));
  const stored = new Map<number, string>();
  const without = await storeIds(hubspot, rows, async (pk, id) => void stored.set(pk, id));
  expect(without).toEqual([7, 57, 107, 157, 207]);
  const keys = new Map(
    sandbox
      .records("marketingEvents")
      .map(({ id, objectId, externalEventId }) => [String(objectId ?? id), externalEventId]),
  );
  expect([...stored].map(([pk, id]) => [String(pk), keys.get(id)])).toEqual(
    [...stored].map(([pk]) => [String(pk), String(pk)]),
  );
  expect(stored.size).toBe(245);
});

test("queue-handler gives back what may be tried again, before its time is up, and no more than that", async () => {
  const { sandbox, hubspot } = connect({
    latencyMs: 10,
    faults: [
      {
        operation: "marketingEvents.upsert",
        when: ({ eventName }) => eventName === "Concert 7",
        answer: { status: 400 },
      },
      { operation: "marketingEvents.upsert", when: ({ eventName }) => eventName === "Concert 150", answer: "hang" },
    ],
  });
  const dead: string[] = [];
  const handler = createHandler(hubspot, ({ messageId }, why) => dead.push(`${messageId}: ${why}`));
  const Records = shopEvents(200).map((row) => ({ messageId: `m${row.pk}`, body: JSON.stringify(row) }));
  Records[3] = { messageId: "m3", body: "{" };
  // What is loaded takes real time, of what the sandbox answers with too.
  await connect().hubspot.marketingEvents.upsert(shopEvents(1), { map: toEvent });
  await hubspot.preload("marketingEvents.upsert");
  vi.useFakeTimers();
  const startMs = Date.now();
  const answer = handler({ Records }, { getRemainingTimeInMillis: () => 2_500 });
  const took = answer.then(() => Date.now() - startMs);
  await vi.advanceTimersByTimeAsync(2_500);
  const { batchItemFailures } = await answer;
  // It leaves itself the last second.
  expect(await took).toBeLessThanOrEqual(1_500);
  expect(dead).toEqual([expect.stringMatching(/^m3: map threw: .*JSON/), expect.stringMatching(/^m7: /)]);
  const given = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  expect(given.has("m150")).toBe(true);
  expect(sandbox.records("marketingEvents").length + given.size + dead.length).toBe(200);
});

test("portals are written two at a time, with tokens that end meanwhile, and the one that fails is named", async () => {
  const busy = new Set<number>();
  let most = 0;
  let asked = 0;
  const portals = Array.from({ length: 50 }, (_, id) => {
    const good = new Map<string, number>();
    const accepts = (token: string) => Date.now() < (good.get(token) ?? 0);
    const sandbox = createSandbox({ accepts, seed: id + 1, latencyMs: 2 });
    const fetch: Fetch = async (url, init) => {
      most = Math.max(most, busy.add(id).size);
      const answer = await sandbox.fetch(url, init);
      if (sandbox.records("marketingEvents").length === 120) busy.delete(id);
      return answer;
    };
    const refresh = () => {
      asked++;
      if (id === 13) throw new Error("the grant was revoked");
      const token = `${id}-${good.size}`;
      // The first has ended when it comes to HubSpot.
      const expiresAt = Date.now() + (good.size === 0 ? 1 : 60_000);
      good.set(token, good.size === 0 ? 0 : expiresAt);
      return { token, expiresAt };
    };
    return { id, sandbox, events: shopEvents(120), fetch, refresh };
  });
  expect([...(await syncPortals(portals))]).toEqual([[13, "token-failed"]]);
  for (const { id, sandbox } of portals)
    expect([id, sandbox.records("marketingEvents").length]).toEqual([id, id === 13 ? 0 : 120]);
  expect(most).toBe(2);
  expect(asked).toBeGreaterThanOrEqual(99);
});

test("text-rows writes what it can, and names the lines that it can't by their numbers", async () => {
  const { sandbox, hubspot } = connect({
    faults: [
      {
        operation: "listings.update",
        when: ({ id }) => id === "4",
        answer: { status: 400, message: "no such listing" },
      },
    ],
  });
  const text = "id;hs_price;hs_name\r\n1;10.50;Flat\r\n2;;House\r\n3;7\r\n4;8;Hut\r\n";
  const said = await importListings(hubspot, text);
  expect(said).toEqual(["line 4: map threw: 2 columns of 3", expect.stringMatching(/^line 5: .*no such listing/)]);
  expect(sandbox.requests[0]?.inputs).toContainEqual({
    id: "2",
    objectWriteTraceId: expect.any(String),
    properties: { hs_price: "", hs_name: "House" },
  });
});

test("upgrade speaks the next version for one API, and the present one for the others", async () => {
  vi.stubEnv("HUBSPOT_ACCESS_TOKEN", "any");
  const sandbox = createSandbox();
  expect(await close(["1", "2"], ["3"], sandbox.fetch)).toBe(true);
  const seen = sandbox.requests.map(({ operation, version }) => `${operation} ${version}`).sort();
  expect(seen).toEqual(["listings.update 2026-09", "marketingEvents.update 2026-03"]);
});

test("own-endpoints writes to an endpoint of another contract", async () => {
  const sandbox = createSandbox({ contract, records: { contacts: [{ id: "1" }, { id: "2" }] } });
  expect(await archiveContacts(["1", "2"], "any", sandbox.fetch)).toEqual([]);
  expect(sandbox.requests.map(({ path }) => path)).toEqual(["/contacts/v1/batch/archive"]);
});

test("on-call looks up what is unknown, keeps what was refused, and gives back what is to be sent again", async () => {
  const { sandbox, hubspot } = connect(
    {
      faults: [
        { times: 1, answer: "reset-after-write" },
        { times: 1, answer: "reset-before-write" },
        {
          operation: "marketingEvents.upsert",
          when: ({ eventName }) => eventName === "Concert 207",
          answer: { status: 400 },
        },
      ],
    },
    0,
  );
  const report = await hubspot.marketingEvents.upsert(shopEvents(300), { map: toEvent });
  expect(report.counts).toMatchObject({ succeeded: 99, failed: 1, unknown: 200 });
  const dead: number[] = [];
  const woken: string[] = [];
  const desk = { deadLetter: ({ pk }: ShopEvent) => void dead.push(pk), wake: (text: string) => void woken.push(text) };
  const again = await settle(hubspot, report, desk);
  expect(dead).toEqual([207]);
  expect(woken).toEqual([]);
  expect(again).toHaveLength(100);
  expect(sandbox.records("marketingEvents")).toHaveLength(199);
  const stopped = hubspot.marketingEvents.upsert(shopEvents(1), { map: toEvent });
  stopped.stop();
  expect(await settle(hubspot, await stopped, desk)).toHaveLength(1);
  expect(woken).toEqual([expect.stringContaining("stopped")]);
});
