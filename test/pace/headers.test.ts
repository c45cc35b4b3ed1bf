import { expect, test } from "vitest";
import { readRateHeaders } from "../../src/pace/headers.js";

function read(max: string, interval?: string) {
  const names = { "X-HubSpot-RateLimit-Max": max };
  const headers = new Headers(
    interval === undefined ? names : { ...names, "X-HubSpot-RateLimit-Interval-Milliseconds": interval },
  );
  return readRateHeaders(headers).quota;
}

test("each of them may be missing", () => {
  expect(readRateHeaders(new Headers())).toEqual({ quota: undefined, remaining: undefined, today: undefined });
  const headers = new Headers({ "x-hubspot-ratelimit-remaining": "0", "x-hubspot-ratelimit-daily-remaining": "7" });
  expect(readRateHeaders(headers)).toEqual({ quota: undefined, remaining: 0, today: 7 });
});

test.each(["", " ", "many", "-1", "NaN", "0", "0.9", "Infinity"])("a maximum of %j tells nothing", (max) => {
  expect(read(max, "1000")).toBeUndefined();
});

test("a maximum counts whole requests", () => {
  expect(read("1.5", "1000")).toEqual({ requests: 1, intervalMs: 1_000 });
  expect(read("190.0", "1000")).toEqual({ requests: 190, intervalMs: 1_000 });
});

// 2^31 ms is more than a timer can wait, and no window of HubSpot's.
test.each([undefined, "", "0", "0.5", "-5", "soon", "2147483648", "1e300"])(
  "an interval of %j is taken for ten seconds",
  (interval) => {
    expect(read("190", interval)).toEqual({ requests: 190, intervalMs: 10_000 });
  },
);

test("an interval of its own is taken as it is, up to a day", () => {
  expect(read("190", "1000")).toEqual({ requests: 190, intervalMs: 1_000 });
  expect(read("190", "86400000")).toEqual({ requests: 190, intervalMs: 86_400_000 });
});

test("what is left is told by a number, and by nothing else", () => {
  const left = (text: string) => readRateHeaders({ get: (name) => (/Remaining$/.test(name) ? text : null) });
  expect(left("0")).toEqual({ quota: undefined, remaining: 0, today: 0 });
  for (const text of ["", "  ", "many", "-1", "Infinity"])
    expect(left(text)).toEqual({ quota: undefined, remaining: undefined, today: undefined });
});

test("the shortest window is a millisecond", () => {
  expect(read("5", "1")).toEqual({ requests: 5, intervalMs: 1 });
  expect(read("5", "0.5")).toEqual({ requests: 5, intervalMs: 10_000 });
});
