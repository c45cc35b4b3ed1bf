/** Waits for what never rejects, but not past a cut. */
export function notPast(cut: AbortSignal, awaited: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cut.removeEventListener("abort", done);
      resolve();
    };
    cut.addEventListener("abort", done, { once: true });
    if (cut.aborted) done();
    void awaited.then(done);
  });
}
