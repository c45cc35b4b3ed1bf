import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createRateLimiter } from "../../src/options/rate-limiter.js";
import { clientOf } from "../helpers/client.js";
import { connectionError, fakeFetch, type Handler, hang, refusal, respond, updated } from "../helpers/http.js";
import { inTime } from "../helpers/in-time.js";
import { updates } from "../helpers/inputs.js";
import { TOKEN } from "../helpers/token.js";

const path = "/events/v1/batch/update";
const body = { inputs: updates(1) };
const retry = { initialDelayMs: 0 };

function apiOf(...handlers: Handler[]) {
  const { fetch, sent } = fakeFetch(...handlers);
  return { api: clientOf({ fetch, retry }).api, sent };
}

describe("the fetch client of a version", () => {
  test("is made once, when it is asked for", () => {
    const client = clientOf({ fetch: fakeFetch(updated).fetch });
    expect(client.api).toBe(client.api);
    expect(Object.keys(client)).not.toContain("api");
  });

  test("sends what it is given, with the client's token", async () => {
    const { api, sent } = apiOf(() => respond(200, { status: "COMPLETE", results: [] }));
    const { data, response } = await api.POST(path, { body, headers: { "x-mine": "1" } });
    expect(data).toEqual({ status: "COMPLETE", results: [] });
    expect(response.status).toBe(200);
    expect(sent).toMatchObject([{ url: `https://api.example.com${path}`, method: "POST", token: TOKEN }]);
    expect(JSON.parse(sent[0]!.body)).toEqual(body);
    expect(sent[0]!.headers.get("x-mine")).toBe("1");
    expect(sent[0]!.headers.get("content-type")).toBe("application/json");
  });

  test.each([
    "https://elsewhere.example",
    "http://api.example.com",
    "https://api.example.com:8443",
    "https://api.example.com.elsewhere.example",
  ])("sends nothing, the token least of all, to %s", async (baseUrl) => {
    const { api, sent } = apiOf(() => respond(200, {}));
    const told = await api.POST(path, { body, baseUrl }).catch((error: unknown) => error);
    expect(told).toMatchObject({
      name: "CallerError",
      message: expect.stringMatching(/^The token goes to https:\/\/api\.example\.com only, and the request to /),
    });
    expect(String((told as Error).message)).not.toContain(TOKEN);
    expect(sent).toHaveLength(0);
  });

  test("goes to another path of its own server", async () => {
    const { api, sent } = apiOf(() => respond(200, {}));
    await api.POST(path, { body, baseUrl: "https://API.example.com:443/proxy" });
    expect(sent).toMatchObject([{ url: `https://api.example.com/proxy${path}`, token: TOKEN }]);
  });

  test("gives no token to a fetch that a call brings itself", async () => {
    const { api, sent } = apiOf(() => respond(200, {}));
    const own = vi.fn(async (_: Request) => respond(200, {}));
    await api.POST(path, { body, fetch: own, baseUrl: "https://elsewhere.example" });
    expect(own.mock.calls.map(([request]) => [...request.headers.keys()])).toEqual([["accept", "content-type"]]);
    expect(sent).toHaveLength(0);
  });

  test.each([400, 403, 404, 409])("gives back a %d as HubSpot answered it", async (status) => {
    const { api, sent } = apiOf(() => refusal(status, { category: "C" }, { "x-request": "7" }));
    const { data, error, response } = await api.POST(path, { body });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ category: "C" });
    expect([response.status, response.headers.get("x-request")]).toEqual([status, "7"]);
    expect(sent).toHaveLength(1);
  });

  test("gives back an answer without a body", async () => {
    const { api } = apiOf(() => new Response(null, { status: 204 }));
    expect((await api.POST(path, { body })).response.status).toBe(204);
  });

  test("waits for the limit and sends again what was not processed", async () => {
    // What a refusal needs is loaded in real time.
    await apiOf(() => refusal(400)).api.POST(path, { body });
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { api, sent } = apiOf(
      () => refusal(429, {}, { "retry-after": "2" }),
      () => respond(200, {}),
    );
    const answered = api.POST(path, { body });
    await vi.advanceTimersByTimeAsync(1_990);
    expect(sent).toHaveLength(1);
    expect((await inTime(answered)).response.status).toBe(200);
    expect(sent).toHaveLength(2);
    expect(sent[1]!.body).toBe(sent[0]!.body);
  });

  test.each(["POST", "PATCH"] as const)("does not send a %s again that may have been written", async (method) => {
    const call = ({ api }: ReturnType<typeof apiOf>) => {
      // The fixture has paths that are sent by POST alone.
      return (api[method] as unknown as typeof api.POST)(path, { body });
    };
    const refused = apiOf(
      () => refusal(503),
      () => respond(200, {}),
    );
    expect((await call(refused)).response.status).toBe(503);
    expect(refused.sent).toMatchObject([{ method }]);

    const lost = apiOf(() => {
      throw connectionError("ECONNRESET");
    });
    await expect(call(lost)).rejects.toMatchObject({ name: "NetworkError" });
    expect(lost.sent).toHaveLength(1);
  });

  test("sends again what is idempotent by its method", async () => {
    const { api, sent } = apiOf(
      () => refusal(503),
      () => respond(200, { id: "1" }),
    );
    const get = api.GET as unknown as (path: string, init: object) => Promise<{ response: Response }>;
    expect((await get(path, {})).response.status).toBe(200);
    expect(sent.map(({ method, body: text }) => [method, text])).toEqual([
      ["GET", ""],
      ["GET", ""],
    ]);
  });

  test("gives back what HubSpot answered at last, though an earlier attempt was lost", async () => {
    const { api, sent } = apiOf(
      () => {
        throw connectionError("ECONNRESET");
      },
      () => refusal(403),
    );
    const get = api.GET as unknown as (path: string, init: object) => Promise<{ response: Response }>;
    expect((await get(path, {})).response.status).toBe(403);
    expect(sent).toHaveLength(2);
  });

  test("renews the token as a batch does, and keeps it for both", async () => {
    const { fetch, sent } = fakeFetch((request, count) =>
      request.token === "second-token" ? updated(request, count) : refusal(401),
    );
    const accessToken = vi.fn(({ rejected }: { rejected?: string }) =>
      rejected === undefined ? "first-token" : "second-token",
    );
    const client = clientOf({ fetch, accessToken });
    expect((await client.api.POST(path, { body })).response.status).toBe(200);
    expect((await client.events.update(updates(1))).ok).toBe(true);
    expect(accessToken).toHaveBeenCalledTimes(2);
    expect(sent).toHaveLength(3);
  });

  test("gives back a 401 that no token helps", async () => {
    const { api, sent } = apiOf(() => refusal(401));
    expect((await api.POST(path, { body })).response.status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  test("rejects with what the token function threw", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const cause = new Error("vault is sealed");
    const client = clientOf({ fetch, accessToken: () => Promise.reject(cause) });
    await expect(client.api.POST(path, { body })).rejects.toMatchObject({ name: "CallerError", cause });
    expect(sent).toHaveLength(0);
  });

  test("rejects with the reason of a signal, before, while it waits and while it is under way", async () => {
    const reason = new Error("enough");
    const before = apiOf(updated);
    await expect(before.api.POST(path, { body, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(before.sent).toHaveLength(0);

    const rateLimiter = createRateLimiter({ requests: 1, intervalMs: 60_000 });
    const { fetch, sent } = fakeFetch(updated);
    const client = clientOf({ fetch, rateLimiter });
    await client.events.update(updates(1));
    const waiting = new AbortController();
    const late = client.api.POST(path, { body, signal: waiting.signal });
    setTimeout(() => waiting.abort(reason), 5);
    await expect(late).rejects.toBe(reason);
    expect(sent).toHaveLength(1);

    const controller = new AbortController();
    const underWay = apiOf((request, count) => {
      setTimeout(() => controller.abort(reason), 0);
      return hang(request, count);
    });
    await expect(underWay.api.POST(path, { body, signal: controller.signal })).rejects.toBe(reason);
    expect(underWay.sent[0]!.signal.aborted).toBe(true);
  });

  test("shares the client's pace", async () => {
    const { fetch, sent } = fakeFetch(updated);
    const client = clientOf({ fetch, quota: { requests: 1, intervalMs: 60_000 } });
    await client.api.POST(path, { body });
    const report = await client.events.update(updates(1), { totalTimeoutMs: 20 });
    expect(report.counts.unsent).toBe(1);
    expect(sent).toHaveLength(1);
  });
});
