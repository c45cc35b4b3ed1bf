import { once } from "node:events";
import { Readable, type Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { decode } from "../../src/wire/node-decode.js";

const text = Buffer.from("what HubSpot said, ".repeat(50));

function decoded(encoded: Buffer, coding: string | undefined) {
  const failed = vi.fn();
  return { ...decode(Readable.from([encoded]), coding, failed), failed };
}

describe("a body comes out as it went in", () => {
  test.each<[string | undefined, Buffer]>([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["br", brotliCompressSync(text)],
    ["GZip", gzipSync(text)],
    [" gzip , br ", brotliCompressSync(gzipSync(text))],
    [undefined, text],
    ["", text],
  ])("in the coding %j", async (coding, encoded) => {
    const { body, failed } = decoded(encoded, coding);
    expect(await buffer(body)).toEqual(text);
    expect(failed).not.toHaveBeenCalled();
  });
});

test("what has a coding that nobody asked for stays as it is, and so does what is below it", async () => {
  const encoded = gzipSync(text);
  for (const coding of ["zstd", "toString", "gzip, zstd"]) {
    const { body, decoders } = decoded(encoded, coding);
    expect(decoders).toEqual([]);
    expect(await buffer(body)).toEqual(encoded);
  }
  const { body, decoders } = decoded(encoded, "identity, gzip");
  expect(decoders).toHaveLength(1);
  expect(await buffer(body)).toEqual(text);
});

test("a reader is told of each decoder on the way, to let go of it", () => {
  const { body, decoders } = decoded(brotliCompressSync(gzipSync(text)), "gzip, br");
  expect(decoders).toHaveLength(2);
  expect(body).toBe(decoders[1] as Transform);
});

test("no body is no compressed body: it just ends", async () => {
  const failed = vi.fn();
  const { body } = decode(Readable.from([]), "gzip", failed);
  body.resume();
  await once(body, "end");
  expect(failed).not.toHaveBeenCalled();
});

test("a body that is cut short, or is none, has failed, and says with what", async () => {
  for (const encoded of [gzipSync(text).subarray(0, 20), Buffer.from("plain text")]) {
    const { body, failed } = decoded(encoded, "gzip");
    body.resume();
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: expect.stringMatching(/^Z_/) }));
  }
});
