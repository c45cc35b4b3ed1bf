import { describe, expect, it, onTestFinished, test, vi } from "vitest";
import { contract } from "../../generated/operations.js";
import { bindClient, type ClientOptions, createClient, type Versions } from "../../src/index.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { inSandbox } from "../helpers/in-sandbox.js";
import { TOKEN } from "../helpers/token.js";
import { versionsWith } from "../helpers/versions.js";

interface Own {
  own: { client: object; operations: Pick<Versions["2026-03"]["operations"], "listings"> };
}

describe.each(versionsWith("account", "listings", "marketingEvents", "contacts"))("in %s", (version) => {
  it("a sandbox's token has each scope that the contract names, once", async () => {
    const { ok, scopes = [] } = await inSandbox({}, version).hubspot.check("listings.update");
    expect(ok).toBe(true);
    expect(scopes).toContain("crm.objects.listings.write");
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it("a token's account, scopes, quota and day are told, in three requests", async () => {
    const { hubspot, sandbox } = inSandbox(
      {
        portalId: 4711,
        scopes: ["crm.objects.marketing_events.write", "crm.objects.listings.read"],
        quota: { requests: 190, intervalMs: 10_000 },
        dailyLimit: 500,
      },
      version,
    );
    const check = await hubspot.check("marketingEvents.upsert", "listings.update", "listings.read", "contacts.create");
    expect(check).toMatchObject({
      ok: false,
      portalId: 4711,
      timeZone: "UTC",
      scopes: ["oauth", "crm.objects.marketing_events.write", "crm.objects.listings.read"],
      lacking: [{ method: "listings.update", scopes: ["crm.objects.listings.write"], any: false }],
      unjudged: ["contacts.create"],
      quota: { requests: 190, intervalMs: 10_000 },
      day: { left: 499, limit: 500 },
      advice: "Grant the app crm.objects.listings.write, and take its new token",
    });
    expect(sandbox.requests.map(({ operation }) => operation).sort()).toEqual([
      "account.details",
      "account.token",
      "account.usage",
    ]);
    expect(JSON.stringify([check, sandbox.requests])).not.toContain(TOKEN);
  });
});

test("a token that may do all is good, for every method", async () => {
  const { hubspot } = inSandbox();
  const check = await hubspot.check();
  expect(check).toMatchObject({ ok: true, lacking: [] });
  expect(check).not.toHaveProperty("advice");
  expect(check.unjudged).toContain("contacts.create");
});

test("of scopes of which one will do, none is lacking where one is there", async () => {
  const { reads, operations, ...version } = contract.versions["2026-03"];
  const scopeSets = [["a.write"], ["b.write"]];
  const update = { ...operations.listings.update, scopes: ["a.write", "b.write"], scopeSets };
  const own = { versions: { own: { ...version, ...(reads && { reads }), operations: { listings: { update } } } } };
  const clientOf = (scopes: string[]) =>
    bindClient<Own>(own as never)({ accessToken: TOKEN, apiVersion: "own", fetch: createSandbox({ scopes }).fetch });
  expect(await clientOf(["b.write"]).check()).toMatchObject({ ok: true, lacking: [], unjudged: [] });
  expect(await clientOf([]).check()).toMatchObject({
    lacking: [{ method: "listings.update", scopes: ["a.write", "b.write"], any: true }],
    advice: "Grant the app one of a.write, b.write, …, and take its new token",
  });
});

describe("of sets of scopes of which one will do", () => {
  const [read, write, groups] = ["crm.lists.read", "crm.lists.write", "cms.membership.access_groups.write"];
  const path = { listId: "12" };

  it.each(versionsWith("account", "lists"))(
    "in %s, each is enough, for the check and for the sandbox, and half of one is not",
    async (version) => {
      for (const scopes of [
        [read, write],
        [groups, read],
        [read, write, groups],
      ]) {
        const { hubspot } = inSandbox({ scopes }, version);
        expect(await hubspot.check("lists.addMemberships")).toMatchObject({ ok: true, lacking: [] });
        expect((await hubspot.lists.addMemberships([{ recordId: "7" }], { path })).halted).toBeUndefined();
      }
      for (const scopes of [[read], [write], [groups], [write, groups], []]) {
        const { hubspot } = inSandbox({ scopes }, version);
        expect(await hubspot.check("lists.addMemberships")).toMatchObject({ ok: false });
        expect((await hubspot.lists.addMemberships([{ recordId: "7" }], { path })).halted?.reason).toBe("forbidden");
      }
    },
  );

  it.each([
    [[read], [groups, write], true],
    [[write], [read], false],
    [[write, groups], [read], false],
    [[], [groups, read], false],
  ])("what %j lacks is what the nearest of them lacks", async (scopes, missing, any) => {
    const { lacking, advice } = await inSandbox({ scopes }).hubspot.check("lists.removeMemberships");
    expect(lacking).toEqual([{ method: "lists.removeMemberships", scopes: missing, any }]);
    expect(advice).toContain(missing[0]);
  });
});

describe("a token that is refused", () => {
  it("is refused but once, and what to do is said", async () => {
    const { hubspot, sandbox } = inSandbox({ accepts: () => false });
    const check = await hubspot.check("listings.update");
    expect(check).toMatchObject({
      ok: false,
      error: { name: "HttpError", status: 401 },
      unjudged: ["listings.update"],
      advice: expect.stringContaining("Take a new token"),
    });
    expect(sandbox.requests).toHaveLength(1);
    expect(JSON.stringify(check)).not.toContain(TOKEN);
  });

  it("is renewed where the caller can", async () => {
    const sandbox = createSandbox({ accepts: (token) => token === "second-token" });
    const tokens = ["first-token", "second-token"];
    const hubspot = createClient({ accessToken: () => tokens.shift() ?? "", fetch: sandbox.fetch });
    expect(await hubspot.check("listings.update")).toMatchObject({ ok: true });
  });

  it("or not given is said to be so", async () => {
    const sandbox = createSandbox();
    const accessToken = () => Promise.reject(new Error("vault sealed"));
    const check = await createClient({ accessToken, fetch: sandbox.fetch }).check("listings.update");
    expect(check).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("vault sealed") },
      advice: expect.stringContaining("accessToken"),
    });
    expect(sandbox.requests).toEqual([]);
  });
});

test("what HubSpot does not tell of OAuth's tokens is left out, no method is judged, and none is called good", async () => {
  const { hubspot } = inSandbox({
    faults: [
      { operation: "account.token", answer: { status: 400 } },
      { operation: "account.usage", answer: { status: 403 } },
    ],
  });
  const check = await hubspot.check("listings.update");
  expect(check).toMatchObject({
    ok: false,
    portalId: 1,
    lacking: [],
    unjudged: ["listings.update"],
    error: { name: "HttpError", status: 400 },
    advice: expect.stringContaining("does not tell"),
  });
  for (const field of ["scopes", "day"]) expect(check).not.toHaveProperty(field);
});

describe("a question that HubSpot refuses does not silence the other, however late that is answered:", () => {
  it.each([
    ["account.usage", { ok: false, scopes: ["oauth"], lacking: [{ method: "listings.update" }] }],
    ["account.token", { ok: false, lacking: [], day: { limit: 1_000 } }],
  ])("%s", async (refused, expected) => {
    const { sandbox } = inSandbox({
      scopes: [],
      dailyLimit: 1_000,
      faults: [{ operation: refused as "account.usage", answer: { status: 403 } }],
    });
    // The refusal comes first: the other is still to be tried again.
    let asked = 0;
    const fetch = async (url: string, init: RequestInit) => {
      const isOther = url.includes(refused === "account.usage" ? "access-token-info" : "usage");
      if (isOther && asked++ === 0) return new Response("{}", { status: 503, headers: { "Retry-After": "0" } });
      return sandbox.fetch(url, init);
    };
    const hubspot = createClient({ accessToken: TOKEN, fetch, retry: { initialDelayMs: 1 } });
    const check = await hubspot.check("listings.update");
    expect(check).toMatchObject({ ...expected, error: { name: "HttpError", status: 403 } });
    expect(asked).toBe(2);
  });
});

test("an accessToken function that throws once the account is known is told, as data", async () => {
  const sandbox = createSandbox();
  const tokens = [{ token: TOKEN, expiresAt: Date.now() + 2_000 }];
  const accessToken = () => {
    const next = tokens.pop();
    if (next === undefined) throw new Error("vault sealed");
    return next;
  };
  let now = Date.now();
  const clock = vi.spyOn(Date, "now").mockImplementation(() => now);
  onTestFinished(() => void clock.mockRestore());
  const fetch = (url: string, init: RequestInit) => {
    if (url.includes("details")) now += 2_500;
    return sandbox.fetch(url, init);
  };
  const check = await createClient({ accessToken, fetch }).check("listings.update");
  expect(check).toMatchObject({ ok: false, portalId: 1, error: { message: expect.stringContaining("vault sealed") } });
});

test("HubSpot that can't be reached is told, as data", async () => {
  const { hubspot } = inSandbox({ faults: [{ answer: "reset-before-write" }] });
  expect(await hubspot.check("listings.update")).toMatchObject({
    ok: false,
    error: { name: "NetworkError" },
    advice: expect.stringContaining("Try again later"),
  });
});

describe("what is told of the account", () => {
  const headers = { "content-type": "application/json" };

  /** A HubSpot that answers the three questions with these. */
  async function checked(details: object, token: object, usage: object, more: Pick<ClientOptions, "quota"> = {}) {
    const sent: Record<string, unknown> = {};
    const fetch = async (url: string, { body }: RequestInit) => {
      const [name, answer] = url.includes("details")
        ? ["details", details]
        : url.includes("access-token-info")
          ? ["token", token]
          : ["usage", usage];
      sent[name] = body;
      return new Response(JSON.stringify(answer), { headers });
    };
    const check = await createClient({ accessToken: TOKEN, fetch, ...more }).check("listings.update");
    return { check, sent };
  }

  const scopes = ["crm.objects.listings.write"];

  it("is what HubSpot says, and the token goes into its own question alone", async () => {
    const { check, sent } = await checked(
      { portalId: 7, accountType: "SANDBOX", timeZone: "UTC" },
      { scopes },
      { results: [{ usageLimit: 1_000, currentUsage: 300, resetsAt: "2026-05-02T00:00:00Z" }] },
      { quota: { requests: 50, intervalMs: 10_000 } },
    );
    expect(check).toStrictEqual({
      ...{ ok: true, portalId: 7, accountType: "SANDBOX", timeZone: "UTC", scopes, lacking: [], unjudged: [] },
      quota: { requests: 50, intervalMs: 10_000 },
      day: { left: 700, limit: 1_000, resetsAt: "2026-05-02T00:00:00Z" },
    });
    expect(JSON.parse(String(sent["token"]))).toEqual({ tokenKey: TOKEN });
    expect([sent["details"] ?? null, sent["usage"] ?? null]).toEqual([null, null]);
  });

  it.each([
    ["limits that are none", { results: [{ usageLimit: "1000", currentUsage: 3, resetsAt: 5 }] }],
    ["a use that is none", { results: [{ usageLimit: 1_000, currentUsage: null }] }],
    ["no limit", { results: [] }],
    ["no list", { results: { usageLimit: 1_000, currentUsage: 3 } }],
  ])("leaves out what is of another type, and a day of %s", async (_, usage) => {
    const { check } = await checked(
      { portalId: "7", accountType: 5, timeZone: null },
      { scopes: [5, ...scopes] },
      usage,
    );
    // The quota is the limiter's own.
    expect(check).toStrictEqual({
      ...{ ok: true, scopes, lacking: [], unjudged: [] },
      quota: { requests: 100, intervalMs: 10_000 },
    });
  });

  it("judges nothing where the scopes are no list", async () => {
    const { check } = await checked({}, { scopes: "all" }, {});
    expect(check).toMatchObject({ ok: false, lacking: [], unjudged: ["listings.update"] });
  });

  it("leaves nothing of a day of which more is used than there is, and no limit that is none", async () => {
    const used = (usageLimit: unknown) => checked({}, { scopes }, { results: [{ usageLimit, currentUsage: 1_200 }] });
    expect((await used(1_000)).check.day).toStrictEqual({ left: 0, limit: 1_000 });
  });
});

test("an advice names five scopes, and says that there are others", async () => {
  const { reads, operations, ...version } = contract.versions["2026-03"];
  const adviceFor = async (count: number) => {
    const listings = Object.fromEntries(
      Array.from({ length: count }, (_, at) => {
        const operation = { ...operations.listings.update, method: `listings.m${at}`, scopes: [`s${at}`] };
        return [`m${at}`, operation];
      }),
    );
    const own = { versions: { own: { ...version, ...(reads && { reads }), operations: { listings } } } };
    const { fetch } = createSandbox({ scopes: [] });
    return (await bindClient<Own>(own as never)({ accessToken: TOKEN, apiVersion: "own", fetch }).check()).advice;
  };
  expect(await adviceFor(5)).toBe("Grant the app s0; s1; s2; s3; s4, and take its new token");
  expect(await adviceFor(6)).toBe(
    "Grant the app s0; s1; s2; s3; s4; and others (see `lacking`), and take its new token",
  );
});

test("an account that refuses the app is told so", async () => {
  const { hubspot } = inSandbox({ faults: [{ operation: "account.details", answer: { status: 403 } }] });
  expect(await hubspot.check("listings.update")).toMatchObject({
    error: { name: "HttpError", status: 403 },
    advice: "Take a token of an app that is installed in this account",
  });
});

test("a method that is none is a TypeError, and nothing is asked", async () => {
  const { hubspot, sandbox } = inSandbox();
  await expect(hubspot.check("listings.updat" as "listings.update")).rejects.toThrow(
    /Expected `methods` to be some of/,
  );
  expect(sandbox.requests).toEqual([]);
});

test("a sandbox whose token lacks a scope refuses what needs it, and names it", async () => {
  const { fetch } = createSandbox({ scopes: ["crm.objects.listings.read"] });
  const hubspot = createClient({ accessToken: TOKEN, fetch });
  const report = await hubspot.listings.update([{ id: "1", properties: {} }]);
  expect(report).toMatchObject({
    halted: { reason: "forbidden", error: { requiredScopes: ["crm.objects.listings.write"] } },
  });
  expect((await hubspot.api.GET("/crm/objects/2026-03/0-420")).response.status).toBe(200);
});
