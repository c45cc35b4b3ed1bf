/** Puts an item into its place, ascending; past the most that are kept the last is dropped. */
export function insert<T>(list: T[], item: T, most: number, placeOf: (item: T) => number): void {
  const place = list.findLastIndex((other) => placeOf(other) < placeOf(item)) + 1;
  if (place === most) return;
  list.splice(place, 0, item);
  if (list.length > most) list.pop();
}
