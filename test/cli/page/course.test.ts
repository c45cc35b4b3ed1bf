import { channel, tracingChannel } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { CourseCollector } from "../../../src/cli/page/course.js";
import type { BatchMessage, RunMessage } from "../../../src/index.js";

/** Tells what a run would, at times of one's own. */
function setUp() {
  const clock = { now: 1_000_000 };
  const collector = new CourseCollector("contacts.upsert", () => clock.now);
  const tell = (operation = "contacts.upsert") => {
    const run = { operation, batchSize: 100 } as RunMessage;
    const batch = (counts: object): BatchMessage =>
      ({ run, size: 100, result: { succeeded: 0, failed: 0, unknown: 0, unsent: 0, ...counts } }) as BatchMessage;
    return {
      batch: (counts: object) => tracingChannel("hubspot-batch:batch").asyncEnd.publish(batch(counts)),
      request: (result?: object) =>
        tracingChannel("hubspot-batch:request").asyncEnd.publish({ batch: batch({}), result }),
      wait: (ms: number) =>
        channel("hubspot-batch:wait").publish({ batch: batch({}), reason: "quota", untilMs: clock.now + ms }),
    };
  };
  return { clock, collector, tell };
}

test("what ends is counted in the span of its time", () => {
  const { clock, collector, tell } = setUp();
  const { batch, request } = tell();
  request({ status: 200, quota: { requests: 190, intervalMs: 10_000 } });
  batch({ succeeded: 99, failed: 1 });
  clock.now += 600;
  request({ status: 429 });
  request({ status: 502 });
  request();
  batch({ unknown: 60, unsent: 40 });
  const { spans, ...rest } = collector.end();
  expect(rest).toEqual({
    startedMs: 1_000_000,
    spanMs: 250,
    batchSize: 100,
    quota: { requests: 190, intervalMs: 10_000 },
  });
  expect(spans).toHaveLength(3);
  expect(spans[0]).toMatchObject({ succeeded: 99, failed: 1, requests: 1, rateLimited: 0, faults: 0 });
  expect(spans[2]).toMatchObject({ unknown: 60, unsent: 40, requests: 3, rateLimited: 1, faults: 2 });
});

test("a moment in which many wait counts once, over all the spans that it takes", () => {
  const { clock, collector, tell } = setUp();
  const { wait } = tell();
  clock.now += 200;
  wait(300);
  wait(200);
  clock.now += 100;
  wait(400);
  clock.now += 400;
  expect(collector.end().spans.map(({ waitedMs }) => waitedMs)).toEqual([50, 250, 200]);
});

test("a run of any length takes as many spans, and loses nothing", () => {
  const { clock, collector, tell } = setUp();
  const { batch, wait } = tell();
  for (let second = 0; second < 7_200; second++) {
    clock.now += 1_000;
    batch({ succeeded: 100 });
    wait(500);
  }
  const { spans, spanMs } = collector.end();
  expect(spans.length).toBeLessThanOrEqual(120);
  expect(spans.length * spanMs).toBeGreaterThan(7_200_000);
  expect(spans.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(720_000);
  expect(Math.max(...spans.map(({ waitedMs }) => waitedMs))).toBeLessThanOrEqual(spanMs / 2);
});

test("other operations, single requests, and what comes after the end are not its own", () => {
  const heard = () => [tracingChannel("hubspot-batch:batch").asyncEnd, channel("hubspot-batch:wait")];
  const others = heard().map(({ hasSubscribers }) => hasSubscribers);
  const { collector, tell } = setUp();
  const other = tell("contacts.read");
  other.batch({ succeeded: 1 });
  other.request({ status: 200 });
  other.wait(100);
  tracingChannel("hubspot-batch:request").asyncEnd.publish({ result: { status: 200 } });
  const before = collector.end();
  tell().batch({ succeeded: 5 });
  expect(before.spans).toEqual([
    { succeeded: 0, failed: 0, unknown: 0, unsent: 0, requests: 0, rateLimited: 0, faults: 0, waitedMs: 0 },
  ]);
  expect(collector.end()).toEqual(before);
  expect(heard().map(({ hasSubscribers }) => hasSubscribers)).toEqual(others);
});
