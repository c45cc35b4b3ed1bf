import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Change } from "./trials.js";

const PATH = ".tmp-mutants/noticed.json";

/** By which test's file, as it was. */
interface Noticed {
  readonly test: string;
  readonly sum: string;
}

/**
 * What earlier runs noticed, as long as neither the changed file nor the file of the test that noticed it is another:
 * only what is new is tried. Without the file, all is.
 */
export class Known {
  readonly #noticed: Map<string, Noticed>;

  constructor() {
    // Written by `save`.
    const kept = (existsSync(PATH) ? JSON.parse(readFileSync(PATH, "utf8")) : []) as [string, Noticed][];
    this.#noticed = new Map(kept);
  }

  has(change: Change): boolean {
    const by = this.#noticed.get(keyOf(change));
    return by !== undefined && existsSync(by.test) && sumOf(by.test) === by.sum;
  }

  /** Keeps that a test's file notices a change. */
  add(change: Change, test: string): void {
    this.#noticed.set(keyOf(change), { test, sum: sumOf(test) });
  }

  save(): void {
    mkdirSync(dirname(PATH), { recursive: true });
    writeFileSync(PATH, JSON.stringify([...this.#noticed]));
  }
}

function keyOf({ file, place, kind, replacement }: Change): string {
  return [file, sumOf(file), place, kind, replacement].join(" ");
}

function sumOf(file: string): string {
  return createHash("sha1").update(readFileSync(file)).digest("hex").slice(0, 12);
}
