/** What can't be queued: of an import each record is in one slice, and all slices call one operation. */
import { printable } from "../outcome/printable.js";
import type { Slice } from "./slice.js";

/** Slices of one import without those that stand there twice; throws a `TypeError` where two have a record in common. */
export function withoutRepeats(slices: readonly Slice[]): Slice[] {
  const order = [...slices].sort((one, other) => one.from - other.from || one.to - other.to);
  const repeats = new Set<Slice>();
  let last: Slice | undefined;
  for (const slice of order) {
    if (last !== undefined && slice.from < last.to) {
      if (slice.from !== last.from || slice.to !== last.to) throw overlaps(slice, last);
      repeats.add(slice);
    }
    last = slice;
  }
  return slices.filter((slice) => !repeats.has(slice));
}

/** A slice has records of another, of the same import. */
export function overlaps({ import: id, from, to }: Slice, other: Pick<Slice, "from" | "to">): TypeError {
  return new TypeError(
    `Expected the slices of import ${printable(id)} to have no record in common, got one from ${from} to ${to} beside one from ${other.from} to ${other.to}`,
  );
}

/** A slice's import calls something else. */
export function callsAnother({ import: id, operation }: Slice, known: string): TypeError {
  return new TypeError(
    `Expected the slices of import ${printable(id)} to call ${known} as its others do, got ${operation}`,
  );
}
