/** What is remembered of records, as frames of 32 bytes in memory and in a file that is only added to. */
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** What is known of a record: HubSpot confirmed it, has it on the way or in doubt, or refused it. */
export const KINDS = ["confirmed", "dirty", "refused"] as const;
/** One of them. */
export type Kind = (typeof KINDS)[number];

/** What is remembered of one record. */
export interface Remembered {
  readonly kind: Kind;
  /** The hash of what was sent. */
  readonly value: Buffer;
  /** When, in ms since 1970, to the second. */
  readonly atMs: number;
}

/** Bytes of a frame: a key, a value, the time, the kind, one that is free, a check sum. */
const FRAME = 32;
const KEY = 12;
const VALUE = 10;
const AT = KEY + VALUE;
const KIND = AT + 4;
const SUM = 28;

/** The part of a key, and of a value, that is kept of a hash. */
export const keyOf = (hash: Buffer): Buffer => hash.subarray(0, KEY);
/** The part of a value's hash that is kept. */
export const valueOf = (hash: Buffer): Buffer => hash.subarray(0, VALUE);

/** A table of frames by key, and its file. */
export class Frames {
  #table = Buffer.alloc(1_024 * FRAME);
  /** Whether this run has seen the record in each place. */
  #seen = new Uint8Array(1_024);
  #size = 0;
  #file: FileHandle | undefined;
  #waiting: Buffer[] = [];
  #writing: Promise<void> = Promise.resolve();

  /**
   * Opens a file. A frame that is not whole is cut off with what follows, as a crash leaves it. Where good ones follow, the
   * file was spoilt later: what they took back would be believed again, so that nothing is remembered.
   */
  static async open(path: string): Promise<Frames> {
    let frames = new Frames();
    let rest = Buffer.alloc(0);
    let length = 0;
    let isBroken = false;
    try {
      reading: for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
        rest = Buffer.concat([rest, piece]);
        let from = 0;
        for (; from + FRAME <= rest.length; from += FRAME) {
          const frame = rest.subarray(from, from + FRAME);
          if (frame.readUInt32LE(SUM) !== crc32(frame.subarray(0, SUM))) isBroken = true;
          else if (isBroken) {
            frames = new Frames();
            length = 0;
            break reading;
          } else {
            frames.#put(frame);
            length += FRAME;
          }
        }
        rest = rest.subarray(from);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    frames.#file = await open(path, "a");
    await frames.#file.truncate(length);
    frames.#seen.fill(0);
    return frames;
  }

  /** How many records it knows of. */
  get size(): number {
    return this.#size;
  }

  /** What is remembered of a record. */
  get(key: Buffer): Remembered | undefined {
    const at = this.#placeOf(key) * FRAME;
    if (this.#isFree(at)) return undefined;
    return {
      kind: KINDS[this.#table[at + KIND] ?? 0] ?? "dirty",
      value: this.#table.subarray(at + KEY, at + AT),
      atMs: this.#table.readUInt32LE(at + AT) * 1_000,
    };
  }

  /** Takes note that this run has seen a record; says whether anything is remembered of it. */
  see(key: Buffer): boolean {
    const place = this.#placeOf(key);
    const isKnown = !this.#isFree(place * FRAME);
    if (isKnown) this.#seen[place] = 1;
    return isKnown;
  }

  /** How many records were confirmed once that this run has not seen. */
  countUnseen(): number {
    let unseen = 0;
    for (let place = 0; place < this.#seen.length; place++) {
      const at = place * FRAME;
      if (!this.#isFree(at) && this.#table[at + KIND] === KINDS.indexOf("confirmed") && this.#seen[place] === 0)
        unseen++;
    }
    return unseen;
  }

  /** Remembers something of a record; on the disk it is with the next `sync`. */
  set(key: Buffer, kind: Kind, value: Buffer, atMs: number): void {
    const frame = Buffer.alloc(FRAME);
    key.copy(frame, 0);
    value.copy(frame, KEY);
    frame.writeUInt32LE(Math.floor(atMs / 1_000), AT);
    frame[KIND] = KINDS.indexOf(kind);
    // Nothing but zeros is a free place.
    frame[KIND + 1] = 1;
    frame.writeUInt32LE(crc32(frame.subarray(0, SUM)), SUM);
    this.#put(frame);
    this.see(key);
    this.#waiting.push(frame);
  }

  /** Writes what is new, and waits until the disk has it. */
  sync(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const frames = this.#waiting;
      if (frames.length === 0) return;
      this.#waiting = [];
      await this.#file?.appendFile(Buffer.concat(frames));
      await this.#file?.datasync();
    });
    return this.#writing;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  #put(frame: Buffer): void {
    if ((this.#size + 1) * 4 > this.#seen.length * 3) this.#grow();
    const place = this.#placeOf(frame);
    const at = place * FRAME;
    if (this.#isFree(at)) this.#size++;
    frame.copy(this.#table, at);
  }

  #grow(): void {
    const table = this.#table;
    const seen = this.#seen;
    this.#table = Buffer.alloc(table.length * 2);
    this.#seen = new Uint8Array(seen.length * 2);
    for (let place = 0; place < seen.length; place++) {
      const frame = table.subarray(place * FRAME, (place + 1) * FRAME);
      if (frame[KIND + 1] === 0) continue;
      const to = this.#placeOf(frame);
      frame.copy(this.#table, to * FRAME);
      this.#seen[to] = seen[place] ?? 0;
    }
  }

  /** Where a key stands, or the free place where it would. */
  #placeOf(key: Buffer): number {
    const places = this.#seen.length;
    // Keys are hashes: any part of one is as good as another.
    let place = key.readUInt32LE(0) % places;
    while (!this.#isFree(place * FRAME) && this.#table.compare(key, 0, KEY, place * FRAME, place * FRAME + KEY) !== 0)
      place = (place + 1) % places;
    return place;
  }

  #isFree(at: number): boolean {
    return this.#table[at + KIND + 1] === 0;
  }
}
