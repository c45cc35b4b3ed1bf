/**
 * Which rows are as HubSpot last confirmed them. A record's key is its account, where it is written, and its identity; its value the hash
 * of what is sent for it. From the moment it is to be sent until HubSpot has answered, nothing is known of it: were an
 * earlier confirmation believed, a lost write whose source goes back would be passed over for ever.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Operation, type Outcome, RefusedError } from "../../index.js";
import { fieldOf } from "../../match/identity.js";
import { filledPath, unversioned } from "../../toolkit/paths.js";
import { CommandError } from "../failure.js";
import { RowError } from "../mapping/make-input.js";
import type { Row } from "../rows/row.js";
import { HOME } from "../runs/folder.js";
import type { RowFate } from "../runs/ledger.js";
import { takeLock } from "../runs/lock.js";
import type { Prepared } from "../runs/prepare.js";
import type { Changed, Settings } from "../runs/settings.js";
import { Frames, keyOf, valueOf } from "./frames.js";

interface Marks {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** What can be told of a row that makes no input: which record it is, unless it is that which can't be read. */
interface Unusable {
  readonly key: Buffer;
  readonly value?: never;
}

/** The memory of one account's operation. */
export class Fingerprints {
  readonly #frames: Frames;
  readonly #changed: Changed;
  readonly #marksOf: (row: Row) => Marks | Unusable;
  readonly #now: () => number;
  /** The marks of rows that are on their way. */
  readonly #marks = new Map<number, Marks>();
  /** Of each record that is on its way, its last row: an answer to an earlier one says nothing of what stands now. */
  readonly #last = new Map<string, number>();
  /** Rows that can't be read, of which it can't be told which record they are: any that is remembered, or a new one. */
  #nameless = 0;
  readonly #release: () => Promise<void>;

  private constructor(
    frames: Frames,
    changed: Changed,
    marksOf: (row: Row) => Marks | Unusable,
    now: () => number,
    release: () => Promise<void>,
  ) {
    this.#frames = frames;
    this.#changed = changed;
    this.#marksOf = marksOf;
    this.#now = now;
    this.#release = release;
  }

  /**
   * Opens the memory of an account. Without `--changed` it is opened only where there is one: all is sent, and what it puts
   * over what was confirmed is not believed any more. Throws a `CommandError` where records have no identity.
   */
  static async open(
    cwd: string,
    account: string,
    { operation, settings, body, toInput }: Pick<Prepared, "operation" | "settings" | "body" | "toInput">,
    now: () => number,
  ): Promise<Fingerprints | undefined> {
    const changed = settings.changed ?? { full: true, retryRefused: true };
    if (settings.changed !== undefined) checkIdentity(operation);
    const scope = canonical([account, placeOf(operation, settings.path), settings.query]);
    const folder = join(cwd, HOME, "state");
    const path = join(folder, `${hash(scope).toString("hex").slice(0, 16)}.fingerprints`);
    if (settings.changed === undefined && !existsSync(path)) return undefined;
    await mkdir(folder, { recursive: true });
    // What another process writes meanwhile would not be known here, and what this one believes would be old.
    const release = await takeLock(`${path}.lock`, `what is remembered of ${operation.method} for --changed`);
    const frames = await Frames.open(path);
    const keyFor = (input: object) =>
      keyOf(hash(canonical([scope, operation.identity.map((field) => fieldOf(input, field))])));
    const marksOf = (row: Row): Marks | Unusable => {
      try {
        const input = toInput(row);
        // What the body has beside its inputs is written with each.
        const sent = body === undefined ? input : [input, body];
        return { key: keyFor(input), value: valueOf(hash(canonical(sent))) };
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        // It is sent nowhere, and told by the run; its record is in the file all the same.
        return { key: keyFor(error.input) };
      }
    };
    return new Fingerprints(frames, changed, marksOf, now, release);
  }

  /** What becomes of a row that is not to be sent; `undefined` where it is. */
  fateOf(row: Row): RowFate | undefined {
    const marks = this.#marksOf(row);
    this.#see(marks);
    if (marks.value === undefined) return undefined;
    const known = this.#frames.get(marks.key);
    const { full, maxAgeMs = Number.POSITIVE_INFINITY, retryRefused } = this.#changed;
    if (known?.value.equals(marks.value) === true && !full) {
      if (known.kind === "confirmed" && this.#now() - known.atMs <= maxAgeMs) return "unchanged";
      if (known.kind === "refused" && !retryRefused) return "refused-before";
    }
    // Later rows of the same record are sent too, or this one would stand after them.
    this.#frames.set(marks.key, "dirty", marks.value, this.#now());
    this.#marks.set(row.index, marks);
    this.#last.set(marks.key.toString("hex"), row.index);
    return undefined;
  }

  /** Takes note that a row's record is in the file. */
  see(row: Row): void {
    this.#see(this.#marksOf(row));
  }

  #see({ key, value }: Marks | Unusable): void {
    if (!this.#frames.see(key) && value === undefined) this.#nameless++;
  }

  /** Remembers what HubSpot has confirmed, or refused; of a row that was in doubt before, a refusal tells nothing. */
  settle(outcomes: readonly Outcome<Row>[], isInDoubt: (index: number) => boolean): void {
    for (const outcome of outcomes) {
      const { index } = outcome.input;
      const marks = this.#marks.get(index);
      if (marks === undefined) continue;
      this.#marks.delete(index);
      const key = marks.key.toString("hex");
      if (this.#last.get(key) !== index) continue;
      this.#last.delete(key);
      if (outcome.status === "succeeded") this.#frames.set(marks.key, "confirmed", marks.value, this.#now());
      else if (isInDoubt(index)) continue;
      else if (outcome.status === "failed" && outcome.scope === "record" && outcome.error instanceof RefusedError)
        this.#frames.set(marks.key, "refused", marks.value, this.#now());
    }
  }

  /** How many records that were confirmed are in the file no more, at least. */
  countGone(): number {
    return Math.max(this.#frames.countUnseen() - this.#nameless, 0);
  }

  /** Writes what is new: before a request, that nothing is known of its records any more. */
  sync(): Promise<void> {
    return this.#frames.sync();
  }

  /** Writes what is new, and lets go of the file. */
  async close(): Promise<void> {
    try {
      await this.#frames.sync();
    } finally {
      await this.#frames.close();
      await this.#release();
    }
  }
}

/** Throws a `CommandError` where it can't be told which record a row is. */
function checkIdentity({ method, identity }: Operation): void {
  if (identity.length === 0)
    throw new CommandError(`--changed needs to know which record a row is: ${method} makes a new one of each`);
}

/**
 * Where an operation writes, whatever it is called and in whichever version: what `objects.upsert` puts over a contact, or
 * the same call of another version, is no longer what `contacts.upsert` had confirmed.
 */
function placeOf({ path }: Pick<Operation, "path">, parameters: Settings["path"]): string {
  return filledPath(unversioned(path), parameters);
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The same text for the same value, in whatever order its fields, or its items that have names, were put. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null) return inner;
    if (!Array.isArray(inner))
      return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => order(one, other)));
    const items = inner as unknown[];
    const names = items.map((item) => (item as { name?: unknown } | null)?.name);
    if (!names.every((name) => typeof name === "string")) return items;
    return items
      .map((item, at) => ({ item, name: names[at] ?? "" }))
      .sort((one, other) => order(one.name, other.name))
      .map(({ item }) => item);
  });
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
