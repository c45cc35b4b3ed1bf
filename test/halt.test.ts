import { expect, test } from "vitest";
import { HaltSwitch } from "../src/halt.js";
import type { HaltReason } from "../src/outcome.js";

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
  control.halt({ reason: "stopped" });
  control.halt({ reason: "daily-limit" });
  control.halt({ reason: "aborted" });
  control.halt({ reason: "stopped" });
  expect(control.halted).toEqual({ reason: "stopped" });
  expect(control.start.reason).toEqual({ reason: "stopped" });
  expect(control.send.reason).toEqual({ reason: "daily-limit" });
  expect(control.cut.reason).toEqual({ reason: "aborted" });
});
