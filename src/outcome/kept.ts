import type { ErrorBody, ErrorDetail } from "./envelope.js";
import { bounded } from "./printable.js";

/** Most characters kept of an error's lists and details together: one entry can name thousands of inputs. */
const MOST_KEPT = 20_000;
/** Longest text in them, in characters. */
const LONGEST = 2_000;

/** A copy of an error of HubSpot's that is small enough to be kept as long as the report: the first of what it holds. */
export function kept(error: ErrorBody): ErrorBody {
  const { message, subCategory, context, links, errors, ...labels } = error;
  const room = { left: MOST_KEPT };
  return {
    ...labels,
    ...(message !== undefined && { message: bounded(message) }),
    ...keptSubCategory(subCategory, room),
    ...(context && { context: keptContext(context, room) }),
    ...(links && {
      links: Object.fromEntries(within(Object.entries(links), room, ([key, to]) => key.length + to.length)),
    }),
    ...(errors && {
      errors: within(errors, room, (detail) => Math.min(detail.message?.length ?? 0, LONGEST)).map((detail) =>
        keptDetail(detail, room),
      ),
    }),
  };
}

function keptDetail({ message, subCategory, context, ...labels }: ErrorDetail, room: Room): ErrorDetail {
  return {
    ...labels,
    ...(message !== undefined && { message: bounded(message) }),
    ...keptSubCategory(subCategory, room),
    ...(context && { context: keptContext(context, room) }),
  };
}

interface Room {
  left: number;
}

type Context = NonNullable<ErrorBody["context"]>;

function keptContext(context: Context, room: Room): Context {
  const lists = within(Object.entries(context), room, ([key]) => key.length).map(([key, values]) => [
    key,
    within(values, room, (value) => Math.min(value.length, LONGEST)).map((value) => bounded(value)),
  ]);
  return Object.fromEntries(lists) as Context;
}

/** By HubSpot's description an object, which may hold anything. */
function keptSubCategory(subCategory: unknown, room: Room): { subCategory?: unknown } {
  const some = subCategory === undefined ? [] : within([subCategory], room, (value) => JSON.stringify(value).length);
  return some.length > 0 ? { subCategory } : {};
}

/** The first items, as many as there is room for. */
function within<T>(items: readonly T[], room: Room, sizeOf: (item: T) => number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    // What stands around an item takes its place too.
    room.left -= sizeOf(item) + 16;
    if (room.left < 0) break;
    first.push(item);
  }
  return first;
}
