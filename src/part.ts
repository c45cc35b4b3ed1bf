/** A part of the package that is loaded when it is first needed: what a good run does without costs it nothing. */
export interface Part<T> {
  /** What it has, once it is loaded: who finds it here need not wait. */
  readonly loaded: T | undefined;
  /** Loads it, once for all who ask. What could not be loaded may be there at the next call. */
  load(): Promise<T>;
}

/** Makes a part of what loads it. */
export function partOf<T>(load: () => Promise<T>): Part<T> {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  return {
    get loaded() {
      return loaded;
    },
    load: () =>
      (loading ??= load().then(
        (part) => (loaded = part),
        (error: unknown) => {
          loading = undefined;
          throw error;
        },
      )),
  };
}
