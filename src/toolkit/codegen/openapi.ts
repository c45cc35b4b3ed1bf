/** Emits a contract as it is once repaired, whole and by itself: for mocks, other languages' generators, documentation. */
import { textOf } from "../import/text.js";
import type { Contract, Json, JsonObject } from "./document.js";
import { rewrite } from "./walk.js";

/** What only this package reads. */
const OURS = new Set(["x-batch", "x-read", "x-objects"]);

/** The document as JSON, in an order that does not depend on the contract's; `banner` stands in its second line. */
export function emitOpenapi({ document }: Contract, banner: string): string {
  // A document that was read is JSON.
  const clean = rewrite(document as Json, (key, value) => (OURS.has(key) ? undefined : value));
  const sorted = JSON.parse(textOf(clean, ".json")) as JsonObject;
  return `${JSON.stringify({ "x-generated": banner, ...sorted }, null, 2)}\n`;
}
