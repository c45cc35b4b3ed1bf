import { bounded, escaped, printable } from "./printable.js";

/** Longest text shown whole, in characters. */
const LONGEST = 100;

/** The value as it may stand in a message. Never throws. */
export function show(value: unknown): string {
  if (typeof value === "string")
    return escaped(JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value));
  if (typeof value === "bigint") return bounded(`${value}n`, LONGEST);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return printable(String(value), LONGEST);
  try {
    const { constructor } = value;
    if (Array.isArray(value)) return "an array";
    return typeof constructor === "function"
      ? `an object (${printable(constructor.name, LONGEST)})`
      : "an object (no prototype)";
  } catch {
    return "an object that can't be looked at";
  }
}
