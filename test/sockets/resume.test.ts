import { expect, test } from "vitest";
import { play } from "../invariants/resume.js";

// `npm run soak -- --kills` plays more.
test("a backfill that is killed at any moment, and begun again from its checkpoint, loses nothing", async () => {
  const { inputs, requests } = await play(1, ["SIGKILL", "SIGTERM"]);
  // Written once each, but for what was in flight or had just been answered.
  expect(requests).toBeGreaterThanOrEqual(inputs / 100);
}, 60_000);
