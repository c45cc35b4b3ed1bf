/** Where what stands in a normal form stood in the description that it was written from. */
import type { Published } from "../import/source.js";
import { pointerTo } from "../pointer.js";

/** Where something is mentioned, and where it is described. */
export interface Origin {
  readonly site: string;
  readonly body: string;
}

/** Where something is to stand, and where it stood. */
export interface Spot {
  readonly here: string;
  readonly from: string;
}

/** The spot of what stands under a key there. */
export function below({ here, from }: Spot, key: string): Spot {
  return { here: pointerTo(here, key), from: pointerTo(from, key) };
}

/** Notes where each part of one description's normal form stood. */
export class Origins {
  readonly #noted: Map<string, Origin>;
  readonly #published: Published["origins"];

  /** Notes into `noted`; `published` has what was moved when the description was read. */
  constructor(noted: Map<string, Origin>, published: Published["origins"]) {
    this.#noted = noted;
    this.#published = published;
  }

  /** Notes a spot, and where what stands there is described. */
  note(spot: Spot, body: string = spot.from): void {
    this.#noted.set(spot.here, { site: this.#originOf(spot.from), body: this.#originOf(body) });
  }

  /** Where something stood before the description was read, which may have been moved more than once. */
  #originOf(pointer: string): string {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const origin = this.#published?.get(pointer.slice(0, end));
      if (origin !== undefined && origin !== pointer.slice(0, end)) return this.#originOf(origin + pointer.slice(end));
    }
    return pointer;
  }
}

/** Where a description has what stands at these keys of its normal form: where it mentions or where it describes it. */
export function originOf(
  { origins }: { readonly origins: ReadonlyMap<string, Origin> },
  keys: readonly string[],
  part: keyof Origin,
): string {
  for (let length = keys.length; length > 0; length--) {
    const origin = origins.get(pointerTo("", ...keys.slice(0, length)));
    // Places that only the normal form has are known by what is around them.
    if (origin) return pointerTo(origin[part], ...keys.slice(length));
  }
  return pointerTo("", ...keys);
}
