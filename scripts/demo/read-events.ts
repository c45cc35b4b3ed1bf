import { readFileSync } from "node:fs";
import { decode, EncodingError } from "../../src/toolkit/decode.js";
import { brokenAt } from "./broken-at.js";
import type { Event } from "./calendar.js";

/** A mistake in how the demo was called; its message is one line. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Reads the events of a file: one from each line of a `.ndjson` or `.jsonl` file, else an array, alone or as `inputs`.
 * Reads it whole before any is sent. Throws a `UsageError` where there is nothing to read, or a line is broken.
 */
export function readEvents(file: string): readonly Event[] {
  const text = readText(file);
  if (text.trim() === "") throw new UsageError(`${file} is empty: expected events`);
  const events = /\.(?:ndjson|jsonl)$/i.test(file) ? readLines(file, text) : readList(file, text);
  if (events.length === 0) throw new UsageError(`${file} holds no events`);
  // Whether that is what they are, the client says of each one.
  return events as readonly Event[];
}

function readText(file: string): string {
  try {
    return decode(readFileSync(file));
  } catch (error) {
    if (error instanceof EncodingError) throw new UsageError(`${file} ${error.message}`, { cause: error });
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "no such file",
      EISDIR: "it is a folder",
      EACCES: "no permission",
    };
    throw new UsageError(`Cannot read ${file}: ${reasons[code ?? ""] ?? message}`, { cause: error });
  }
}

function readLines(file: string, text: string): readonly unknown[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const event = parse(file, line, index + 1);
    if (isObject(event)) return [event];
    throw new UsageError(`${file}, line ${index + 1}: expected one event in braces, got \`${shown(line)}\``);
  });
}

function readList(file: string, text: string): readonly unknown[] {
  const value = parse(file, text, 1);
  const events = isObject(value) && "inputs" in value ? value.inputs : value;
  if (Array.isArray(events)) return events;
  throw new UsageError(`${file}, line 1: expected an array of events, or {"inputs": [ … ]}, got \`${shown(text)}\``);
}

function parse(file: string, text: string, firstLine: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const offset = brokenAt(text);
    const before = text.slice(0, offset).split("\n");
    const place = `line ${firstLine + before.length - 1}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    const rest = text.slice(offset).trim();
    const reason = rest === "" ? "the JSON ends too early" : `not JSON from \`${shown(rest)}\` on`;
    throw new UsageError(`${file}, ${place}: ${reason}`, { cause });
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The beginning of a text, on one line. */
function shown(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.length > 30 ? `${line.slice(0, 30).trimEnd()}…` : line.trimEnd();
}
