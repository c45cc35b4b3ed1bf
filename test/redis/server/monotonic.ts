/** The clock that all processes of a machine share, and that nobody sets, in ms. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** That clock less `performance.now()`: a process may be held up between the two, so that the least of many tells. */
export function aheadMs(): number {
  const differences = Array.from({ length: 200 }, () => -performance.now() + monotonicMs());
  return Math.min(...differences);
}
