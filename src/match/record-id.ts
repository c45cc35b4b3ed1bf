import type { Operation } from "../contract.js";
import { fieldOf } from "./identity.js";

/** HubSpot's own id of a record. */
export function recordIdOf(result: object, { recordId }: Pick<Operation, "recordId">): string | undefined {
  for (const field of recordId) {
    const id = fieldOf(result, field);
    if (typeof id === "string" || typeof id === "number") return String(id);
  }
  return undefined;
}
