import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";

/** A file's bytes, as often as they are read, and how much of them the last reading has read. */
export async function meteredFile(path: string) {
  const { size } = await stat(path);
  let last: ReturnType<typeof createReadStream> | undefined;
  return { bytes: () => (last = createReadStream(path)), share: () => (last?.bytesRead ?? 0) / size };
}
