/** `count` inputs for `events.update`. */
export function updates(count: number, from = 0): { objectId: string; eventName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    objectId: String(from + index),
    eventName: `Event ${from + index}`,
  }));
}

/** `count` inputs for `events.upsert`, each with a name of its own. */
export function upserts(
  count: number,
  name: (index: number) => string = (index) => `Event ${index}`,
): { externalAccountId: string; externalEventId: string; eventName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    externalAccountId: "account",
    externalEventId: `external-${index}`,
    eventName: name(index),
  }));
}

/** Updates that tell how many of them were read, and whether their source was closed. */
export function* counting(count: number, seen: { read: number; closed: boolean }) {
  try {
    for (let index = 0; index < count; index++) {
      seen.read++;
      yield* updates(1, index);
    }
  } finally {
    seen.closed = true;
  }
}

/** Inputs that come one after another, so far apart. */
export async function* slowly<T>(inputs: Iterable<T>, ms = 5) {
  for (const input of inputs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    yield input;
  }
}
