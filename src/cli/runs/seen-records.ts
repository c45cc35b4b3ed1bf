/** Which records were seen, by hashes of 64 bits: a million of them in 16 MB, where their texts would take 200. */
import { createHash } from "node:crypto";

/** Words of a hash: none is nothing but zeros. */
const WORDS = 2;

/** A set of records' identities. */
export class SeenRecords {
  #hashes = new Uint32Array(1_024 * WORDS);
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds one; says whether it was not there. */
  add(identity: string): boolean {
    const hash = createHash("sha256").update(identity).digest();
    const isNew = this.#put(hash.readUInt32LE(0), hash.readUInt32LE(4) | 1);
    if (isNew && ++this.#size * 4 > (this.#hashes.length / WORDS) * 3) this.#grow();
    return isNew;
  }

  #put(first: number, second: number): boolean {
    const hashes = this.#hashes;
    // Whatever the sign was that an operator left.
    const last = second >>> 0;
    const { length } = hashes;
    let at = (first * WORDS) % length;
    while (hashes[at + 1] !== 0) {
      if (hashes[at] === first && hashes[at + 1] === last) return false;
      at = (at + WORDS) % length;
    }
    hashes[at] = first;
    hashes[at + 1] = last;
    return true;
  }

  #grow(): void {
    const before = this.#hashes;
    this.#hashes = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WORDS)
      if (before[at + 1] !== 0) this.#put(before[at] ?? 0, before[at + 1] ?? 0);
  }
}
