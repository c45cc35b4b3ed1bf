/** Gives numbers from 0 up to 1, the same ones for the same seed. */
export type Random = () => number;

/** Makes a seeded generator (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Says yes half of the time. */
export function coin(random: Random): boolean {
  return random() < 0.5;
}

/** Puts the items into another order, in place (Fisher-Yates). */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    // Both indexes are within the array.
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}

/** Makes an id in the form of HubSpot's correlation ids. */
export function correlationId(random: Random): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  return [8, 4, 4, 4, 12].map(hex).join("-");
}
