/**
 * Waits for a promise, but not past a signal: rejects with its reason then, or where it had been aborted before. What the
 * promise gives afterwards goes to `late`.
 */
export function unlessAborted<T>(
  promise: PromiseLike<T>,
  signal: AbortSignal,
  late: (value: T) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let gone = false;
    const abort = () => {
      gone = true;
      reject(signal.reason as Error);
    };
    // What was asked for the promise may itself have aborted it.
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    const settled = () => signal.removeEventListener("abort", abort);
    Promise.resolve(promise).then(
      (value) => {
        settled();
        if (gone) late(value);
        else resolve(value);
      },
      (thrown: Error) => {
        settled();
        reject(thrown);
      },
    );
  });
}

/** Waits for what gives nothing and never rejects, but not past a signal. */
export function notPast(signal: AbortSignal, awaited: PromiseLike<void>): Promise<void> {
  return unlessAborted(awaited, signal).catch(() => {});
}

/** Waits so long, in ms, but not past a signal. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await notPast(signal, new Promise((resolve) => (timer = setTimeout(resolve, ms))));
  clearTimeout(timer);
}
