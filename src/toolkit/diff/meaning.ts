/** What a difference means, and for whom. */

import { isObject, type JsonObject } from "../codegen/document.js";
import type { Finding } from "./library.js";
import { at, type Normal } from "./normal.js";
import type { Operations } from "./operations.js";

/** Breaking: somebody has to do something. Safe: somebody may. Metadata: nobody's code can tell. */
export type Severity = "breaking" | "safe" | "metadata";

/** Whom a change is for. */
export type Audience = "caller's types" | "what is sent" | "what is read back";

/** What one difference means. */
export interface Meaning {
  readonly severity: Severity;
  readonly audience: Audience;
  /** One line. */
  readonly message: string;
}

/** One side of a comparison: its operations in normal form, as they are published and with our repairs. */
export interface Side {
  readonly operations: Operations;
  readonly published: Normal;
  readonly repaired: Normal;
}

/** A difference, and where it is. */
export interface Subject {
  readonly finding: Finding;
  readonly base: Side;
  readonly revision: Side;
  /** The operation's name in the normal forms. */
  readonly key: string;
  /** The keys below the operation. */
  readonly rest: readonly string[];
}

/** The object at some keys of an operation. */
export function partAt({ document }: Normal, key: string, rest: readonly string[]): JsonObject | undefined {
  const part = at(document, "paths", key, "post", ...rest);
  return isObject(part) ? part : undefined;
}

const rated =
  (severity: Severity) =>
  (audience: Audience, message: string): Meaning => ({ severity, audience, message });

export const breaking = rated("breaking");
export const safe = rated("safe");
export const metadata = rated("metadata");
