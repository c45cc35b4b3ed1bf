import type { BatchSummary } from "../index.js";
import { callsAnother, overlaps } from "./conflicts.js";
import { joined, MANY_NOTES, summariesIn } from "./notes.js";
import { PER_CHARACTER, pack, unpack } from "./packed.js";
import { knownOf, PER_CHUNK } from "./redis-ledger.js";
import * as scripts from "./redis-scripts.js";
import type { Slice } from "./slice.js";
import type { Begun, Head, ImportState, Known, LaneRecord, LaneStore, Pause, Queued, Told } from "./store.js";

/** What is used of BullMQ's client, which each of the clients that it takes has. */
export interface Client {
  defineCommand(name: string, definition: { readonly numberOfKeys: number; readonly lua: string }): void;
  runCommand(name: string, args: readonly (string | number)[]): Promise<unknown>;
  hmget(key: string, ...fields: string[]): Promise<(string | null)[]>;
  hset(key: string, data: Record<string, string | number>): Promise<number>;
  hdel(key: string, ...fields: string[]): Promise<number>;
  get(key: string): Promise<string | null>;
  lrange(key: string, start: number, end: number): Promise<string[]>;
  llen(key: string): Promise<number>;
  smembers(key: string): Promise<string[]>;
}

type Script = keyof typeof scripts;

/** Each script, and how many keys it has. */
const KEYS: Readonly<Record<Script, number>> = {
  ENQUEUE: 4,
  BEGIN: 3,
  FINISH: 3,
  INTEND: 3,
  KNOWN: 1,
  RECORD: 1,
  CONDENSE: 1,
  PAUSE: 2,
  FAILED: 1,
  FORGET: 1,
  SWEEP: 1,
  OPEN: 1,
  CANCEL: 1,
};

/** What lanes keep in Redis, each under its name; behind these come the portal, or the import and the name of a part. */
interface Kept {
  /** The portals whose lanes have slices, or are paused. */
  readonly lanes: "set";
  /** Of a lane: its turn, why it is paused, until when it waits. Gone with its last slice. */
  readonly lane: "hash";
  /** Of a lane: its slices, the next one first, as JSON behind their import's name and self. */
  readonly slices: "list";
  /** Of an import: its counts. It lives, with its parts, for as long as it has slices left, and `keepMs` after. */
  readonly import: "hash";
  /** Who looks for lanes without a job. */
  readonly sweep: "string";
}

/** What is kept of an import beside its counts. */
interface KeptOfImport {
  /** Where each of its slices ends, by where it begins. */
  readonly slices: "sorted set";
  /** Of each chunk: what is known of its records. */
  readonly ledger: "string";
  /** The requests that are under way, where its operation is not idempotent. */
  readonly intents: "hash";
  /** Parts of its report; when they are many, they become one. */
  readonly notes: "list";
}

/** Keeps lanes in Redis. */
export class RedisStore implements LaneStore {
  readonly #client: Client;
  /** What all keys begin with: they are in one slot of a cluster. */
  readonly #prefix: string;
  readonly #keepMs: number;

  constructor(client: Client, name: string, keepMs: number) {
    this.#client = client;
    this.#prefix = `hubspot-batch:{${name}}:`;
    this.#keepMs = keepMs;
    for (const [script, numberOfKeys] of Object.entries(KEYS) as [Script, number][]) // Its own keys.
      client.defineCommand(commandOf(script), { numberOfKeys, lua: scripts[script] });
  }

  async enqueue(portal: string, slices: readonly Slice[]): Promise<void> {
    const [first] = slices;
    if (first === undefined) return;
    const id = first.import;
    const keys = [this.#key("lanes"), this.#key("slices", portal), this.#import(id), this.#import(id, "slices")];
    const its = [portal, first.operation, Date.now(), encodeURIComponent(id), crypto.randomUUID()];
    const args = slices.flatMap((slice) => [slice.from, slice.to, JSON.stringify(slice)]);
    const run = this.#run("ENQUEUE", keys, [...its, ...args]);
    const [known, ...others] = (await run) as string[]; // As the script says.
    if (known === undefined) return;
    if (others.length === 0) throw callsAnother(first, known);
    const [from = 0, to = 0, otherFrom = 0, otherTo = 0] = [known, ...others].map(Number);
    throw overlaps({ ...first, from, to }, { from: otherFrom, to: otherTo });
  }

  async begin(portal: string, turn: string): Promise<Begun> {
    const begun = (await this.#turn("BEGIN", portal, turn)) as
      | Answer
      | readonly [null, 0, reason: string, message: string]; // As the script says.
    return begun[0] === null ? { pause: pauseOf(begun[2], begun[3]) } : { head: headOf(begun) };
  }

  async finish(portal: string, turn: string, { key }: Queued): Promise<Head | "taken" | undefined> {
    const finished = (await this.#turn("FINISH", portal, key, this.#keepMs, turn)) as Answer; // As the script says.
    return finished[0] === "taken" ? "taken" : headOf(finished);
  }

  async open(portals: readonly string[]): Promise<readonly string[]> {
    return (await this.#run("OPEN", [this.#prefix], portals)) as string[]; // As the script says.
  }

  async look(portal: string, turn: string, importId: string): Promise<"paused" | "cancelled" | "taken" | undefined> {
    const [[pause, current], [operation, cancelled]] = await Promise.all([
      this.#client.hmget(this.#key("lane", portal), "pause", "turn"),
      this.#client.hmget(this.#import(importId), "operation", "cancelled"),
    ]);
    if (pause) return "paused";
    // One that was forgotten leaves its slices behind.
    if (!operation || cancelled) return "cancelled";
    return current === turn ? undefined : "taken";
  }

  async known(slice: Slice): Promise<Known> {
    const known = await this.#run("KNOWN", [this.#import(slice.import)], [slice.from, slice.to]);
    return knownOf(slice, ...(known as [string[], string[]])); // As the script says.
  }

  async intend(portal: string, turn: string, importId: string, id: string, indexes: readonly number[]): Promise<void> {
    const keys = [this.#key("lane", portal), this.#import(importId), this.#import(importId, "intents")];
    if ((await this.#run("INTEND", keys, [turn, id, JSON.stringify(indexes)])) !== 1)
      throw new Error("The lane has another turn, or the import is forgotten");
  }

  async record({ key, slice }: Queued, { marks, heard, summary }: Told): Promise<void> {
    const [, self = ""] = key.split(" ", 2);
    const told = pack(marks, PER_CHUNK).flatMap(({ chunk, at, text }) => [chunk, at, text]);
    const note = summary === undefined ? "" : JSON.stringify(summary);
    const many = await this.#run("RECORD", [this.#import(slice.import)], [self, note, heard.length, ...heard, ...told]);
    if (Number(many) >= MANY_NOTES) await this.#condense(this.#import(slice.import, "notes"));
  }

  async pause(portal: string, { reason, message }: Pause): Promise<void> {
    await this.#run("PAUSE", [this.#key("lanes"), this.#key("lane", portal)], [portal, reason, message]);
  }

  async resume(portal: string): Promise<void> {
    await this.#client.hdel(this.#key("lane", portal), "pause", "message", "failures");
  }

  async wait(portal: string, untilMs: number, waitsFor: string): Promise<void> {
    await this.#client.hset(this.#key("lane", portal), { until: untilMs, for: waitsFor });
  }

  async failed(portal: string, kind: "away" | "trouble"): Promise<number> {
    return Number(await this.#run("FAILED", [this.#key("lane", portal)], [kind]));
  }

  async succeeded(portal: string): Promise<void> {
    await this.#client.hdel(this.#key("lane", portal), "failures");
  }

  async cancel(importId: string): Promise<void> {
    await this.#run("CANCEL", [this.#import(importId)]);
  }

  async import(importId: string): Promise<ImportState | undefined> {
    const [operation, queued, cancelled, ...counts] = await this.#client.hmget(
      this.#import(importId),
      ...["operation", "queued", "cancelled", "slices", "done", "first", "total", "failed", "unknown", "succeeded"],
    );
    if (!operation) return undefined;
    const [slices = 0, slicesDone = 0, first = 0, total = 0, failed = 0, unknown = 0, succeeded = 0] =
      counts.map(Number);
    return {
      ...{ operation, queuedMs: Number(queued), cancelled: cancelled !== null },
      ...{ slices, slicesDone, first, total, failed, unknown, succeeded },
    };
  }

  async marks(importId: string, from: number): Promise<Uint8Array> {
    const chunk = Math.floor(from / PER_CHUNK);
    const first = chunk * PER_CHUNK;
    const text = (await this.#client.get(this.#import(importId, "ledger", chunk))) ?? "";
    const marks = new Uint8Array(Math.max(0, first + text.length * PER_CHARACTER - from));
    unpack({ chunk, at: 0, text }, PER_CHUNK, from, marks);
    return marks;
  }

  async notes(importId: string): Promise<readonly BatchSummary[]> {
    return summariesIn(await this.#client.lrange(this.#import(importId, "notes"), 0, -1));
  }

  async lanes(): Promise<readonly LaneRecord[]> {
    const portals = (await this.#client.smembers(this.#key("lanes"))).sort();
    return Promise.all(
      portals.map(async (portal) => {
        const [slices, [reason, message, until, waitsFor]] = await Promise.all([
          this.#client.llen(this.#key("slices", portal)),
          this.#client.hmget(this.#key("lane", portal), "pause", "message", "until", "for"),
        ]);
        return { portal, slices, pause: pauseOf(reason, message), untilMs: Number(until), waitsFor: waitsFor ?? "" };
      }),
    );
  }

  async sweeps(forMs: number): Promise<boolean> {
    return (await this.#run("SWEEP", [this.#key("sweep")], [forMs])) !== null;
  }

  async forget(importId: string): Promise<void> {
    await this.#run("FORGET", [this.#import(importId)]);
  }

  close(): void {}

  /** Puts an import's notes together, unless somebody else just did. */
  async #condense(key: string): Promise<void> {
    const texts = await this.#client.lrange(key, 0, -1);
    if (texts.length >= MANY_NOTES)
      await this.#run("CONDENSE", [key], [texts.length, texts.at(-1) ?? "", JSON.stringify(joined(texts))]);
  }

  /** Runs a script of a lane's turn. */
  #turn(script: "BEGIN" | "FINISH", portal: string, ...args: readonly (string | number)[]): Promise<unknown> {
    const keys = [this.#key("lanes"), this.#key("lane", portal), this.#key("slices", portal)];
    return this.#run(script, keys, [portal, this.#import(""), ...args]);
  }

  /** A key of an import: as its name may have colons, it could be the key of another's part. */
  #import(
    id: string,
    ...part: readonly [] | readonly [keyof KeptOfImport] | readonly ["ledger", chunk: number]
  ): string {
    return this.#key("import", encodeURIComponent(id), ...part);
  }

  #key(kept: keyof Kept, ...of: readonly (string | number)[]): string {
    return `${this.#prefix}${[kept, ...of].join(":")}`;
  }

  #run(script: Script, keys: readonly string[], args: readonly (string | number)[] = []): Promise<unknown> {
    return this.#client.runCommand(commandOf(script), [...keys, ...args]);
  }
}

/** What a script is called among the client's commands, beside BullMQ's and the caller's. */
function commandOf(script: Script): string {
  return `hubspotBatch:${script}`;
}

/** What a script of a turn gives: of a slice its text, whether its import is over, its marks and intents. */
type Answer = readonly [text?: string, isOver?: number, marks?: string[], intents?: string[]];

/** A slice as it stands in its lane, behind its import's name and self. */
function headOf([text, isOver, marks = [], intents = []]: Answer): Head | undefined {
  if (text === undefined) return undefined;
  const slice = JSON.parse(text.slice(text.indexOf("{"))) as Slice; // As it was queued.
  return { key: text, slice, cancelled: isOver === 1, known: knownOf(slice, marks, intents) };
}

function pauseOf(reason: string | null | undefined, message: string | null | undefined): Pause | undefined {
  return reason ? { reason: reason as Pause["reason"], message: message ?? "" } : undefined; // As it was kept.
}
