import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createOwnFetchCheck } from "../../src/wire/node-own-fetch.js";

// One for each test: it remembers what it saw.
let isOwn = createOwnFetchCheck();
const FIRST = Symbol.for("undici.globalDispatcher.1");
const SECOND = Symbol.for("undici.globalDispatcher.2");
const globals = globalThis as Record<symbol, unknown>;
const ownBeforeUse = isOwn();
let before: (readonly [symbol, unknown])[] = [];

// Node makes its dispatcher when its fetch is first used; without it, nobody's fetch works any more.
beforeAll(async () => {
  await fetch("data:,used");
  before = [FIRST, SECOND].map((key) => [key, globals[key]]);
});

beforeEach(() => {
  isOwn = createOwnFetchCheck();
});

afterEach(() => {
  for (const [key, dispatcher] of before) globals[key] = dispatcher;
});

/** A dispatcher as undici makes them. */
class Agent {
  constructor(options: object) {
    Object.assign(this, { [Symbol("clients")]: new Map(), [Symbol("options")]: options });
  }
  dispatch(): void {}
}
class ProxyAgent extends Agent {}
class MockAgent {}
class Dispatcher1Wrapper {}

test("the proxy that Node itself gave it is one that its agents know of too", () => {
  class EnvHttpProxyAgent extends Agent {}
  const { options } = process.getBuiltinModule("node:https").globalAgent as unknown as { options: object };
  globals[FIRST] = new EnvHttpProxyAgent({});
  expect(isOwn()).toBe(false);
  globals[FIRST] = undefined;
  expect(isOwn()).toBe(true);
  Object.assign(options, { proxyEnv: { HTTPS_PROXY: "http://127.0.0.1:9" } });
  try {
    globals[FIRST] = new EnvHttpProxyAgent({});
    expect(isOwn()).toBe(true);
  } finally {
    Object.assign(options, { proxyEnv: undefined });
  }
});

test("Node's fetch is its own, before and after its first use", () => {
  expect([ownBeforeUse, isOwn()]).toEqual([true, true]);
  expect(isOwn()).toBe(true);
});

test("another in its place is not, as long as it is there", () => {
  for (const other of [async () => new Response(), vi.fn(), class {}, undefined, "fetch", fetch.bind(undefined)]) {
    vi.stubGlobal("fetch", other);
    expect(isOwn()).toBe(false);
    vi.unstubAllGlobals();
    expect(isOwn()).toBe(true);
  }
});

test("one that wraps it is not, for it does something else too", () => {
  const own = fetch;
  vi.stubGlobal("fetch", (...args: Parameters<typeof fetch>) => own(...args));
  expect(isOwn()).toBe(false);
});

test.each<[string, unknown, boolean]>([
  ["none", undefined, true],
  ["an agent that was told nothing", new Agent({}), true],
  ["an agent of a later version, that was told nothing", new Agent({ maxOrigins: Infinity, connect: undefined }), true],
  ["the stand-in that a later version leaves for earlier ones", new Dispatcher1Wrapper(), true],
  ["an agent with certificates", new Agent({ connect: { ca: "…" } }), false],
  ["an agent with an interceptor", Object.assign(new Agent({}), { dispatch: () => {} }), false],
  ["a proxy", new ProxyAgent({}), false],
  ["a mock", new MockAgent(), false],
  [
    "an agent whose options nobody sees",
    new (class Agent {
      dispatch(): void {}
    })(),
    false,
  ],
  ["nobody knows what", Object.create(null), false],
  ["null", null, false],
  ["a text", "agent", false],
])("with a dispatcher that is %s", (_, dispatcher, own) => {
  for (const key of [FIRST, SECOND]) {
    globals[key] = dispatcher;
    expect(isOwn()).toBe(own);
    globals[key] = undefined;
    expect(isOwn()).toBe(true);
  }
});
