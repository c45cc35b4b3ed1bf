import { parsedJson } from "../wire/parsed-json.js";

/** The object that an answer is, if it is one. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsedJson(text);
  // Any property of an object may be asked for.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}
