import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let gc: (() => void) | undefined;

/** Collects all garbage, without a flag for the whole process. */
export function collectGarbage(): void {
  if (gc === undefined) {
    setFlagsFromString("--expose-gc");
    // Once: each context takes some hundred kB until it is collected itself.
    gc = runInNewContext("gc") as () => void;
  }
  gc();
  // What became garbage while the collector was at work already is left to the next time.
  gc();
}
