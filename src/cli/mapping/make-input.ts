/** Makes an input of a row. */
import type { InputIssue } from "../../index.js";
import { LOST } from "../rows/encoding.js";
import { type Cell, type Row, textOf } from "../rows/row.js";
import { shown } from "../terminal.js";
import { coerce } from "./coerce.js";
import type { InputFields } from "./fields.js";
import type { Find, LookUp } from "./look-up.js";
import type { Mapping, Target } from "./mapping.js";
import { nameOf } from "./mapping.js";
import type { TimeZone } from "./zone.js";

/** What becomes of a cell with nothing in it. */
export const BLANKS = ["leave", "clear", "fail"] as const;
/** Left out, sent as what clears a value, or a mistake. */
export type Blank = (typeof BLANKS)[number];

/** What rows are read by. */
export interface InputContext {
  readonly mapping: Mapping;
  readonly fields: InputFields;
  readonly blank: Blank;
  readonly zone: TimeZone | undefined;
  readonly columns: readonly string[];
  /** What the values of columns are looked up by. */
  readonly finds?: ReadonlyMap<LookUp, Find>;
}

/** A row that makes no input: `issues` have a column, or nothing, as their path. */
export class RowError extends Error {
  override readonly name = "RowError";
  readonly issues: readonly InputIssue[];
  /** What could be made of it. */
  readonly input: object;

  constructor(issues: readonly InputIssue[], input: object) {
    super(issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; "));
    this.issues = issues;
    this.input = input;
  }
}

/** Longest cell that a message repeats, in characters. */
const LONGEST_SHOWN = 60;

/** Makes what makes inputs of rows; that throws a `RowError`, with all that is wrong with a row. */
export function inputMaker({ mapping, fields, blank, zone, columns, finds }: InputContext): (row: Row) => object {
  const places = mapping.columns.map(({ column, target, lookUp }) => {
    const find = lookUp && finds?.get(lookUp);
    return { column, target, at: columns.indexOf(column), find };
  });
  const mapped = new Set(places.map(({ at }) => at));
  const known = columns.length;
  return (row) => {
    if (row.problem !== undefined) throw new RowError([{ path: "", message: row.problem }], {});
    const issues: InputIssue[] = [];
    const input: Record<string, unknown> = {};
    for (const { name, form, isRequired } of fields.properties) if (isRequired) input[name] = form === "map" ? {} : [];
    // Each input has a copy of its own, for a column may add to it.
    for (const { target, value } of mapping.set) put(input, target, structuredClone(value));
    for (const { column, target, at, find } of places) {
      const cell = row.cells[at];
      if (cell === undefined) continue;
      const found = find === undefined || isBlank(cell) ? { value: cell } : find(textOf(cell).trim());
      const value = "expected" in found ? found : valueOf(found.value, target, blank, zone);
      if ("expected" in value) issues.push({ path: column, message: `expected ${value.expected}, got ${told(cell)}` });
      else if (value.value !== undefined) put(input, target, value.value);
    }
    // Of JSON, columns may turn up later than the mapping was made.
    for (let at = known; at < row.cells.length; at++)
      if (row.cells[at] !== undefined && !mapped.has(at))
        issues.push({
          path: columns[at] ?? "",
          message: "expected a field that the first 100 rows have; move such a row up, or give it with --map",
        });
    if (issues.length > 0) throw new RowError(issues, input);
    return input;
  };
}

function told(cell: Cell): string {
  const text = typeof cell === "string" ? JSON.stringify(cell) : (JSON.stringify(cell) ?? String(cell));
  return shown(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** What a spreadsheet shows where a formula has failed, in a CSV file of it too: never what is meant. */
const SPREADSHEET_ERROR = /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!)$/;

function isBlank(cell: Cell): boolean {
  return typeof cell === "string" && cell.trim() === "";
}

/** What no text has: the end of texts in other languages, and what stands for bytes that could not be read. */
const NO_TEXT = new RegExp(`[\0${LOST}]`);

/** A cell's value; `undefined` where nothing is to be sent. */
function valueOf(
  cell: Cell,
  target: Target,
  blank: Blank,
  zone: TimeZone | undefined,
): { readonly value: unknown } | { readonly expected: string } {
  if (typeof cell === "string" && NO_TEXT.test(cell))
    return { expected: "text: some of it is lost, or is none; --encoding says how a file is written" };
  if (typeof cell === "string" && SPREADSHEET_ERROR.test(cell.trim()))
    return { expected: "a value, and not a spreadsheet's error" };
  if (isBlank(cell)) {
    if (blank === "leave") return { value: undefined };
    if (blank === "fail") return { expected: "a value (--blank fail)" };
    if (target.to === "property" || target.field.kind === "text") return { value: "" };
    return target.field.isNullable ? { value: null } : { expected: "a value: this field can't be cleared" };
  }
  if (target.to === "property") {
    const isPlain = typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean";
    if (isPlain) return { value: String(cell) };
    return cell === null ? { expected: 'a value: "" clears a property' } : { value: JSON.stringify(cell) };
  }
  return coerce(cell, target.field, zone);
}

/** Puts a value where it belongs. */
function put(input: Record<string, unknown>, target: Target, value: unknown): void {
  if (target.to === "property") {
    const { name, form } = target.of;
    // Made here, or a copy: of this form, as the contract has it. Set as it is, whatever a column is called: __proto__ too.
    if (form === "map")
      Object.defineProperty((input[name] ??= {}), target.name, { value, enumerable: true, writable: true });
    else ((input[name] ??= []) as object[]).push({ name: target.name, value });
    return;
  }
  let place = input;
  const { path } = target.field;
  for (const part of path.slice(0, -1)) {
    const isList = part.endsWith("[]");
    const name = part.replace("[]", "");
    const inner = (isList ? (place[name] as object[] | undefined)?.[0] : place[name]) ?? {};
    place[name] ??= isList ? [inner] : inner;
    place = inner as Record<string, unknown>;
  }
  place[path.at(-1) ?? nameOf(target)] = value;
}
