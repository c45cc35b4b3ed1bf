import { channel, tracingChannel } from "node:diagnostics_channel";
import { afterEach, expect, test, vi } from "vitest";
import { isWatched } from "../../src/wire/channels.js";

afterEach(() => vi.unstubAllGlobals());

const heard = () => {};

test.each(["run", "batch", "request"] as const)("a subscriber of any event of the %s channel is heard of", (name) => {
  for (const event of ["start", "end", "asyncStart", "asyncEnd", "error"] as const) {
    const traced = tracingChannel(`hubspot-batch:${name}`);
    expect(isWatched()).toBe(false);
    traced[event].subscribe(heard);
    expect(isWatched()).toBe(true);
    traced[event].unsubscribe(heard);
  }
  expect(isWatched()).toBe(false);
});

test("a subscriber of waits alone is heard of, one of another's channel is not", () => {
  channel("hubspot-batch:wait").subscribe(heard);
  expect(isWatched()).toBe(true);
  channel("hubspot-batch:wait").unsubscribe(heard);
  channel("hubspot-batch").subscribe(heard);
  expect(isWatched()).toBe(false);
  channel("hubspot-batch").unsubscribe(heard);
});

test("where there is no Node, or an older one, nobody listens", () => {
  tracingChannel("hubspot-batch:run").start.subscribe(heard);
  for (const process of [undefined, {}, { getBuiltinModule: () => undefined }]) {
    vi.stubGlobal("process", process);
    expect(isWatched()).toBe(false);
  }
  vi.unstubAllGlobals();
  expect(isWatched()).toBe(true);
  tracingChannel("hubspot-batch:run").start.unsubscribe(heard);
});

test("tracing channels that do not say who subscribes, as Bun's, are asked by their start", () => {
  const start = { hasSubscribers: true };
  const module = { tracingChannel: () => ({ start }), hasSubscribers: () => false };
  vi.stubGlobal("process", { getBuiltinModule: () => module });
  expect(isWatched()).toBe(true);
  start.hasSubscribers = false;
  expect(isWatched()).toBe(false);
});
