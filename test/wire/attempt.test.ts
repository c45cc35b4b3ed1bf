import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";
import type { AttemptOptions } from "../../src/wire/attempt.js";
import { createFetchWire } from "../../src/wire/fetch-wire.js";
import type { Answer, Fetch, Wire } from "../../src/wire/wire.js";
import { attemptOnce } from "../helpers/attempt.js";
import { fakeTime } from "../helpers/fake-time.js";
import { collectGarbage } from "../helpers/gc.js";
import { connectionError, deferred, fakeFetch, hang, respond } from "../helpers/http.js";
import { TOKEN } from "../helpers/token.js";

const request = { url: "https://api.example.com/x", method: "POST", headers: { "x-y": "z" }, body: "{}" };

function send(fetch: Fetch, options: Partial<AttemptOptions> = {}) {
  const wire = createFetchWire(fetch);
  return attemptOnce(request, {
    wire,
    token: TOKEN,
    signal: new AbortController().signal,
    timeoutMs: 1_000,
    ...options,
  });
}

/** Everything that a log, a test runner or a reporter might print of it. */
function printed(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
}

fakeTime();

test("a request is one call of fetch, with a string for a body, the token, and no redirect followed", async () => {
  const { fetch, sent } = fakeFetch(() => respond(207, "text", { "x-a": "b" }));
  const result = await send(fetch);
  expect(result).toMatchObject({ status: 207, text: "text" });
  expect((result as Answer).headers.get("x-a")).toBe("b");
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ url: request.url, method: "POST", body: "{}", token: TOKEN });
  expect(sent[0]!.headers.get("x-y")).toBe("z");
  expect(sent[0]!.init).toMatchObject({ redirect: "manual", body: "{}" });
});

test("a listener that was removed keeps no answer", async () => {
  const listeners: unknown[] = [];
  const signal = Object.assign(new AbortController().signal, {
    addEventListener: (_: string, listener: unknown) => listeners.push(listener),
    removeEventListener: () => {},
  });
  const kept: WeakRef<object>[] = [];
  const fetch = async () => {
    const response = respond(200, "text");
    kept.push(new WeakRef(response.body!));
    return response;
  };
  const answered = async () => void kept.push(new WeakRef((await send(fetch, { signal })) as Answer));
  await answered();
  // A WeakRef holds on until the turn in which it was made is over.
  await setImmediate();
  collectGarbage();
  expect(listeners).toHaveLength(1);
  expect(kept.map((one) => one.deref())).toEqual([undefined, undefined]);
});

describe("time", () => {
  test("a fetch that hangs is given up, and aborted", async () => {
    const { fetch, sent } = fakeFetch(hang);
    const result = send(fetch);
    await vi.advanceTimersByTimeAsync(999);
    expect(sent[0]!.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toEqual(new TimeoutError(1_000));
    expect(sent[0]!.signal.aborted).toBe(true);
  });

  test("a fetch that ignores its signal is given up all the same", async () => {
    const result = send(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toBeInstanceOf(TimeoutError);
    const controller = new AbortController();
    const cut = send(() => new Promise(() => {}), { signal: controller.signal });
    controller.abort("enough");
    expect(await cut).toMatchObject({ name: "NetworkError", cause: "enough" });
  });

  test("what a fetch throws or answers after it was given up is nobody's business", async () => {
    const late = deferred<Response>();
    const result = send(() => late.promise);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toBeInstanceOf(TimeoutError);
    late.reject(new Error("late"));
    await vi.advanceTimersByTimeAsync(0);
  });

  test("a body that stalls is given up too", async () => {
    let pulls = 0;
    const stalling = new ReadableStream<Uint8Array>({
      pull: (controller) => (pulls++ === 0 ? controller.enqueue(new Uint8Array([123])) : new Promise(() => {})),
    });
    const result = send(async () => new Response(stalling));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toBeInstanceOf(TimeoutError);
  });

  test("a body that never ends is let go of when it is given up, though fetch ignores its signal", async () => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const cancelled = vi.fn(() => clearInterval(timer));
    const endless = new ReadableStream<Uint8Array>({
      start(controller) {
        timer = setInterval(() => controller.enqueue(new TextEncoder().encode("still here ")), 100);
      },
      cancel: cancelled,
    });
    const result = send(async () => new Response(endless));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await result).toBeInstanceOf(TimeoutError);
    expect(cancelled).toHaveBeenCalled();
  });

  test("the signal of a run keeps nothing of an attempt that is over", async () => {
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, "addEventListener");
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const { fetch, sent } = fakeFetch(() => respond(200));
    await send(fetch, { signal: controller.signal });
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
    controller.abort();
    expect(sent[0]!.signal.aborted).toBe(false);
  });
});

describe("answers", () => {
  test("a body in many pieces is one text, characters cut in two included", async () => {
    const bytes = new TextEncoder().encode("Grüße an 東京");
    const pieces = [...bytes].map((byte) => new Uint8Array([byte]));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
    });
    expect(await send(async () => new Response(body))).toMatchObject({ text: "Grüße an 東京" });
  });

  test("an answer without a body has an empty text", async () => {
    expect(await send(async () => new Response(null, { status: 204 }))).toMatchObject({ status: 204, text: "" });
  });

  test("a body that is cut is a lost connection", async () => {
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (pulls++ === 0) controller.enqueue(new TextEncoder().encode('{"results":['));
        else controller.error(connectionError("UND_ERR_SOCKET"));
      },
    });
    const result = await send(async () => new Response(body));
    expect(result).toBeInstanceOf(NetworkError);
    expect(result).toMatchObject({ message: expect.stringContaining("UND_ERR_SOCKET") });
    expect(result).toMatchObject({ neverSent: false });
  });

  test("a body without end is read no further than anyone needs, and let go of", async () => {
    const piece = new Uint8Array(8 * 1024 * 1024).fill(32);
    const cancelled = vi.fn();
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulls++;
        controller.enqueue(piece);
      },
      cancel: cancelled,
    });
    const result = await send(async () => new Response(body));
    expect(result).toBeInstanceOf(UnexpectedResponseError);
    expect(pulls).toBeLessThan(12);
    await vi.advanceTimersByTimeAsync(0);
    expect(cancelled).toHaveBeenCalled();
  });

  test.each([301, 302, 303, 307, 308])("a %d is not followed", async (status) => {
    const { fetch, sent } = fakeFetch(() =>
      respond(status, "", { location: `https://elsewhere.example/a?token=${TOKEN}` }),
    );
    const result = await send(fetch);
    expect(result).toBeInstanceOf(UnexpectedResponseError);
    expect(result).toMatchObject({
      status,
      message: `HubSpot answered ${status} with a redirect to https://elsewhere.example/a, which is not followed`,
    });
    expect(sent).toHaveLength(1);
  });

  test("a redirect that a browser hides is one all the same", async () => {
    const hidden = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
    expect(await send(async () => hidden)).toBeInstanceOf(UnexpectedResponseError);
  });
});

test("a network that goes away under an open connection may have lost what was written", async () => {
  for (const [syscall, never] of [
    ["connect", true],
    ["read", false],
    ["write", false],
  ] as const) {
    const cause = Object.assign(new Error("no route"), { code: "EHOSTUNREACH", syscall });
    const result = await send(() => Promise.reject(new TypeError("fetch failed", { cause })));
    expect(result).toMatchObject({ neverSent: never });
  }
});

describe("lost connections", () => {
  test("the message is that of the innermost cause", async () => {
    const result = await send(async () => {
      throw connectionError("ECONNRESET");
    });
    expect(result).toMatchObject({ message: "The connection failed: ECONNRESET", cause: { message: "fetch failed" } });
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED"])(
    "%s means that HubSpot never saw the request",
    async (code) => {
      const result = await send(async () => {
        throw connectionError(code);
      });
      expect(result).toMatchObject({ neverSent: true });
    },
  );

  test.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"])(
    "%s does not mean that",
    async (code) => {
      const result = await send(async () => {
        throw connectionError(code);
      });
      expect(result).toMatchObject({ neverSent: false });
    },
  );

  test.each([
    ["a text", "broken"],
    ["undefined", undefined],
    ["null", null],
    ["an object without a prototype", Object.create(null)],
    ["a symbol", Symbol("broken")],
    ["an error that is its own cause", Object.assign(new Error("round"), { cause: undefined })],
  ])("%s thrown by fetch is a NetworkError", async (_, thrown) => {
    if (thrown instanceof Error) thrown.cause = thrown;
    const result = await send(() => Promise.reject(thrown));
    expect(result).toBeInstanceOf(NetworkError);
    expect(result).toMatchObject({ neverSent: false });
  });
});

describe("whatever a fetch throws", () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const no = () => {
    throw new Error("no");
  };
  test.each<[string, unknown, string]>([
    ["a message that throws", Object.defineProperty(new TypeError("x"), "message", { get: no }), "TypeError"],
    ["a code that throws", Object.defineProperty(new Error("reset"), "code", { get: no }), "reset"],
    ["a cause that throws", Object.defineProperty(new Error("reset"), "cause", { get: no }), "reset"],
    ["a proxy that was revoked", revoked.proxy, "It threw an error that can't be looked at"],
    ["a cause that is one", new Error("reset", { cause: revoked.proxy }), "an object that can't be looked at"],
    ["colours and two lines", new Error("\u001b[31mred\nmore"), "\\u001b[31mred more"],
    ["nothing", undefined, "undefined"],
  ])("is told: %s", async (_, thrown, message) => {
    expect(await send(() => Promise.reject(thrown as Error))).toMatchObject({
      name: "NetworkError",
      message: `The connection failed: ${message}`,
    });
  });
});

describe("the token", () => {
  test("is not repeated by an answer", async () => {
    const result = await send(async () => respond(401, { message: `Bearer ${TOKEN} has expired: ${TOKEN}` }));
    expect(printed(result)).not.toContain(TOKEN);
    expect((result as { text: string }).text).toContain("[access token]");
  });

  test("is not repeated by a redirect", async () => {
    const result = await send(async () => respond(302, "", { location: `https://x.example/${TOKEN}` }));
    expect(printed(result)).not.toContain(TOKEN);
  });

  const withToken = (text: string) => `${text} ${TOKEN}`;
  const circular = () => {
    const error = new Error(withToken("round"));
    error.cause = error;
    return error;
  };
  test.each([
    ["message", () => new Error(withToken("bad header"))],
    ["text", () => withToken("bad header")],
    ["cause", () => new Error("failed", { cause: new Error(withToken("inner")) })],
    ["cause of a cause", () => new Error("a", { cause: new Error("b", { cause: { deep: withToken("c") } }) })],
    [
      "request",
      () => Object.assign(new Error("failed"), { request: { headers: { authorization: `Bearer ${TOKEN}` } } }),
    ],
    [
      "headers",
      () => Object.assign(new Error("failed"), { config: { headers: new Headers({ authorization: TOKEN }) } }),
    ],
    ["stack", () => Object.assign(new Error("failed"), { stack: withToken("at") })],
    ["list of errors", () => new AggregateError([new Error(withToken("one"))], "all failed")],
    ["code", () => Object.assign(new Error("failed"), { code: TOKEN })],
    ["own circle", circular],
    ["map", () => Object.assign(new Error("failed"), { headers: new Map([["authorization", TOKEN]]) })],
    ["key", () => Object.assign(new Error("failed"), { [TOKEN]: true })],
  ])("is not repeated by an error that has it in its %s", async (_, thrown) => {
    const error: unknown = thrown();
    const result = await send(() => Promise.reject(error));
    expect(result).toBeInstanceOf(NetworkError);
    expect(printed(result)).not.toContain(TOKEN);
  });

  test("an error that does not repeat it is kept as it is", async () => {
    const thrown = connectionError("ECONNRESET");
    expect(await send(() => Promise.reject(thrown))).toMatchObject({ cause: thrown });
  });

  test("a short one, as tests have, strikes no text by chance", async () => {
    const body = { results: [{ eventName: "Latest news" }] };
    expect(await send(async () => respond(200, body), { token: "test" })).toMatchObject({ text: JSON.stringify(body) });
  });
});

test("that a request was written is told once, and no more when its answer is there", async () => {
  const written = vi.fn();
  const wire: Wire = (_, receiver) => {
    queueMicrotask(() => {
      receiver.written();
      receiver.written();
      receiver.answered(200, new Headers());
      receiver.ended();
    });
    return { neverSent: false, cut: () => {} };
  };
  const late: Wire = (_, receiver) => {
    queueMicrotask(() => {
      receiver.answered(200, new Headers());
      receiver.ended();
      receiver.written();
    });
    return { neverSent: false, cut: () => {} };
  };
  const { signal } = new AbortController();
  const options = { token: TOKEN, signal, timeoutMs: 1_000, written };
  expect(await attemptOnce(request, { ...options, wire })).toMatchObject({ status: 200 });
  expect(written).toHaveBeenCalledTimes(1);
  expect(await attemptOnce(request, { ...options, wire: late })).toMatchObject({ status: 200 });
  expect(written).toHaveBeenCalledTimes(1);
});

test("over fetch, nobody is told that a request was written: it does not show", async () => {
  const written = vi.fn();
  await send(fakeFetch(() => respond(200)).fetch, { written });
  expect(written).not.toHaveBeenCalled();
});
