import type { Envelope } from "./envelope.js";

/**
 * Reads an answer that lists texts in place of results: what is missing is an error of its input, and all else was done,
 * by this request or before it. `undefined` where the answer has no such list.
 */
export function readListed(body: unknown, missing: string): Envelope | undefined {
  const listed: unknown = typeof body === "object" && body !== null ? Reflect.get(body, missing) : undefined;
  if (!Array.isArray(listed)) return undefined;
  const names = listed.filter((one) => typeof one === "string" || typeof one === "number");
  const errors = [...new Set(names.map(String))].map((value) => ({
    category: "OBJECT_NOT_FOUND",
    message: `HubSpot has no record ${value}`,
    context: { [missing]: [value] },
  }));
  // What is listed and is no name may be anybody's.
  return { status: "COMPLETE", results: [], errors, numErrors: errors.length + listed.length - names.length };
}
