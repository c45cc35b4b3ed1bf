/** Rows of JSON: each an object, whose fields are its columns. */
import { CommandError } from "../failure.js";
import { decode } from "./encoding.js";
import { type JsonText, readElements, readLines } from "./json.js";
import { meteredFile } from "./metered-file.js";
import { beginningOf, type Cell, type Encoding, type Format, isOwnColumn, type Row, type Rows } from "./row.js";

/** Rows whose fields make the columns of a JSON source. */
const ROWS_FOR_COLUMNS = 100;

/** Opens a JSON file: an array, or an object a line. */
export async function openJson(
  path: string,
  format: Format,
  encoding: Encoding,
  isGroup: (name: string) => boolean,
): Promise<Rows> {
  const { bytes, share } = await meteredFile(path);
  const texts = (): AsyncIterable<JsonText> => {
    const text = decode(bytes(), encoding);
    return format === "json" ? readElements(text) : readLines(text);
  };
  const columns: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (name: string) => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, columns.length);
    return columns.push(name) - 1;
  };
  async function* read(): AsyncGenerator<Row, void, void> {
    let index = 0;
    for await (const { line, text, problem: cut } of texts()) {
      const { value, problem } = cut === undefined ? parse(text) : { value: {}, problem: cut };
      const cells: Cell[] = [];
      for (const [name, cell] of flatEntries(value, isGroup)) cells[placeOf(name)] = cell;
      // For people to see what it was.
      const first = columns.findIndex((column) => !isOwnColumn(column));
      if (problem !== undefined && text !== "" && first >= 0) cells[first] = beginningOf(text);
      yield { index, line, cells, ...(problem !== undefined && { problem }) };
      index++;
    }
  }
  for await (const { index } of read()) if (index + 1 >= ROWS_FOR_COLUMNS) break;
  if (columns.length === 0) throw new CommandError("it has no rows: expected objects");
  return { format, columns, encoding, delimiter: ",", share, read };
}

/** The fields of an object; those of an object within it whose name makes a group have dotted names. */
function* flatEntries(
  value: object,
  isGroup: (name: string) => boolean,
  prefix = "",
): Generator<readonly [string, Cell], void, void> {
  for (const [key, cell] of Object.entries(value) as [string, Cell][]) {
    const name = `${prefix}${key}`;
    if (typeof cell === "object" && cell !== null && !Array.isArray(cell) && isGroup(name))
      yield* flatEntries(cell, isGroup, `${name}.`);
    else yield [name, cell];
  }
}

function parse(text: string): { readonly value: object; readonly problem?: string } {
  try {
    const value: unknown = withExactNumbers(text, JSON.parse(text));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
    return { value: {}, problem: "expected an object" };
  } catch (error) {
    return { value: {}, problem: `it is no JSON: ${(error as Error).message}` };
  }
}

/** A text of JSON by its tokens that may have digits: texts, and numbers. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The value of a text; whole numbers that JavaScript would round are texts of their digits: an id of 17 is else another's. */
function withExactNumbers(text: string, value: unknown): unknown {
  if (!/\d{16}/.test(text)) return value;
  const exact = text.replaceAll(TOKENS, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
  return JSON.parse(exact) as unknown;
}
