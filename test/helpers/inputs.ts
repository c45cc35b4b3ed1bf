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
