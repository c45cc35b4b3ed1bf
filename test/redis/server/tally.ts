/** What is seen of real processes: what HubSpot counted, and whether the limiter kept its word. */
import type { Quota } from "../../../src/redis/redis.js";
import type { Received } from "./hubspot.js";
import type { TurnTold } from "./writer.js";

/** How many were accepted and refused, within times. */
export function countOf(received: readonly Received[], fromMs: number, untilMs: number) {
  const within = received.filter(([, atMs]) => atMs >= fromMs && atMs < untilMs);
  const refused = within.filter(([, , status]) => status === 429).length;
  return { accepted: within.length - refused, refused };
}

/**
 * The most requests in a window, as the limiter sees it: those that may have come until a turn began, a window before it and
 * later. More than the quota would be its fault, on a machine however busy; what comes later than it was written is not.
 */
export function mostInWindow(turns: readonly TurnTold[], { intervalMs }: Quota): number {
  const begun = [...turns].sort(([one], [other]) => one - other);
  return Math.max(
    ...begun.map(
      ([startedMs], nth) =>
        1 + begun.slice(0, nth).filter(([, writtenMs]) => writtenMs > startedMs - intervalMs).length,
    ),
  );
}

/** How long requests were on their way, of those whose answers told, in ms, the longest first. */
export function waysOf(turns: readonly TurnTold[]): number[] {
  return turns
    .flatMap(([, writtenMs, arrivedMs]) => (writtenMs < 0 || arrivedMs < 0 ? [] : [arrivedMs - writtenMs]))
    .sort((one, other) => other - one);
}

/** Prints a line of what was measured. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
