import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chooseWire } from "../../src/wire/choose-wire.js";
import type { Answer, Fetch } from "../../src/wire/wire.js";
import { attemptOnce } from "../helpers/attempt.js";
import { listenRaw, type RawServer, rawAnswer } from "../helpers/raw-server.js";
import { TOKEN } from "../helpers/token.js";

let server: RawServer;
beforeEach(async () => {
  server = await listenRaw(({ socket }) => socket.write(rawAnswer(200, "over a socket")));
});
afterEach(() => server.close());

async function send(fetch?: Fetch, url = server.url) {
  const request = { url, method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const { signal } = new AbortController();
  return attemptOnce(request, { wire: await chooseWire(fetch), token: TOKEN, signal, timeoutMs: 5_000 });
}

/** Whether what came to the server was sent by Node's fetch: it says more of itself. */
const byFetch = () => /^sec-fetch-mode/im.test(server.requests.at(-1)!.head);

test("a fetch of the caller's carries every request", async () => {
  expect(await send(async () => new Response("mine"))).toMatchObject({ text: "mine" });
  expect(server.requests).toHaveLength(0);
});

test("in Node it is sockets where no fetch was given", async () => {
  expect(await send()).toMatchObject({ text: "over a socket" });
  expect(byFetch()).toBe(false);
});

describe("the global fetch carries a request", () => {
  test("where it is another's, at the moment of the request", async () => {
    const wire = await chooseWire(undefined);
    const { signal } = new AbortController();
    const request = { url: server.url, method: "POST", headers: {}, body: "{}" };
    const ask = () => attemptOnce(request, { wire, token: TOKEN, signal, timeoutMs: 5_000 });
    expect(await ask()).toMatchObject({ text: "over a socket" });
    const fetch = vi.fn<Fetch>(async () => new Response("stubbed"));
    vi.stubGlobal("fetch", fetch);
    expect(await ask()).toMatchObject({ text: "stubbed" });
    expect(fetch).toHaveBeenCalledWith(server.url, expect.objectContaining({ body: "{}", redirect: "manual" }));
    vi.unstubAllGlobals();
    expect(await ask()).toMatchObject({ text: "over a socket" });
  });

  test("that is cut before what sends it has loaded: it is not sent", async () => {
    const wire = await chooseWire(undefined);
    const fetch = vi.fn<Fetch>(async () => new Response("stubbed"));
    vi.stubGlobal("fetch", fetch);
    const controller = new AbortController();
    const request = { url: server.url, method: "POST", headers: {}, body: "{}" };
    const options = { wire, token: TOKEN, timeoutMs: 5_000 };
    const cut = attemptOnce(request, { ...options, signal: controller.signal });
    controller.abort(new Error("enough"));
    expect(await cut).toMatchObject({ name: "NetworkError", neverSent: true });
    // What comes after it is sent when all has loaded.
    const { signal } = new AbortController();
    expect(await attemptOnce({ ...request, body: "[]" }, { ...options, signal })).toMatchObject({ text: "stubbed" });
    expect(fetch.mock.calls.map(([, { body }]) => body)).toEqual(["[]"]);
  });

  test.each<[string, () => unknown]>([
    ["Bun", () => vi.stubGlobal("Bun", {})],
    ["Deno", () => vi.stubGlobal("Deno", {})],
    ["a worker of Cloudflare's", () => vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" })],
    ["a Node without its modules at hand", () => vi.stubGlobal("process", { versions: { node: "20.0.0" } })],
    ["a browser", () => vi.stubGlobal("process", undefined)],
  ])("in %s", async (_, enter) => {
    enter();
    const wire = await chooseWire(undefined);
    vi.unstubAllGlobals();
    const { signal } = new AbortController();
    const request = { url: server.url, method: "POST", headers: {}, body: "{}" };
    await attemptOnce(request, { wire, token: TOKEN, signal, timeoutMs: 5_000 });
    expect(byFetch()).toBe(true);
  });
});

test("msw stands between, as it does before fetch", async () => {
  const seen = vi.fn();
  const mock = setupServer(
    http.post("https://api.hubapi.com/crm", async ({ request }) => {
      seen(request.headers.get("authorization"), request.headers.get("content-type"), await request.text());
      return HttpResponse.json({ mocked: true }, { status: 207, headers: { "x-hubspot-ratelimit-max": "190" } });
    }),
    http.post("https://api.hubapi.com/gone", () => HttpResponse.error()),
  );
  mock.listen({ onUnhandledRequest: "bypass" });
  try {
    const result = (await send(undefined, "https://api.hubapi.com/crm")) as Answer;
    expect(result).toMatchObject({ status: 207, text: '{"mocked":true}' });
    expect(result.headers.get("X-HubSpot-RateLimit-Max")).toBe("190");
    expect(seen).toHaveBeenCalledWith(`Bearer ${TOKEN}`, "application/json", "{}");
    expect(await send(undefined, "https://api.hubapi.com/gone")).toMatchObject({ name: "NetworkError" });
    // What it knows nothing of passes.
    expect(await send()).toMatchObject({ text: "over a socket" });
  } finally {
    mock.close();
  }
});
