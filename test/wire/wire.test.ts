import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HaltSwitch } from "../../src/outcome/halt.js";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";
import type { AttemptOptions } from "../../src/wire/attempt.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import { createNodeWire } from "../../src/wire/node-wire.js";
import type { Answer, OutgoingRequest, Wire } from "../../src/wire/wire.js";
import { attemptOnce } from "../helpers/attempt.js";
import { deferred } from "../helpers/http.js";
import { listenRaw, type RawRequest, type RawServer, rawAnswer } from "../helpers/raw-server.js";
import { TOKEN } from "../helpers/token.js";

const WIRES: [name: string, make: () => Wire][] = [
  ["fetch", () => createFetchWire((url, init) => fetch(url, init))],
  ["sockets of Node's", createNodeWire],
];

const long = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => `Zoë ${index}`));
const utf8 = Buffer.from("Grüße an 東京");
// Made once: to compress as far as can be takes longer than to send.
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const MEGABYTE = 1024 * 1024;
const endless = Buffer.concat(Array<Buffer>(80).fill(gzipSync(Buffer.alloc(MEGABYTE))));

const servers: RawServer[] = [];
// Timers are ours to move; what sockets do takes the time that it takes.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function listen(answer: (request: RawRequest) => void): Promise<RawServer> {
  const server = await listenRaw(answer);
  servers.push(server);
  return server;
}

describe.each(WIRES)("over %s", (_, make) => {
  /** Sends one request over a wire of its own, or over the one that is given. */
  function send(url: string, options: Partial<AttemptOptions & OutgoingRequest> = {}, wire = make()) {
    const { method = "POST", headers = { "content-type": "application/json" } } = options;
    const body = method === "GET" ? undefined : (options.body ?? '{"a":1}');
    const signal = options.signal ?? new AbortController().signal;
    const { timeoutMs = 1_000, written } = options;
    return attemptOnce({ url, method, headers, body }, { wire, token: TOKEN, signal, timeoutMs, written });
  }

  /** Sends one request to a server that answers it so. */
  async function sendTo(answer: (request: RawRequest) => void, options?: Parameters<typeof send>[1]) {
    const server = await listen(answer);
    return { result: await send(server.url, options), server };
  }

  describe("a request", () => {
    test("goes out as it is, with its token and the length of its body", async () => {
      const server = await listen(({ socket }) => socket.write(rawAnswer(200, "fine", { "X-Some": "thing" })));
      const result = (await send(`${server.url}/a%20b?c=d`, { body: '{"name":"Zoë 東京"}' })) as Answer;
      expect(result).toMatchObject({ status: 200, text: "fine" });
      expect([result.headers.get("x-some"), result.headers.get("X-SOME"), result.headers.get("y")]).toEqual([
        "thing",
        "thing",
        null,
      ]);
      expect(Object.fromEntries(result.headers)).toMatchObject({ "x-some": "thing", "content-length": "4" });
      const [request] = server.requests;
      expect(request!.head).toMatch(/^POST \/a%20b\?c=d HTTP\/1\.1\r\n/);
      expect(request!.body).toBe('{"name":"Zoë 東京"}');
      for (const header of [
        /^host: 127\.0\.0\.1:\d+$/im,
        /^content-type: application\/json$/im,
        /^content-length: 22$/im,
        /^user-agent: node$/im,
        /^accept-encoding: gzip/im,
        new RegExp(`^authorization: Bearer ${TOKEN}$`, "im"),
      ])
        expect(request!.head).toMatch(header);
    });

    test("may have no body", async () => {
      const { result, server } = await sendTo(({ socket }) => socket.write(rawAnswer(204)), {
        method: "GET",
      });
      expect(result).toMatchObject({ status: 204, text: "" });
      expect(server.requests[0]).toMatchObject({ head: expect.stringMatching(/^GET \/ /), body: "" });
    });

    test("says who it comes from where it is told to", async () => {
      const { server } = await sendTo(({ socket }) => socket.write(rawAnswer(200)), {
        headers: { "user-agent": "mine/1" },
      });
      expect(server.requests[0]!.head.match(/^user-agent: .*$/gim)).toEqual([
        expect.stringMatching(/^user-agent: mine\/1$/i),
      ]);
    });

    test("goes beside a hundred others, and nothing warns of it", async () => {
      const warned = vi.fn();
      process.on("warning", warned);
      const wire = make();
      const { cut: signal } = new HaltSwitch();
      const server = await listen(({ socket }) => socket.write(rawAnswer(200, "fine")));
      for (let round = 0; round < 2; round++) {
        const results = await Promise.all(Array.from({ length: 100 }, () => send(server.url, { signal }, wire)));
        expect(results.every((result) => (result as Answer).text === "fine")).toBe(true);
      }
      await new Promise((resolve) => setImmediate(resolve));
      process.off("warning", warned);
      expect(warned).not.toHaveBeenCalled();
    });
  });

  describe("an answer", () => {
    test.each([
      ["gzip", gzipSync(long)],
      ["x-gzip", gzipSync(long)],
      ["GZIP", gzipSync(long)],
      ["br", brotliCompressSync(long, quickly)],
      ["deflate", deflateSync(long)],
      ["gzip, br", brotliCompressSync(gzipSync(long), quickly)],
    ])("may be compressed: %s", async (coding, body) => {
      const { result } = await sendTo(({ socket }) =>
        socket.write(rawAnswer(200, body, { "content-encoding": coding })),
      );
      expect((result as Answer).text === long).toBe(true);
    });

    test.each(["gzip", "br"])("may name a coding and have no body: %s", async (coding) => {
      for (const status of [204, 200]) {
        const { result } = await sendTo(({ socket }) =>
          socket.write(rawAnswer(status, "", { "content-encoding": coding })),
        );
        expect(result).toMatchObject({ status, text: "" });
      }
    });

    test("may come in chunks, cut anywhere, with trailers", async () => {
      const { result } = await sendTo(({ socket }) => {
        socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n");
        for (const byte of utf8)
          socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]));
        socket.write("0\r\nx-sum: 1\r\n\r\n");
      });
      expect(result).toMatchObject({ status: 200, text: "Grüße an 東京" });
    });

    test("may come byte by byte", async () => {
      const { result } = await sendTo(({ socket }) => {
        socket.setNoDelay(true);
        const bytes = rawAnswer(207, utf8);
        const next = (at: number) => {
          if (at < bytes.length) socket.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
        };
        next(0);
      });
      expect(result).toMatchObject({ status: 207, text: "Grüße an 東京" });
    });

    test("may come after others that announce it", async () => {
      const { result } = await sendTo(({ socket }) => {
        socket.write("HTTP/1.1 102 Processing\r\n\r\n");
        socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
        socket.write(rawAnswer(200, "fine"));
      });
      expect(result).toMatchObject({ status: 200, text: "fine" });
    });

    test("may end with its connection", async () => {
      const { result } = await sendTo(({ socket }) => socket.end("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nfine"));
      expect(result).toMatchObject({ status: 200, text: "fine" });
    });

    test("with a status of HubSpot's own is taken as it is", async () => {
      const { result } = await sendTo(({ socket }) => socket.write(rawAnswer(477, "moving", { "retry-after": "5" })));
      expect(result).toMatchObject({ status: 477, text: "moving" });
      expect((result as Answer).headers.get("Retry-After")).toBe("5");
    });

    test("that redirects is not followed, and its connection is let go of", async () => {
      const { result, server } = await sendTo(({ socket }) =>
        socket.write(rawAnswer(307, "", { location: `https://elsewhere.example/a?token=${TOKEN}` })),
      );
      expect(result).toBeInstanceOf(UnexpectedResponseError);
      expect(result).toMatchObject({
        message: expect.stringContaining("to https://elsewhere.example/a, which is not"),
      });
      expect(server.requests).toHaveLength(1);
    });

    test("that inflates without end is read no further than anyone wants", async () => {
      const { promise: isOver, resolve: end } = deferred();
      const server = await listen(({ socket }) => {
        socket.once("close", () => end()).write(rawAnswer(200, endless, { "content-encoding": "gzip" }));
      });
      let bytes = 0;
      const exchange = make()(
        { url: server.url, method: "GET", headers: {}, body: undefined },
        {
          written() {},
          answered() {},
          received(part) {
            bytes += part.length;
            if (bytes > MEGABYTE) exchange.cut();
          },
          ended: end,
          failed: () => end(),
        },
      );
      await isOver;
      expect(bytes).toBeGreaterThan(MEGABYTE);
      expect(bytes).toBeLessThan(2 * MEGABYTE);
    });

    test("does not repeat the token", async () => {
      const { result } = await sendTo(({ socket }) => socket.write(rawAnswer(401, `Bearer ${TOKEN} has expired`)));
      expect(result).toMatchObject({ text: "Bearer [access token] has expired" });
    });
  });

  describe("what is lost may have been written", () => {
    test.each<[string, (request: RawRequest) => void]>([
      ["a reset instead of an answer", ({ socket }) => socket.resetAndDestroy()],
      ["an end instead of an answer", ({ socket }) => socket.end()],
      ["half a status line", ({ socket }) => socket.end("HTTP/1.1 2")],
      ["half the headers", ({ socket }) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n")],
      [
        "a body that is shorter than it says",
        ({ socket }) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"),
      ],
      [
        "chunks that end before they do",
        ({ socket }) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
      ],
      [
        "half a body and a reset",
        ({ socket }) =>
          socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", () =>
            setImmediate(() => socket.resetAndDestroy()),
          ),
      ],
      ["something else than HTTP", ({ socket }) => socket.end("220 mail.example ESMTP\r\n")],
      [
        "another protocol",
        ({ socket }) => socket.end("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      ],
      ["headers without end", ({ socket }) => socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`)],
      [
        "something else than it is said to be compressed by",
        ({ socket }) => socket.write(rawAnswer(200, "no gzip at all", { "content-encoding": "gzip" })),
      ],
    ])("%s", async (_name, answer) => {
      const { result, server } = await sendTo(answer);
      expect(result).toBeInstanceOf(NetworkError);
      expect(result).toMatchObject({ neverSent: false });
      expect(server.requests).toHaveLength(1);
    });

    test("a compressed answer that is cut in its middle is no whole one", async () => {
      const whole = gzipSync(JSON.stringify(Array.from({ length: 5_000 }, (_, index) => index)));
      const half = whole.subarray(0, whole.length / 2);
      const { result } = await sendTo(({ socket }) =>
        socket.write(rawAnswer(200, half, { "content-encoding": "gzip" })),
      );
      // Node's fetch hands over what there is, as browsers do: it is no JSON then.
      if (result instanceof Error) expect(result).toMatchObject({ name: "NetworkError", neverSent: false });
      else expect(() => JSON.parse(result.text) as unknown).toThrow();
    });

    test("a connection that the server closed before is not used again", async () => {
      const wire = make();
      const server = await listen(({ socket }) => socket.end(rawAnswer(200, "fine")));
      for (let request = 0; request < 3; request++) {
        expect(await send(server.url, {}, wire)).toMatchObject({ text: "fine" });
        await closed(server, request);
      }
    });
  });

  describe("a request that nothing answers", () => {
    test("is given up in time, and its connection with it", async () => {
      const server = await listen(() => {});
      const result = send(server.url, { timeoutMs: 1_000 });
      await server.received(1);
      vi.advanceTimersByTime(999);
      expect(server.sockets[0]!.destroyed).toBe(false);
      vi.advanceTimersByTime(1);
      expect(await result).toEqual(new TimeoutError(1_000));
      await closed(server, 0);
    });

    test("has longer than a connection has to be made", async () => {
      const server = await listen(() => {});
      const result = send(server.url, { timeoutMs: 30_000 });
      await server.received(1);
      vi.advanceTimersByTime(29_999);
      expect(server.sockets[0]!.destroyed).toBe(false);
      vi.advanceTimersByTime(1);
      expect(await result).toEqual(new TimeoutError(30_000));
    });

    test("is given up in the middle of its answer too", async () => {
      const server = await listen(({ socket }) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"));
      const result = send(server.url);
      await server.received(1);
      vi.advanceTimersByTime(1_000);
      expect(await result).toBeInstanceOf(TimeoutError);
      await closed(server, 0);
    });

    test("ends with its signal, and its connection with it", async () => {
      const controller = new AbortController();
      const server = await listen(() => {});
      const result = send(server.url, { signal: controller.signal });
      await server.received(1);
      controller.abort("enough");
      expect(await result).toMatchObject({ name: "NetworkError", cause: "enough", neverSent: false });
      await closed(server, 0);
    });
  });

  test("where nobody listens, nothing was sent", async () => {
    const server = await listen(() => {});
    await server.close();
    const result = await send(server.url);
    expect(result).toMatchObject({ message: "The connection failed: ECONNREFUSED", neverSent: true });
    servers.splice(0);
  });

  test("where there is no such address, nothing was sent", async () => {
    expect(await send("http://[not an address/")).toMatchObject({ name: "NetworkError", neverSent: true });
  });
});

/** Waits until the other side has closed a connection. */
async function closed(server: RawServer, place: number): Promise<void> {
  const socket = server.sockets[place]!;
  if (!socket.destroyed) await new Promise((resolve) => socket.once("close", resolve));
}
