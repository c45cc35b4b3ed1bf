import { describe, expect, it, vi } from "vitest";
import { paths, sandboxOf, send } from "./helpers.js";

const inputs = [{ objectId: "1", eventName: "Launch" }];

describe("a quota", () => {
  it("refuses what exceeds it in any window, and does not count what it refuses", async () => {
    let at = 0;
    const sandbox = sandboxOf({ quota: { requests: 2, intervalMs: 1000 }, now: () => at });
    const statusAt = async (time: number) => {
      at = time;
      return (await send(sandbox, paths.update, inputs)).status;
    };
    expect(await statusAt(0)).toBe(200);
    expect(await statusAt(600)).toBe(200);
    expect(await statusAt(999)).toBe(429);
    expect(await statusAt(1000)).toBe(200);
    expect(await statusAt(1599)).toBe(429);
    expect(await statusAt(1600)).toBe(200);
  });

  it("answers as HubSpot does, and writes nothing", async () => {
    const sandbox = sandboxOf({ quota: { requests: 1, intervalMs: 1000 }, now: () => 0 });
    await send(sandbox, paths.contacts, [{ id: "1", properties: {} }]);
    const { status, body } = await send(sandbox, paths.update, inputs);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      status: "error",
      message: "You have reached your ten_secondly_rolling limit.",
      errorType: "RATE_LIMIT",
      policyName: "TEN_SECONDLY_ROLLING",
    });
    expect(body.correlationId).toMatch(/^[0-9a-f]{8}-/);
    expect(sandbox.records("events")).toEqual([]);
  });

  it("is told in headers, also of a refusal", async () => {
    const sandbox = sandboxOf({ quota: { requests: 1, intervalMs: 1000 }, now: () => 0 });
    for (const status of [200, 429]) {
      const answer = await send(sandbox, paths.update, inputs);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("X-HubSpot-RateLimit-Max")).toBe("1");
      expect(answer.headers.get("X-HubSpot-RateLimit-Remaining")).toBe("0");
      expect(answer.headers.get("X-HubSpot-RateLimit-Interval-Milliseconds")).toBe("1000");
      expect(answer.headers.get("X-HubSpot-RateLimit-Daily")).toBeNull();
    }
  });

  it("counts arrivals, not answers", async () => {
    const sandbox = sandboxOf({ quota: { requests: 2, intervalMs: 1000 }, now: () => 0, latencyMs: [1, 5] });
    const answers = await Promise.all([1, 2, 3].map(() => send(sandbox, paths.update, inputs)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  });
});

describe("a daily limit", () => {
  it("refuses what exceeds it until the day ends", async () => {
    let at = Date.parse("2026-05-01T23:59:59Z");
    const sandbox = sandboxOf({ dailyLimit: 1, now: () => at });
    const first = await send(sandbox, paths.update, inputs);
    expect(first.status).toBe(200);
    expect(first.headers.get("X-HubSpot-RateLimit-Daily")).toBe("1");
    expect(first.headers.get("X-HubSpot-RateLimit-Daily-Remaining")).toBe("0");
    expect(first.headers.get("X-HubSpot-RateLimit-Max")).toBeNull();

    const { status, body } = await send(sandbox, paths.update, inputs);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      message: "You have reached your daily limit.",
      errorType: "RATE_LIMIT",
      policyName: "DAILY",
    });

    at += 1000;
    expect((await send(sandbox, paths.update, inputs)).status).toBe(200);
  });

  it("is not used up by what the quota refuses", async () => {
    let at = 0;
    const sandbox = sandboxOf({ dailyLimit: 2, quota: { requests: 1, intervalMs: 1000 }, now: () => at });
    const policies = [];
    for (at of [0, 1, 2, 1000, 2000]) policies.push((await send(sandbox, paths.update, inputs)).body.policyName);
    expect(policies).toEqual([undefined, "TEN_SECONDLY_ROLLING", "TEN_SECONDLY_ROLLING", undefined, "DAILY"]);
  });
});

it("without limits no header tells of one", async () => {
  const { headers } = await send(sandboxOf(), paths.update, inputs);
  expect([...headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
});

it("counts a request when it has arrived, and before it works on it", async () => {
  vi.useFakeTimers();
  const slow = { quota: { requests: 1, intervalMs: 1000 }, latencyMs: 3000 };
  const near = sandboxOf(slow);
  const far = sandboxOf({ ...slow, wayMs: 600 });
  const statuses = async (sandbox: typeof near, apartMs: number) => {
    const first = send(sandbox, paths.update, inputs);
    await vi.advanceTimersByTimeAsync(apartMs);
    const second = send(sandbox, paths.update, inputs);
    await vi.runAllTimersAsync();
    return [(await first).status, (await second).status];
  };
  expect(await statuses(near, 1000)).toEqual([200, 200]);
  expect(await statuses(far, 999)).toEqual([200, 429]);
  expect(far.requests.map(({ arrivedAt }) => arrivedAt - far.requests[0]!.arrivedAt)).toEqual([0, 999]);
  vi.useRealTimers();
});
