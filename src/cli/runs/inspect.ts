/** Looks at a whole file once: what it is by its hash, and how its text is written. */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
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
  const given = resolve(terminal.cwd, name);
  const folder = name === "-" || (await isStream(given)) ? await mkdtemp(join(tmpdir(), "hubspot-batch-")) : undefined;
  const path = folder === undefined ? given : join(folder, "input");
  const remove = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  if (folder !== undefined) {
    if (name === "-" && terminal.stdin.isTTY)
      throw new CommandError("- reads standard input, and nothing is piped into it");
    await pipeline(name === "-" ? terminal.stdin : createReadStream(given), createWriteStream(path));
  }
  const { sha256, bytes, encoding } = await inspectFile(path, name);
  const { format, delimiter, sheet } = reading;
  if (bytes === 0) {
    await remove();
    throw new CommandError(`${name} is empty`);
  }
  const file = { path, name: name === "-" ? "standard input" : name, sha256, bytes };
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

/** Whether a file can be read once only, as what a shell gives for `<(…)`. */
async function isStream(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (found.isFIFO() || found.isCharacterDevice() || found.isSocket());
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
    const wrong =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : `it can't be read (${code})`;
    throw new CommandError(`${name}: ${wrong}`, { cause: error });
  }
  return { sha256: hash.digest("hex"), bytes, encoding: sense.decide() };
}
