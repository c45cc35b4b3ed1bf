import { expect, it } from "vitest";
import { play } from "./rude-network.js";

/** Runs of `npm test`; `npm run soak -- --sockets` plays more. */
const RUNS = 30;
/** They mostly wait. */
const AT_ONCE = 15;

it("whatever is done to its connections, each input has one outcome, which is true", async () => {
  const failures: string[] = [];
  const seen = new Set<string>();
  for (let first = 1; first <= RUNS; first += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, offset) => {
        try {
          const { mishaps, statuses } = await play(first + offset);
          for (const what of [...mishaps, ...statuses]) seen.add(what);
        } catch (error) {
          failures.push(`seed ${first + offset}: ${String(error)}`);
        }
      }),
    );
  }
  expect(failures).toEqual([]);
  for (const status of ["succeeded", "unknown", "unsent"]) expect(seen).toContain(status);
  for (const mishap of ["another protocol", "half of what was compressed", "in chunks, with trailers", "half the body"])
    expect(seen).toContain(mishap);
}, 60_000);
