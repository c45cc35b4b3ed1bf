/** Anything that inputs can be read from. */
export type Inputs<I> = readonly I[] | Iterable<I> | AsyncIterable<I>;

/** Whether inputs can be read from a value. A text can be iterated, but never is a list of records. */
export function isInputs(value: unknown): value is Inputs<unknown> {
  return typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}
