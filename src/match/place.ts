import { fieldOf } from "./identity.js";

/** Where results show the value that tells whose they are. */
export interface Place {
  /** The text there; `undefined` where it is absent. */
  valueIn(result: object): string | undefined;
}

/** A path through a result. */
export class PathPlace implements Place {
  readonly #path: readonly string[];

  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** The text or number there; null is absent. */
  valueIn(result: object): string | undefined {
    let value: unknown = result;
    for (const key of this.#path) value = typeof value === "object" && value !== null ? fieldOf(value, key) : undefined;
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  }
}
