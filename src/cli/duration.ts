/** A length of time as people say it, as exact as it is short. */
export function duration(ms: number): string {
  // Where the clock was set back in between.
  if (!(ms > 0)) return "0 s";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${Number((ms / 1_000).toFixed(1))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
