/** What lanes keep beside BullMQ's own: in the same Redis or Postgres, and so as durable as that is. */
import type { BatchSummary } from "../index.js";
import type { Mark } from "./packed.js";
import type { Slice } from "./slice.js";

/** Why a lane is paused. */
export interface Pause {
  /** `asked`: by `pause(portal)`. `failing`: what the message says went wrong ten times in a row. */
  readonly reason: "asked" | "unauthorized" | "forbidden" | "failing";
  /** What HubSpot, or a function of yours, said; empty where it was asked. */
  readonly message: string;
}

/** A slice as it stands in its lane. */
export interface Queued {
  /** Tells it from all others, and from the same one queued anew after its import was forgotten, or lost. */
  readonly key: string;
  readonly slice: Slice;
}

/** The next slice of a lane. */
export interface Head extends Queued {
  readonly cancelled: boolean;
  /** What is known of it when it is given. */
  readonly known: Known;
}

/** How a turn begins: with the next slice of its lane, with none, or not at all. */
export interface Begun {
  readonly pause?: Pause | undefined;
  readonly head?: Head | undefined;
}

/** What is known of a slice's records. */
export interface Known {
  /** One mark a record. */
  readonly marks: Uint8Array;
  /** Requests of this import that were about to be sent, and of which nothing was heard since, by their ids. */
  readonly intents: ReadonlyMap<string, readonly number[]>;
}

/** What became of records. */
export interface Told {
  readonly marks: ReadonlyMap<number, Mark>;
  /** Requests of which all is heard. */
  readonly heard: readonly string[];
  /** Why some of them failed, under an id of its own: it counts once, however often it arrives. */
  readonly summary?: Noted | undefined;
}

/** Part of an import's report. */
export interface Noted {
  readonly id: string;
  readonly summary: BatchSummary;
}

/** How an import stands. */
export interface ImportState {
  readonly operation: string;
  readonly queuedMs: number;
  readonly cancelled: boolean;
  readonly slices: number;
  readonly slicesDone: number;
  /** The place of its first record. */
  readonly first: number;
  /** Records in all of its slices. */
  readonly total: number;
  readonly failed: number;
  readonly unknown: number;
  readonly succeeded: number;
}

/** How a lane stands, as far as it is kept. */
export interface LaneRecord {
  readonly portal: string;
  readonly slices: number;
  readonly pause: Pause | undefined;
  /** Until when it waits, and for what; 0 where it does not. */
  readonly untilMs: number;
  readonly waitsFor: string;
}

/** Where lanes, imports and what is known of their records are kept. Each call is all or nothing. */
export interface LaneStore {
  /**
   * Puts slices at the end of a lane, those that are in their import already not again. They are of one import, and have no
   * record in common. Rejects, and puts none there, where the import calls another operation, or has some of their records.
   */
  enqueue(portal: string, slices: readonly Slice[]): Promise<void>;
  /** Begins a turn, unless the lane is paused, and ends the right of any other to announce requests. */
  begin(portal: string, turn: string): Promise<Begun>;
  /**
   * Removes the next slice, if it is still this one, and forgets the lane's failures; gives the one after, unless the lane is
   * paused. Of a lane without slices nothing is kept; an import that has none left is kept for a while and no longer. Where the
   * lane has another turn, nothing is done.
   */
  finish(portal: string, turn: string, queued: Queued): Promise<Head | "taken" | undefined>;
  /** Those of the lanes that have slices, and are not paused. */
  open(portals: readonly string[]): Promise<readonly string[]>;
  /** Whether a turn shall end, as far as others say: `taken` where it is not the lane's any more. */
  look(portal: string, turn: string, importId: string): Promise<"paused" | "cancelled" | "taken" | undefined>;
  known(slice: Slice): Promise<Known>;
  /** Announces a request; rejects where the lane has another turn. */
  intend(portal: string, turn: string, importId: string, id: string, indexes: readonly number[]): Promise<void>;
  /** Keeps what became of a slice's records: nothing where its import was forgotten, though it may be there anew. */
  record(queued: Queued, told: Told): Promise<void>;
  pause(portal: string, pause: Pause): Promise<void>;
  resume(portal: string): Promise<void>;
  /** Says until when a lane waits, and for what. */
  wait(portal: string, untilMs: number, waitsFor: string): Promise<void>;
  /** Counts a failure; gives how many of its kind came in a row. */
  failed(portal: string, kind: "away" | "trouble"): Promise<number>;
  /** Forgets the failures of a lane. */
  succeeded(portal: string): Promise<void>;
  cancel(importId: string): Promise<void>;
  import(importId: string): Promise<ImportState | undefined>;
  /** The marks of an import's records from a place on, as many at once as are there to be had; empty at the end. */
  marks(importId: string, from: number): Promise<Uint8Array>;
  notes(importId: string): Promise<readonly BatchSummary[]>;
  lanes(): Promise<readonly LaneRecord[]>;
  /** Whether this process is the one that looks for lanes without a job, for so long. */
  sweeps(forMs: number): Promise<boolean>;
  forget(importId: string): Promise<void>;
  /** Waits for nothing any more. */
  close(): void;
}
