import { expect, test } from "vitest";
import { HaltSwitch } from "../../src/outcome/halt.js";
import type { HaltReason } from "../../src/outcome/outcome.js";

test.each<[HaltReason, boolean, boolean]>([
  ["stopped", false, false],
  ["source-failed", false, false],
  ["callback-failed", false, false],
  ["daily-limit", true, false],
  ["daily-reserve", true, false],
  ["unauthorized", true, false],
  ["forbidden", true, false],
  ["unavailable", true, false],
  ["migrating", true, false],
  ["token-failed", true, false],
  ["aborted", true, true],
  ["timed-out", true, true],
])("%s reaches as far as it must", (reason, send, cut) => {
  const control = new HaltSwitch();
  const halt = { reason };
  control.halt(halt);
  expect([control.start.aborted, control.send.aborted, control.cut.aborted]).toEqual([true, send, cut]);
  expect(control.start.reason).toBe(halt);
});

test("the first halt is the reason given; a later one can only reach further", () => {
  const control = new HaltSwitch();
  expect(control.halted).toBeUndefined();
  const [first, second, third] = [{ reason: "stopped" }, { reason: "daily-limit" }, { reason: "aborted" }] as const;
  for (const halt of [first, second, third, { reason: "source-failed" } as const]) control.halt(halt);
  expect(control.halted).toBe(first);
  expect([control.start.reason, control.send.reason, control.cut.reason]).toEqual([first, second, third]);
});
