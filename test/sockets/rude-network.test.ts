import { expect, it } from "vitest";
import { play } from "../invariants/rude-network.js";

/** Runs of `npm run test:sockets`; `npm run soak -- --sockets` plays more. */
const RUNS = 30;

it("whatever is done to its connections, each input has one outcome, which is true", async () => {
  const failures: string[] = [];
  const seen = new Set<string>();
  // All at once: they mostly wait.
  await Promise.all(
    Array.from({ length: RUNS }, async (_, index) => {
      try {
        const { mishaps, statuses } = await play(index + 1);
        for (const what of [...mishaps, ...statuses]) seen.add(what);
      } catch (error) {
        failures.push(`seed ${index + 1}: ${String(error)}`);
      }
    }),
  );
  expect(failures).toEqual([]);
  for (const status of ["succeeded", "unknown", "unsent"]) expect(seen).toContain(status);
  for (const mishap of ["another protocol", "half of what was compressed", "in chunks, with trailers", "half the body"])
    expect(seen).toContain(mishap);
}, 60_000);
