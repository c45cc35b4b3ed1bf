import type { CallOptions, Mapping, Outcome } from "../index.js";
import { expected, type Names, objectOf, wholeNumber } from "../options/expected.js";

/** Some records of an import, in one go: what is in the queue is a pointer to them, never the records. */
export interface Slice {
  /** The import that they are of, by a name of yours: 1 to 200 characters without spaces and braces. All of its slices call one operation. */
  readonly import: string;
  /** What is called: `contacts.upsert` for one. */
  readonly operation: string;
  /** The place of the first record in its import, 0 to 2^31. Slices of an import have no record in common. */
  readonly from: number;
  /** The place after the last one's; at most 1,000,000 records on. Where lanes take turns, a slice of 5,000 is a good size. */
  readonly to: number;
  /** What your `open` finds the records by: a file's name, a key. As JSON it is in the queue, so that it is no place for records. */
  readonly pointer?: unknown;
}

/** A slice, and the portal whose lane it is in. */
export interface PlacedSlice extends Slice {
  /** The portal. */
  readonly portal: string;
}

/** Gives a slice's records, from one of them on: the same ones, in the same order, however often it is asked. */
export type Open<Input extends object = object> = (
  slice: PlacedSlice,
  from: number,
) => Iterable<Input> | AsyncIterable<Input> | Promise<Iterable<Input> | AsyncIterable<Input>>;

/** Takes outcomes: of each record at least once. */
export type OnOutcomes<Input extends object = object, Rec = unknown> = (
  outcomes: readonly Outcome<Input, Rec>[],
  slice: PlacedSlice,
) => void | Promise<void>;

/** The options of a call that lanes leave to you. */
export type SliceOptions = Omit<
  CallOptions,
  "signal" | "firstIndex" | "beforeSend" | "onCheckpoint" | "onProgress" | "totalTimeoutMs" | "deadlineMs"
> &
  Partial<Mapping<never, object>>;

const SLICE: Names<Slice> = { import: true, operation: true, from: true, to: true, pointer: true };
/** Records of a slice, and of an import. */
const LONGEST = 1_000_000;
const LAST = 2 ** 31;

/** Slices that are queued in one go: Redis does nothing else meanwhile, for some hundredths of a second. */
const MOST = 10_000;

/** Checks slices that are queued in one go. */
export function slicesOf(slices: unknown): Slice[] {
  if (!Array.isArray(slices) || slices.length > MOST)
    throw expected("slices", `an array of slices, at most ${MOST}`, slices);
  const checked = slices.map((slice: unknown, at) => sliceOf(slice as Slice, `slices[${at}]`)); // Which that sees to.
  const [first] = checked;
  const stray = checked.findIndex((slice) => slice.import !== first?.import);
  if (stray >= 0)
    throw expected(`slices[${stray}].import`, `${first?.import}, as of all others`, checked[stray]?.import);
  return checked;
}

function sliceOf(given: Slice, name: string): Slice {
  const { import: id, operation, from, to, pointer } = objectOf(name, given, SLICE);
  if (typeof operation !== "string" || !/^\w+\.\w+$/.test(operation))
    throw expected(`${name}.operation`, "a method's name, as contacts.upsert", operation);
  const first = wholeNumber(`${name}.from`, from, undefined, 0, LAST - 1);
  const end = wholeNumber(`${name}.to`, to, undefined, first + 1, Math.min(first + LONGEST, LAST));
  return {
    ...{ import: nameOf(`${name}.import`, id), operation, from: first, to: end },
    ...(pointer !== undefined && { pointer }),
  };
}

/** Checks the name of a portal, an import or a queue. */
export function nameOf(option: string, name: unknown): string {
  if (typeof name !== "string" || !/^[^\s{}\p{Cc}\p{Cs}]{1,200}$/u.test(name))
    throw expected(option, "a text of 1 to 200 characters without spaces and braces", name);
  return name;
}
