import { expect, test } from "vitest";
import { chart } from "../../../src/cli/page/chart.js";
import type { Course, Span } from "../../../src/cli/page/course.js";

const span = (more: Partial<Span> = {}): Span => ({
  ...{ succeeded: 0, failed: 0, unknown: 0, unsent: 0, requests: 0, rateLimited: 0, faults: 0, waitedMs: 0 },
  ...more,
});
const course = (spans: Span[], more: Partial<Course> = {}): Course => ({
  ...{ startedMs: 0, spanMs: 1_000, batchSize: 100, spans },
  ...more,
});

test("the quota's line, waits, refusals and faults are drawn where there are some, and said as a table", () => {
  const quota = { requests: 100, intervalMs: 10_000 };
  const full = chart(
    course([span({ succeeded: 900, failed: 100, requests: 10 }), span({ rateLimited: 2, faults: 1, waitedMs: 500 })], {
      quota,
    }),
  ).text;
  expect(full).toContain('class="quota"');
  expect(full).toContain("what the quota allows: 1,000 records/s");
  expect(full).toMatch(/fill-wait[^>]+width="223"/);
  for (const part of ["fill-429", "fill-fault", "fill-failed"]) expect(full).toContain(part);
  expect(full).toContain(
    '<th scope="row">1 s</th><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td><td>1</td><td>500 ms</td>',
  );
  const bare = chart(course([span({ succeeded: 10 })])).text;
  for (const part of ['class="quota"', "fill-wait", "fill-429", "fill-fault", "fill-failed"])
    expect(bare).not.toContain(part);
});

test("a quota far above what was written does not flatten what was", () => {
  const quota = { requests: 1_000_000, intervalMs: 1_000 };
  expect(chart(course([span({ succeeded: 10 })], { quota })).text).not.toContain('class="quota"');
});

test("a course of nothing is drawn, too", () => {
  expect(chart(course([span()])).text).not.toMatch(/NaN|Infinity/);
});
