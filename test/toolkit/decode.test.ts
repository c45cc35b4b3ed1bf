import { describe, expect, it } from "vitest";
import { decode } from "../../src/toolkit/decode.js";

const TEXT = '{ "name": "Zürich – 東京 🚀" }';
const bytesOf = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);

describe("a text is read whatever it is written in:", () => {
  it.each<[string, Uint8Array]>([
    ["UTF-8", bytesOf(TEXT, "utf8")],
    ["UTF-8 with its mark", bytesOf(`\uFEFF${TEXT}`, "utf8")],
    ["UTF-16LE with its mark, as PowerShell's `>` writes it", bytesOf(`\uFEFF${TEXT}`, "utf16le")],
    ["UTF-16LE without", bytesOf(TEXT, "utf16le")],
    ["UTF-16BE with its mark", bytesOf(`\uFEFF${TEXT}`, "utf16le").swap16()],
    ["UTF-16BE without", bytesOf(TEXT, "utf16le").swap16()],
  ])("%s", (_, bytes) => {
    expect(decode(bytes)).toBe(TEXT);
  });

  it("an empty file is an empty text", () => {
    expect(decode(new Uint8Array())).toBe("");
  });
});

describe("what is no text, or none that can be read, is named:", () => {
  it.each<[string, number[] | Uint8Array, string]>([
    ["gzip", [0x1f, 0x8b, 8, 0], "is packed with gzip"],
    ["a workbook", [0x50, 0x4b, 3, 4], "is a zip archive (or a workbook)"],
    ["a PDF", bytesOf("%PDF-1.7", "utf8"), "is a PDF"],
    ["UTF-32LE", [0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0], "is UTF-32LE: save it as UTF-8"],
    ["UTF-32BE", [0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b], "is UTF-32BE: save it as UTF-8"],
    ["Windows-1252", [0x7b, 0xfc, 0x7d], "is no UTF-8 (Windows-1252, perhaps): save it as UTF-8"],
    ["half of UTF-16", [0xff, 0xfe, 0x7b, 0, 0x7d], "is no whole UTF-16LE: save it as UTF-8"],
  ])("%s", (_, bytes, message) => {
    expect(() => decode(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ name: "EncodingError", message: expect.stringContaining(message) }),
    );
  });
});
