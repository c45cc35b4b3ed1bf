import { expect, test } from "vitest";
import { openPlace } from "../runs/served.js";

test("a token that may call the operation: exit 0, with its account, quota and day", async () => {
  const { run } = await openPlace({}, { portalId: 62515, dailyLimit: 1_000 });
  const { code, out, err } = await run(["doctor", "marketingEvents.upsert"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("marketingEvents.upsert: can be called");
  expect(out).toMatch(/account +62515/);
  expect(out).toMatch(/day +\d+ requests left of 1,000/);
});

test("a token that lacks a scope: exit 1, and which", async () => {
  const { run } = await openPlace({}, { scopes: ["oauth"] });
  const { code, out } = await run(["doctor", "marketingEvents.upsert"]);
  expect(code).toBe(1);
  expect(out).toMatch(/lacks +crm\.objects\.marketing_events\.write/);
  expect(out).toMatch(/advice +Grant the app/);
});

test("a server that does not tell of tokens: exit 1, and nothing is claimed of what it would take", async () => {
  const { run } = await openPlace({}, { faults: [{ operation: "account.details", answer: { status: 404 } }] });
  const { code, out } = await run(["doctor", "marketingEvents.upsert"]);
  expect(code).toBe(1);
  expect(out).toContain("marketingEvents.upsert: it is not known whether it can be called");
  expect(out).toMatch(/advice +Look at `baseUrl`/);
});

test("a refused token: exit 4; none: exit 4; as JSON: the check itself, without the token", async () => {
  const { run } = await openPlace({}, { accepts: (token) => token === "good" });
  const refused = await run(["doctor", "marketingEvents.upsert", "--json"], {
    env: { HUBSPOT_ACCESS_TOKEN: "bad-one" },
  });
  expect(refused.code).toBe(4);
  expect(JSON.parse(refused.out)).toMatchObject({ ok: false, error: { status: 401 } });
  expect(refused.out).not.toContain("bad-one");
  expect((await run(["doctor", "marketingEvents.upsert"], { env: {} })).code).toBe(4);
});
