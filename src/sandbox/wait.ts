/** Waits, for ever if need be; an abort ends it at once with the signal's reason and leaves no timer behind. */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (ms <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(end, ms);
    function end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    }
    signal?.addEventListener("abort", end, { once: true });
  });
  signal?.throwIfAborted();
}
