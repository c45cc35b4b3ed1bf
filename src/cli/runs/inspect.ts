/** Looks at a whole file once: what it is by its hash, and how its text is written. */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { CommandError } from "../failure.js";
import { EncodingSense } from "../rows/encoding.js";
import type { Terminal } from "../terminal.js";
import type { AskedReading, SourceFile } from "./settings.js";

/** A source that can be read as often as it is needed. */
export interface Source extends SourceFile {
  /** Whether it came by standard input, into a file that goes when it is done with. */
  readonly isCopy: boolean;
  /** Lets go of a copy. */
  remove(): Promise<void>;
}

/** Finds a file, or takes all of standard input for `-`. */
export async function inspectSource(
  name: string,
  { reading }: { readonly reading: AskedReading },
  terminal: Terminal,
): Promise<Source> {
  const folder = name === "-" ? await mkdtemp(join(tmpdir(), "hubspot-batch-")) : undefined;
  const path = folder === undefined ? resolve(terminal.cwd, name) : join(folder, "input");
  const remove = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  if (folder !== undefined) {
    if (terminal.stdin.isTTY) throw new CommandError("- reads standard input, and nothing is piped into it");
    await pipeline(terminal.stdin, createWriteStream(path));
  }
  const { sha256, bytes, encoding } = await inspectFile(path, name);
  const { format, delimiter, sheet } = reading;
  if (bytes === 0) {
    await remove();
    throw new CommandError(`${name} is empty`);
  }
  const file = { path, name: folder === undefined ? name : "standard input", sha256, bytes };
  return {
    ...file,
    encoding: reading.encoding ?? encoding,
    format,
    delimiter,
    sheet,
    isCopy: folder !== undefined,
    remove,
  };
}

/** Reads a file's hash, length and encoding. */
export async function inspectFile(
  path: string,
  name: string,
): Promise<Pick<SourceFile, "sha256" | "bytes" | "encoding">> {
  const hash = createHash("sha256");
  const sense = new EncodingSense();
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
      hash.update(piece);
      sense.add(piece);
      bytes += piece.length;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const wrong = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(error);
    throw new CommandError(`${name}: ${wrong}`, { cause: error });
  }
  return { sha256: hash.digest("hex"), bytes, encoding: sense.decide() };
}
