/** Reads a journal: what is known of each row, and what a crash left in doubt. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { type Detail, type Entry, type PassEnd, readEntry } from "./entry.js";
import { Ledger, type RowFate } from "./ledger.js";
import { readRanges } from "./ranges.js";

/** A pass as the journal has it; one without an end was killed. */
export interface Pass {
  readonly command: string;
  readonly startedAt: string;
  readonly ended?: PassEnd;
}

/** What a journal tells. */
export interface Replayed {
  readonly ledger: Ledger;
  readonly passes: readonly Pass[];
  /** How much of the file is whole: what stands behind it is to be cut off. */
  readonly length: number;
  /** Lines within it that are not as they were written. */
  readonly broken: number;
  /** Whether a line at the end was cut off. */
  readonly isCut: boolean;
}

/** Reads a journal from its beginning; of a file that is not there, nothing is known. */
export async function replay(path: string): Promise<Replayed> {
  const ledger = new Ledger();
  const passes: Pass[] = [];
  let length = 0;
  let broken = 0;
  let pending = 0;
  let isCut = false;
  for await (const { line, place, end, isWhole } of linesOf(path)) {
    const entry = isWhole ? readEntry(line) : undefined;
    if (entry === undefined) {
      if (isWhole) pending++;
      isCut = true;
      continue;
    }
    // What stands before a good line was not cut off with the end.
    broken += pending;
    pending = 0;
    isCut = false;
    length = end;
    take(entry, place, ledger, passes);
  }
  return { ledger, passes, length, broken, isCut };
}

function take(entry: Entry, place: number, ledger: Ledger, passes: Pass[]): void {
  if ("intent" in entry) for (const index of readRanges(entry.intent)) ledger.set(index, "sending", place);
  else if ("settled" in entry) {
    for (const [fate, ranges] of Object.entries(entry.settled))
      for (const index of readRanges(ranges)) ledger.set(index, fate as RowFate, place); // As it was written.
  } else if ("began" in entry) passes.push({ command: entry.began.command, startedAt: entry.began.at });
  else {
    const last = passes.pop();
    if (last !== undefined) passes.push({ ...last, ended: entry.ended });
  }
}

interface TextLine {
  readonly line: string;
  readonly place: number;
  readonly end: number;
  readonly isWhole: boolean;
}

/** A file's lines as bytes have them: a place is one in the file, not in its text. */
async function* linesOf(path: string): AsyncGenerator<TextLine, void, void> {
  let rest = Buffer.alloc(0);
  let place = 0;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, piece]);
      let from = 0;
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
        yield { line: rest.toString("utf8", from, at), place: place + from, end: place + at + 1, isWhole: true };
        from = at + 1;
      }
      place += from;
      rest = rest.subarray(from);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (rest.length > 0) yield { line: rest.toString(), place, end: place + rest.length, isWhole: false };
}

/** Lines kept as they were last read. */
const MOST_KEPT = 64;

/** Reads again what a journal says of rows, by the place of their line. */
export class DetailReader {
  readonly #path: string;
  readonly #lines = new Map<number, Line>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Why a row did not succeed; `undefined` where its line does not say. */
  async detailOf(index: number, place: number): Promise<Detail | undefined> {
    return (await this.#lineAt(place)).details.get(index);
  }

  /** HubSpot's id of a row's record; `undefined` where its line does not say. */
  async recordIdOf(index: number, place: number): Promise<string | undefined> {
    return (await this.#lineAt(place)).recordIds.get(index);
  }

  async #lineAt(place: number): Promise<Line> {
    let line = this.#lines.get(place);
    if (line === undefined) {
      line = detailsIn(await lineAt(this.#path, place));
      const [oldest] = this.#lines.keys();
      if (this.#lines.size >= MOST_KEPT && oldest !== undefined) this.#lines.delete(oldest);
      this.#lines.set(place, line);
    }
    return line;
  }
}

/** What a line says of its rows. */
interface Line {
  readonly details: ReadonlyMap<number, Detail>;
  readonly recordIds: ReadonlyMap<number, string>;
}

function detailsIn(line: string): Line {
  const entry = readEntry(line);
  const details = new Map<number, Detail>();
  const recordIds = new Map<number, string>();
  if (entry === undefined || !("settled" in entry)) return { details, recordIds };
  for (const { rows, ...detail } of entry.details ?? [])
    for (const index of readRanges(rows)) details.set(index, detail);
  if (entry.recordIds !== undefined) {
    const ids = entry.recordIds.values();
    for (const index of readRanges(entry.settled.succeeded ?? "")) recordIds.set(index, ids.next().value ?? "");
  }
  return { details, recordIds };
}

async function lineAt(path: string, place: number): Promise<string> {
  const file = await open(path);
  try {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, place + bytes.length);
      bytes = Buffer.concat([bytes, buffer.subarray(0, bytesRead)]);
      const end = bytes.indexOf(10);
      if (end >= 0) return bytes.toString("utf8", 0, end);
      if (bytesRead === 0) return bytes.toString();
    }
  } finally {
    await file.close();
  }
}
