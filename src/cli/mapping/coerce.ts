/** A cell as the value that its field takes. */
import type { Cell } from "../rows/row.js";
import { readDate } from "./dates.js";
import type { Field } from "./fields.js";
import type { TimeZone } from "./zone.js";

/** The value, or what was expected instead of it. */
export type Coerced = { readonly value: unknown } | { readonly expected: string };

const TRUE = ["true", "yes", "y", "1", "on"];
const FALSE = ["false", "no", "n", "0", "off"];
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const INTEGER = /^[+-]?\d+(\.0*)?$/;

/** Makes a cell's value; blanks are decided on before. Values that are none of a text's pass as they are. */
export function coerce(cell: Cell, field: Pick<Field, "kind" | "values">, zone: TimeZone | undefined): Coerced {
  switch (field.kind) {
    case "text":
      return typeof cell === "number" || typeof cell === "boolean" ? { value: String(cell) } : { value: cell };
    case "integer":
    case "number":
      return numberOf(cell, field.kind, zone);
    case "boolean":
      return booleanOf(cell);
    case "date": {
      if (typeof cell !== "string" && typeof cell !== "number") return { value: cell };
      const date = readDate(String(cell).trim(), zone);
      return "ms" in date ? { value: new Date(date.ms).toISOString() } : date;
    }
    case "choice":
      return choiceOf(cell, field.values ?? []);
    case "json":
      return typeof cell === "string" ? jsonOf(cell) : { value: cell };
  }
}

function numberOf(cell: Cell, kind: "integer" | "number", zone: TimeZone | undefined): Coerced {
  if (typeof cell !== "string") return { value: cell };
  const text = cell.trim();
  if (kind === "integer" ? !INTEGER.test(text) : !NUMBER.test(text)) {
    // HubSpot's times are whole numbers here: ms since 1970.
    const date = kind === "integer" && /\d[-.:/]\d/.test(text) && !NUMBER.test(text) ? readDate(text, zone) : undefined;
    if (date !== undefined && "ms" in date) return { value: date.ms };
    return { expected: date?.expected ?? (kind === "integer" ? "a whole number" : "a number as 1234.5") };
  }
  const value = Number(text);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    return { expected: "a number below 2^53" };
  return { value };
}

function booleanOf(cell: Cell): Coerced {
  if (typeof cell !== "string" && typeof cell !== "number") return { value: cell };
  const text = String(cell).trim().toLowerCase();
  if (TRUE.includes(text)) return { value: true };
  return FALSE.includes(text) ? { value: false } : { expected: "true or false" };
}

function choiceOf(cell: Cell, values: readonly string[]): Coerced {
  if (typeof cell !== "string") return { value: cell };
  const text = cell.trim();
  const found =
    values.find((value) => value === text) ?? values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return { value: found };
  const few = values.slice(0, 8).join(", ");
  return { expected: `one of ${few}${values.length > 8 ? ", …" : ""}` };
}

function jsonOf(text: string): Coerced {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { expected: "JSON, as [1, 2] or {…}" };
  }
}
