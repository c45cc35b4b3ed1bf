import type { Traced } from "../outcome/messages.js";

/** Makes what does an act, of which a message tells, in the context that those who hear of its start give it. */
export function within<T>(message: Traced, act: () => Promise<T>): () => Promise<T> {
  return () => {
    let begun: Promise<T> | undefined;
    const begin = () => (begun ??= act());
    try {
      message.within?.(() => void begin());
    } catch (thrown) {
      // As Node does with what a listener throws: it is no part of the run.
      queueMicrotask(() => {
        throw thrown;
      });
    }
    return begin();
  };
}
