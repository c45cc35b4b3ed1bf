import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutcomeStatus } from "../../src/outcome/outcome.js";
import { Watermark } from "../../src/outcome/watermark.js";
import { collectGarbage } from "../helpers/gc.js";

const statuses: readonly OutcomeStatus[] = ["succeeded", "failed", "unknown", "unsent"];

describe("the mark", () => {
  test("is where the first index is missing, in whatever order they come", () => {
    const mark = new Watermark();
    const reached = [2, 1, 4, 0, 3, 7].map((index) => {
      mark.add(index);
      return mark.reached;
    });
    expect(reached).toEqual([0, 0, 0, 3, 5, 5]);
  });

  test("counts from the first index", () => {
    const mark = new Watermark(1_000);
    expect(mark.reached).toBe(1_000);
    mark.add(1_001);
    mark.add(1_000);
    expect(mark.reached).toBe(1_002);
  });

  test("lets succeeded and failed pass, and stops for ever at the first that is unknown or unsent", () => {
    const marks = statuses.map((status) => {
      const mark = new Watermark();
      for (const index of [0, 2, 1, 3]) mark.take({ index, status: index === 1 ? status : "succeeded" });
      return mark.reached;
    });
    expect(marks).toEqual([4, 4, 1, 1]);
  });

  test("is the length of the longest good beginning, for any outcomes in any order, whenever it is asked", () => {
    const outcomes = fc
      .array(fc.constantFrom(...statuses, undefined), { maxLength: 60 })
      .chain((fates) =>
        fc.tuple(fc.constant(fates), fc.shuffledSubarray([...fates.keys()], { minLength: fates.length })),
      );
    const isGood = (status: OutcomeStatus | undefined) => status === "succeeded" || status === "failed";
    fc.assert(
      fc.property(outcomes, fc.nat(10), fc.func(fc.boolean()), ([fates, order], first, isAsked) => {
        const mark = new Watermark(first);
        order.forEach((index, at) => {
          const status = fates[index];
          if (status !== undefined) mark.take({ index: first + index, status });
          if (at < order.length - 1 && !isAsked(at)) return;
          const taken = new Set(order.slice(0, at + 1));
          const open = fates.findIndex((status, index) => !taken.has(index) || !isGood(status));
          expect(mark.reached).toBe(first + (open < 0 ? fates.length : open));
        });
      }),
    );
  });

  test("costs no memory for what comes after a gap, nor for what it can never reach", () => {
    // Three hundred thousand indexes past a gap are one stretch; past a blocked one they are none.
    const heldBy = (mark: Watermark, step: number) => {
      for (let index = 1; index < 300_000; index++) mark.add(index * step);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const [open, blocked] = [new Watermark(), new Watermark()];
    blocked.block(0);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    expect(heldBy(open, 1) - before).toBeLessThan(1.5e6);
    expect(heldBy(blocked, 2) - before).toBeLessThan(1.5e6);
    open.add(0);
    expect([open.reached, blocked.reached]).toEqual([300_000, 0]);
  });

  test("forgets what it had seen past an index that turns out to be blocked", () => {
    const mark = new Watermark();
    for (const index of [1, 4, 5, 9]) mark.add(index);
    mark.block(3);
    for (const index of [0, 2, 6, 3]) mark.add(index);
    expect(mark.reached).toBe(3);
  });
});
