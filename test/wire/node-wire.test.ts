import { createServer } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { AttemptOptions } from "../../src/wire/attempt.js";
import { createNodeWire } from "../../src/wire/node-wire.js";
import { attemptOnce } from "../helpers/attempt.js";
import { fakeTime } from "../helpers/fake-time.js";
import { listenRaw, type RawRequest, type RawServer, rawAnswer } from "../helpers/raw-server.js";
import { TOKEN } from "../helpers/token.js";

// What all wires have in common is tested for all of them: wire.test.ts.

const servers: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
fakeTime({ toFake: ["setTimeout", "clearTimeout"] });

async function listen(answer: (request: RawRequest) => void): Promise<RawServer> {
  const server = await listenRaw(answer);
  servers.push(server);
  return server;
}

function send(url: string, wire = createNodeWire(), options: Partial<AttemptOptions> = {}, body = '{"a":1}') {
  const { signal } = new AbortController();
  const request = { url, method: "POST", headers: { "content-type": "application/json" }, body };
  return attemptOnce(request, { wire, token: TOKEN, signal, timeoutMs: 110_000, ...options });
}

const fine = ({ socket }: RawRequest) => socket.write(rawAnswer(200, "fine"));

describe("connections", () => {
  test("serve one request after another, and as many as are in flight at once", async () => {
    const wire = createNodeWire();
    const server = await listen(fine);
    for (let request = 0; request < 5; request++) await send(server.url, wire);
    expect(server.sockets).toHaveLength(1);
    await Promise.all(Array.from({ length: 5 }, () => send(server.url, wire)));
    expect(server.sockets).toHaveLength(5);
  });

  test("are a client's own", async () => {
    const server = await listen(fine);
    await send(server.url);
    await send(server.url);
    expect(server.sockets).toHaveLength(2);
  });

  test("that the server closes as the next request comes may have carried it", async () => {
    const wire = createNodeWire();
    const server = await listen((request) => (request.count === 1 ? fine(request) : request.socket.resetAndDestroy()));
    expect(await send(server.url, wire)).toMatchObject({ text: "fine" });
    expect(await send(server.url, wire)).toMatchObject({ name: "NetworkError", neverSent: false });
    expect(server.sockets).toHaveLength(1);
  });

  test("that were idle while the process was frozen are not trusted", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const wire = createNodeWire();
    const server = await listen(fine);
    await send(server.url, wire);
    vi.setSystemTime(Date.now() + 3_900);
    await send(server.url, wire);
    expect(server.sockets).toHaveLength(1);
    vi.setSystemTime(Date.now() + 4_100);
    expect(await send(server.url, wire)).toMatchObject({ text: "fine" });
    expect(server.sockets).toHaveLength(2);
  });
});

describe("that a request was written", () => {
  test("is told while its answer is still out", async () => {
    const written = vi.fn();
    const server = await listen(() => {});
    const before = performance.now();
    const result = send(server.url, createNodeWire(), { written });
    expect(written).not.toHaveBeenCalled();
    await server.received(1);
    await vi.waitFor(() => expect(written).toHaveBeenCalled());
    const [atMs] = written.mock.calls[0]!;
    expect(atMs).toBeGreaterThanOrEqual(before);
    expect(atMs).toBeLessThanOrEqual(performance.now());
    server.sockets[0]!.end(rawAnswer(200, "fine"));
    expect(await result).toMatchObject({ text: "fine" });
    expect(written).toHaveBeenCalledTimes(1);
  });

  test("is not told of one that is stuck on its way", async () => {
    const written = vi.fn();
    // Takes the connection, and reads nothing of it.
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const controller = new AbortController();
    servers.push({ close: () => server.close() });
    const taken = new Promise<void>((resolve) =>
      server.once("connection", (socket) => {
        // Where nothing is read, no end is seen either: it would stay open.
        servers.push({ close: () => socket.destroy() });
        resolve();
      }),
    );
    const options = { written, signal: controller.signal };
    const result = send(`http://127.0.0.1:${port}`, createNodeWire(), options, "x".repeat(50_000_000));
    await taken;
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await result).toMatchObject({ name: "NetworkError", neverSent: false });
    expect(written).not.toHaveBeenCalled();
  });
});

describe("nothing was sent", () => {
  test("as long as no connection is made: another attempt will do after ten seconds", async () => {
    const result = send("http://stuck.example", stuckWire());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await result).toMatchObject({
      name: "NetworkError",
      message: "No connection was made within 10000 ms",
      neverSent: true,
    });
  });

  test("where the attempt is cut, or has less time, before there is a connection", async () => {
    const controller = new AbortController();
    const cut = send("http://stuck.example", stuckWire(), { signal: controller.signal });
    const late = send("http://stuck.example", stuckWire(), { timeoutMs: 500 });
    controller.abort();
    expect(await cut).toMatchObject({ name: "NetworkError", neverSent: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(await late).toMatchObject({ name: "TimeoutError", neverSent: true });
  });

  test("where the other side is not who it should be", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push({ close: () => server.close() });
    const { port } = server.address() as { port: number };
    // It resets the connection in the middle of the handshake: as a code that is a connection lost, and may mean anything.
    expect(await send(`https://127.0.0.1:${port}`)).toMatchObject({
      message: "The connection failed: ECONNRESET",
      neverSent: true,
    });
  });

  test("where a header can't be sent", async () => {
    const server = await listen(fine);
    const request = { url: server.url, method: "POST", headers: { "x-a": "Zoë\n" }, body: "{}" };
    const result = await attemptOnce(request, {
      wire: createNodeWire(),
      token: TOKEN,
      signal: new AbortController().signal,
      timeoutMs: 1_000,
    });
    expect(result).toMatchObject({ message: "The connection failed: ERR_INVALID_CHAR", neverSent: true });
    expect(server.requests).toEqual([]);
  });
});

/** A wire whose connections are never made: no address of this machine's does that. */
function stuckWire() {
  vi.spyOn(process.getBuiltinModule("node:http"), "request").mockImplementation(((options: object) => {
    const { ClientRequest } = process.getBuiltinModule("node:http");
    const { Socket } = process.getBuiltinModule("node:net");
    const socket = Object.assign(new Socket(), { connecting: true });
    return new ClientRequest({ ...options, agent: undefined, createConnection: () => socket });
  }) as never);
  return createNodeWire();
}
