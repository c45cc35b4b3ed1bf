import { beforeEach, describe, expect, test } from "vitest";
import { Company } from "../../src/redis/company.js";

const windowMs = 10_000;
type Counted = Parameters<Company["heard"]>[0];
const told = (processes: number, more: Partial<Counted> = {}): Omit<Counted, "sentMs" | "answeredMs"> => ({
  ...{ epoch: 1, processes, steps: 0, steppedMs: 0 },
  ...more,
});

let company: Company;
beforeEach(() => {
  company = new Company();
});

/** It is told so each second, from one time to another; calls take 10 ms. */
function hear(fromMs: number, untilMs: number, answer = told(3)): void {
  for (let ms = fromMs; ms <= untilMs; ms += 1_000)
    company.heard({ ...answer, sentMs: ms, answeredMs: ms + 10 }, windowMs);
}

describe("how many they are", () => {
  test("is not known to who was never told", () => {
    expect(company.knownAt(100_000, windowMs)).toBeUndefined();
  });

  test("is known to who has been told for two windows and 3 s: all who know it are counted by then", () => {
    hear(0, 23_000);
    expect(company.knownAt(23_000, windowMs)).toBeUndefined();
    hear(23_010, 23_010, told(4));
    expect(company.knownAt(23_020, windowMs)).toBe(4);
  });

  test("is known for as long after the last call", () => {
    hear(0, 30_000);
    expect(company.knownAt(53_000, windowMs)).toBe(3);
    expect(company.knownAt(53_001, windowMs)).toBeUndefined();
  });

  test.each<[string, () => void]>([
    ["who did not call for so long", () => hear(53_001, 53_001)],
    ["where Redis has lost all", () => hear(31_000, 31_000, told(1, { epoch: 2 }))],
    ["where Redis' clock was set right", () => hear(31_000, 31_000, told(1, { steps: 1 }))],
    ["where Redis' clock has stepped", () => hear(31_000, 31_000, told(1, { steppedMs: 60_000 }))],
  ])("is to be found out anew: %s", (_, happens) => {
    hear(0, 30_000);
    happens();
    const again = company.knownAt(54_000, windowMs);
    expect(again).toBeUndefined();
  });

  test("goes by the window that is known last", () => {
    hear(0, 10_000);
    expect(company.knownAt(10_000, 1_000)).toBe(3);
  });
});
