/** All but some. */
export function without<T>(all: readonly T[], some: readonly (T | undefined)[]): readonly T[] {
  if (some.length === 0) return all;
  const gone = new Set(some);
  return all.filter((one) => !gone.has(one));
}
