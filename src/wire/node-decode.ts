import type { Readable, Transform } from "node:stream";

/** What undoes each coding. Sources: RFC 9110, section 8.4.1; RFC 7932. */
const DECODERS = {
  gzip: "createGunzip",
  "x-gzip": "createGunzip",
  deflate: "createInflate",
  br: "createBrotliDecompress",
} as const;

/**
 * The body as it was before it was compressed, and the decoders on the way, which their reader lets go of. What has a
 * coding that nobody asked for stays as it is.
 */
export function decode(
  encoded: Readable,
  contentEncoding: string | undefined,
  failed: (cause: unknown) => void,
): { readonly body: Readable; readonly decoders: readonly Transform[] } {
  const decoders: Transform[] = [];
  let body = encoded;
  // The last coding was applied last.
  for (const coding of contentEncoding?.toLowerCase().split(",").reverse() ?? []) {
    const name = coding.trim();
    if (!Object.hasOwn(DECODERS, name)) break;
    const decoder = process.getBuiltinModule("node:zlib")[DECODERS[name as keyof typeof DECODERS]]();
    decoder.on("error", (cause: NodeJS.ErrnoException) => {
      // An answer without a body may name a coding all the same: there is nothing to undo.
      if (cause.code === "Z_BUF_ERROR" && decoder.bytesWritten === 0) decoder.emit("end");
      else failed(cause);
    });
    decoders.push(decoder);
    body = body.pipe(decoder);
  }
  return { body, decoders };
}
