import { expect, test, vi } from "vitest";
import { Leases } from "../../src/bullmq/leases.js";
import { fakeTime } from "../helpers/fake-time.js";

fakeTime();

const answer = (lost: string[], afterMs: number) => () =>
  new Promise<string[]>((resolve) => setTimeout(() => resolve(lost), afterMs));

test("a lock counts from when it was asked for, however late its answer comes", async () => {
  const leases = new Leases();
  expect(leases.has("a")).toBe(false);
  const renewed = leases.renewed(["a"], 1_000, answer([], 400));
  await vi.advanceTimersByTimeAsync(400);
  expect(await renewed).toEqual([]);
  await vi.advanceTimersByTimeAsync(599);
  expect(leases.has("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(leases.has("a")).toBe(false);
  // Who stood still for longer has nothing, whatever the answer says.
  const late = leases.renewed(["a"], 1_000, answer([], 1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await late).toEqual([]);
  expect(leases.has("a")).toBe(false);
});

test("a lock that came with its job counts from when that was asked for, and of one that came late, or by a clock that was set back, nothing is known", async () => {
  const leases = new Leases();
  const askedMs = Date.now();
  await vi.advanceTimersByTimeAsync(499);
  expect(leases.taken("a", askedMs, 1_000)).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(leases.has("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(leases.has("a")).toBe(false);
  for (const late of [askedMs, Date.now() - 500, Date.now() + 1, undefined]) {
    expect(leases.taken("b", late, 1_000)).toBe(false);
    expect(leases.has("b")).toBe(false);
  }
});

test("a clock that is set back makes no lock younger, and one that went on while its process stood still ends them", async () => {
  const leases = new Leases();
  const askedMs = Date.now();
  await vi.advanceTimersByTimeAsync(25_000);
  vi.setSystemTime(Date.now() - 20_000);
  expect(leases.taken("a", askedMs, 30_000)).toBe(false);
  expect(leases.has("a")).toBe(false);
  const renewed = leases.renewed(["a"], 30_000, answer([], 0));
  await vi.advanceTimersByTimeAsync(0);
  await renewed;
  vi.setSystemTime(Date.now() - 20_000);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(leases.has("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(leases.has("a")).toBe(false);
  // What is asked for by the new time looks old by as much, and is asked once more.
  expect(leases.taken("a", Date.now(), 30_000)).toBe(false);
  vi.setSystemTime(Date.now() + 40_000);
  expect(leases.taken("a", Date.now(), 30_000)).toBe(true);
  vi.setSystemTime(Date.now() + 30_000);
  expect(leases.has("a")).toBe(false);
});

test("what is lost is told, and had no longer, and the rest is had", async () => {
  const leases = new Leases();
  for (const lost of [[], ["a"]]) {
    const renewed = leases.renewed(["a", "b"], 1_000, answer(lost, 0));
    await vi.advanceTimersByTimeAsync(0);
    expect(await renewed).toEqual(lost);
  }
  expect([leases.has("a"), leases.has("b")]).toEqual([false, true]);
  leases.end("b");
  expect(leases.has("b")).toBe(false);
});

test("a renewal that fails leaves what was had", async () => {
  const leases = new Leases();
  await leases.renewed(["a"], 1_000, async () => []);
  const away = new Error("Redis is away");
  await expect(leases.renewed(["a"], 9_000, () => Promise.reject(away))).rejects.toBe(away);
  expect(leases.has("a")).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(leases.has("a")).toBe(false);
});
