import { expect, test } from "vitest";
import { heedInterrupts } from "../../../src/cli/runs/interrupts.js";
import type { Terminal } from "../../../src/cli/terminal.js";

test("a first interruption stops, a second one cuts, and those while files are written are told what that leaves", () => {
  let interrupt: (() => void) | undefined;
  const told: string[] = [];
  const terminal = {
    stderr: { write: (text: string) => told.push(text) },
    onInterrupt: (act: () => void) => {
      interrupt = act;
      return () => (interrupt = undefined);
    },
  } as unknown as Terminal; // The rest is not asked for.
  const acts: number[] = [];
  let stills = 0;
  const interrupts = heedInterrupts("7", terminal, () => stills++);
  // Before anything is sent, the process just ends.
  expect(interrupt).toBeUndefined();
  const over = interrupts.whileSending((nth) => acts.push(nth));
  interrupt?.();
  interrupt?.();
  expect(acts).toEqual([1, 2]);
  over();
  interrupt?.();
  expect([acts, stills, interrupt]).toEqual([[1, 2], 3, undefined]);
  expect(told.join("")).toBe(
    [
      "Stopping: what is in flight is waited for. Once more cuts it.",
      "Go on: hubspot-batch resume 7",
      "Cut: what was in flight may be written or not.",
      "Go on: hubspot-batch resume 7",
      "The files are being written. Once more leaves that to: hubspot-batch report 7",
      "",
    ].join("\n"),
  );
});
