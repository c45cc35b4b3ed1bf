/** What lanes keep, in this process alone. */
import { callsAnother, overlaps } from "../../src/bullmq/conflicts.js";
import type { Mark } from "../../src/bullmq/packed.js";
import type { Slice } from "../../src/bullmq/slice.js";
import type {
  Begun,
  Head,
  ImportState,
  Known,
  LaneRecord,
  LaneStore,
  Pause,
  Queued,
  Told,
} from "../../src/bullmq/store.js";
import type { BatchSummary } from "../../src/index.js";

interface Lane {
  turn: string | undefined;
  pause: Pause | undefined;
  untilMs: number;
  waitsFor: string;
  kind: string;
  failures: number;
  slices: Queued[];
}

interface Import {
  /** Tells it from one of its name that was forgotten. */
  readonly self: number;
  readonly operation: string;
  cancelled: boolean;
  readonly slices: Map<number, number>;
  done: number;
  readonly marks: Map<number, Mark>;
  readonly intents: Map<string, readonly number[]>;
  readonly notes: Map<string, BatchSummary>;
}

/** Keeps lanes in maps; `calls` has the names of those that changed something. */
export class MemoryStore implements LaneStore {
  readonly kept = new Map<string, Lane>();
  readonly imports = new Map<string, Import>();
  readonly calls: string[] = [];
  /** Called before what became of records is kept. */
  onRecord: (told: Told) => void | Promise<void> = () => {};
  #selves = 0;

  /** Knows what became of records of an import. */
  knows(importId: string, marks: ReadonlyMap<number, Mark>): void {
    for (const [index, mark] of marks) this.imports.get(importId)!.marks.set(index, mark);
  }

  #lane(portal: string): Lane {
    const none = { turn: undefined, pause: undefined, untilMs: 0, waitsFor: "", kind: "", failures: 0, slices: [] };
    const lane = this.kept.get(portal) ?? none;
    this.kept.set(portal, lane);
    return lane;
  }

  async enqueue(portal: string, slices: readonly Slice[]): Promise<void> {
    const known = (slice: Slice) => [...(this.imports.get(slice.import)?.slices ?? [])].reverse();
    for (const slice of slices) {
      const operation = this.imports.get(slice.import)?.operation ?? slice.operation;
      if (operation !== slice.operation) throw callsAnother(slice, operation);
      for (const [from, to] of known(slice))
        if (from < slice.to && to > slice.from && (from !== slice.from || to !== slice.to))
          throw overlaps(slice, { from, to });
    }
    for (const slice of slices) {
      const { import: id, operation } = slice;
      const its = this.imports.get(id) ?? {
        ...{ self: this.#selves++, operation, cancelled: false, slices: new Map(), done: 0 },
        ...{ marks: new Map(), intents: new Map(), notes: new Map() },
      };
      this.imports.set(id, its);
      if (its.slices.has(slice.from)) continue;
      its.slices.set(slice.from, slice.to);
      this.#lane(portal).slices.push({ key: `${its.self} ${JSON.stringify(slice)}`, slice });
    }
  }

  async begin(portal: string, turn: string): Promise<Begun> {
    const lane = this.#lane(portal);
    if (lane.pause !== undefined) return { pause: lane.pause };
    Object.assign(lane, { turn, untilMs: 0, waitsFor: "" });
    return { head: await this.#head(portal) };
  }

  async finish(portal: string, turn: string, { key, slice }: Queued): Promise<Head | "taken" | undefined> {
    const lane = this.#lane(portal);
    if (lane.slices.length > 0 && lane.turn !== turn) return "taken";
    if (lane.slices[0]?.key === key) {
      lane.slices.shift();
      lane.failures = 0;
      const its = this.#importOf({ key, slice });
      if (its !== undefined) its.done++;
    }
    return this.#head(portal);
  }

  async #head(portal: string): Promise<Head | undefined> {
    const { slices, pause } = this.#lane(portal);
    const [queued] = slices;
    if (pause !== undefined) return undefined;
    if (queued === undefined) this.kept.delete(portal);
    if (queued === undefined) return undefined;
    return { ...queued, cancelled: this.#importOf(queued)?.cancelled ?? true, known: await this.known(queued.slice) };
  }

  /** A slice's import, unless that was forgotten since. */
  #importOf({ key, slice }: Queued): Import | undefined {
    const its = this.imports.get(slice.import);
    return key.split(" ")[0] === String(its?.self) ? its : undefined;
  }

  async open(portals: readonly string[]): Promise<readonly string[]> {
    return portals.filter((portal) => {
      const lane = this.kept.get(portal);
      return lane !== undefined && lane.slices.length > 0 && lane.pause === undefined;
    });
  }

  async look(portal: string, turn: string, importId: string): Promise<"paused" | "cancelled" | "taken" | undefined> {
    const lane = this.kept.get(portal);
    if (lane?.pause !== undefined) return "paused";
    if (this.imports.get(importId)?.cancelled ?? true) return "cancelled";
    return lane?.turn === turn ? undefined : "taken";
  }

  async known({ import: id, from, to }: Slice): Promise<Known> {
    const { marks = new Map<number, Mark>(), intents = new Map<string, number[]>() } = this.imports.get(id) ?? {};
    const all = Array.from({ length: to - from }, (_, at) => marks.get(from + at) ?? 0);
    const within = (index: number) => index >= from && index < to;
    return { marks: Uint8Array.from(all), intents: new Map([...intents].filter(([, places]) => places.some(within))) };
  }

  async intend(portal: string, turn: string, importId: string, id: string, indexes: readonly number[]): Promise<void> {
    this.calls.push("intend");
    const its = this.imports.get(importId);
    if (this.#lane(portal).turn !== turn || its === undefined) throw new Error("The lane has another turn, or …");
    its.intents.set(id, indexes);
  }

  async record({ key, slice }: Queued, told: Told): Promise<void> {
    await this.onRecord(told);
    this.calls.push("record");
    const its = this.#importOf({ key, slice });
    if (its === undefined) return;
    const { marks, intents, notes } = its;
    for (const [index, mark] of told.marks) marks.set(index, Math.max(mark, marks.get(index) ?? 0) as Mark);
    for (const id of told.heard) intents.delete(id);
    if (told.summary !== undefined) notes.set(told.summary.id, told.summary.summary);
  }

  async pause(portal: string, pause: Pause): Promise<void> {
    this.#lane(portal).pause = pause;
  }

  async resume(portal: string): Promise<void> {
    this.#lane(portal).pause = undefined;
  }

  async wait(portal: string, untilMs: number, waitsFor: string): Promise<void> {
    Object.assign(this.#lane(portal), { untilMs, waitsFor });
  }

  async failed(portal: string, kind: "away" | "trouble"): Promise<number> {
    const lane = this.#lane(portal);
    lane.failures = lane.kind === kind ? lane.failures + 1 : 1;
    lane.kind = kind;
    return lane.failures;
  }

  async succeeded(portal: string): Promise<void> {
    this.#lane(portal).failures = 0;
  }

  async cancel(importId: string): Promise<void> {
    this.imports.get(importId)!.cancelled = true;
  }

  async import(importId: string): Promise<ImportState | undefined> {
    const its = this.imports.get(importId);
    if (its === undefined) return undefined;
    const { operation, cancelled, slices, done: slicesDone } = its;
    const count = (of: Mark) => [...its.marks.values()].filter((mark) => mark === of).length;
    const total = [...slices].reduce((sum, [from, to]) => sum + to - from, 0);
    return {
      ...{
        operation,
        cancelled,
        queuedMs: 0,
        slices: slices.size,
        slicesDone,
        first: Math.min(...slices.keys()),
        total,
      },
      ...{ failed: count(1), unknown: count(2), succeeded: count(3) },
    };
  }

  async marks(importId: string, from: number): Promise<Uint8Array> {
    const { marks } = this.imports.get(importId)!;
    const end = Math.max(-1, ...marks.keys()) + 1;
    return Uint8Array.from({ length: Math.max(0, end - from) }, (_, at) => marks.get(from + at) ?? 0);
  }

  async notes(importId: string): Promise<readonly BatchSummary[]> {
    return [...this.imports.get(importId)!.notes.values()];
  }

  async lanes(): Promise<readonly LaneRecord[]> {
    return [...this.kept].map(([portal, { pause, untilMs, waitsFor, slices }]) => ({
      ...{ portal, pause, untilMs, waitsFor },
      slices: slices.length,
    }));
  }

  async sweeps(): Promise<boolean> {
    return true;
  }

  async forget(importId: string): Promise<void> {
    this.imports.delete(importId);
  }

  close(): void {}
}
