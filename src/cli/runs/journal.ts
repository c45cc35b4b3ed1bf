/**
 * A run's journal, which is only added to. Lines that wait together are written together, and one sync makes all of them
 * durable. Once a write has failed none is tried again: half a line may stand there, and the next would be added to it.
 */
import { type FileHandle, open } from "node:fs/promises";
import { type Entry, writeEntry } from "./entry.js";

/** The part of a file that a journal needs. */
export type JournalFile = Pick<FileHandle, "appendFile" | "datasync" | "truncate" | "close" | "stat">;

/** A journal that is open. */
export class Journal {
  readonly #file: JournalFile;
  #length: number;
  #written: number;
  #waiting: string[] = [];
  #sync: (() => void)[] = [];
  #pump: Promise<void> | undefined;
  #error: Error | undefined;

  private constructor(file: JournalFile, length: number) {
    this.#file = file;
    this.#length = length;
    this.#written = length;
  }

  /** Opens a journal to go on with it; what stands after `length` is cut off. */
  static async open(path: string, length: number, openFile: typeof open = open): Promise<Journal> {
    const file: JournalFile = await openFile(path, "a");
    const { size } = await file.stat();
    if (size > length) await file.truncate(length);
    return new Journal(file, Math.min(size, length));
  }

  /** What went wrong with it, if something did. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** Adds a line, and gives its place. It is written soon, and stands when `sync` says so. */
  add(entry: Entry): number {
    const place = this.#length;
    if (this.#error !== undefined) return place;
    const line = writeEntry(entry);
    this.#length += Buffer.byteLength(line);
    this.#waiting.push(line);
    this.#pump ??= this.#write();
    return place;
  }

  /** Waits until all that was added is on the disk. Rejects where it can't be. */
  async sync(): Promise<void> {
    if (this.#error === undefined && (this.#waiting.length > 0 || this.#pump !== undefined))
      await new Promise<void>((resolve) => {
        this.#sync.push(resolve);
        this.#pump ??= this.#write();
      });
    else if (this.#error === undefined) await this.#file.datasync();
    if (this.#error !== undefined) throw this.#error;
  }

  /** Writes what waits, and closes it. Never rejects: `error` says what went wrong. */
  async close(): Promise<void> {
    await this.sync().catch(() => {});
    await this.#file.close().catch(() => {});
  }

  async #write(): Promise<void> {
    // Whoever adds in the same turn is written along.
    await Promise.resolve();
    while (this.#error === undefined && (this.#waiting.length > 0 || this.#sync.length > 0)) {
      const text = this.#waiting.join("");
      const waiters = this.#sync;
      this.#waiting = [];
      this.#sync = [];
      try {
        if (text !== "") await this.#file.appendFile(text);
        this.#written += Buffer.byteLength(text);
        if (waiters.length > 0) await this.#file.datasync();
      } catch (error) {
        this.#error = error as Error; // Node's own.
        await this.#file.truncate(this.#written).catch(() => {});
      }
      for (const resolve of waiters) resolve();
    }
    for (const resolve of this.#sync.splice(0)) resolve();
    this.#pump = undefined;
  }
}
