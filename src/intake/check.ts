import type { InputSchema } from "../contract.js";
import { isPlain } from "../match/identity.js";
import type { Part } from "../part.js";
import type { createPrepare, Prepared, Strictness } from "./validate.js";

/** The check of an operation's inputs. */
export interface Check {
  /** Prepares an input; `undefined` where that takes a closer look than what is loaded can take. Never throws. */
  prepare(input: unknown): Prepared | undefined;
  /** Loads what looks closer. */
  load(): Promise<unknown>;
}

/** What looks closer: explains what is wrong with an input, and writes it better. */
export type Validating = Part<{ readonly createPrepare: typeof createPrepare }>;

/**
 * Makes the check of an operation's inputs, which takes plain objects that the schema finds nothing wrong with by itself,
 * and what looks closer once that is loaded.
 */
export function createCheck(schema: InputSchema | undefined, strictness: Strictness, validating: Validating): Check {
  let prepare: ReturnType<typeof createPrepare> | undefined;
  const glance = (input: unknown): string | undefined => {
    try {
      if (typeof input !== "object" || input === null || Array.isArray(input) || !isPlain(input)) return undefined;
      return schema === undefined || schema.safeParse(input).success ? JSON.stringify(input) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    prepare(input) {
      prepare ??= validating.loaded?.createPrepare(schema, strictness);
      return (prepare ?? glance)(input);
    },
    load: () => validating.load(),
  };
}
