import { channel, tracingChannel } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { isWatched, watchOf } from "../../src/wire/channels.js";
import { collectGarbage } from "../helpers/gc.js";

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

test("who subscribes after a first look is heard of, whatever is collected in between", async () => {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  expect(isWatched()).toBe(false);
  // A channel lives as long as the task that asked for it; what is done once it is gone comes later still.
  await turn();
  collectGarbage();
  tracingChannel("hubspot-batch:run").start.subscribe(heard);
  await turn();
  collectGarbage();
  await turn();
  expect(isWatched()).toBe(true);
  tracingChannel("hubspot-batch:run").start.unsubscribe(heard);
});

test("where there is no Node, or an older one, nobody listens", () => {
  tracingChannel("hubspot-batch:run").start.subscribe(heard);
  for (const host of [undefined, {}, { getBuiltinModule: () => undefined }]) expect(watchOf(host)()).toBe(false);
  expect(isWatched()).toBe(true);
  tracingChannel("hubspot-batch:run").start.unsubscribe(heard);
});

test("tracing channels that do not say who subscribes, as Bun's, are asked by their start", () => {
  const start = { hasSubscribers: true };
  const module = { tracingChannel: () => ({ start }), hasSubscribers: () => false };
  const isHeard = watchOf({ getBuiltinModule: () => module });
  expect(isHeard()).toBe(true);
  start.hasSubscribers = false;
  expect(isHeard()).toBe(false);
});
