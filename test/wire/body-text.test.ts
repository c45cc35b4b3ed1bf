import { expect, test } from "vitest";
import { BodyText } from "../../src/wire/body-text.js";

const bytes = new TextEncoder().encode("Grüße an 東京");

test("parts cut anywhere are one text, which is taken once", () => {
  const body = new BodyText(1_000);
  for (const byte of bytes) expect(body.add(Uint8Array.of(byte))).toBe(true);
  expect(body.take()).toBe("Grüße an 東京");
  expect(body.take()).toBe("");
});

test("no part, and one, are a text too", () => {
  const body = new BodyText(1_000);
  expect(body.take()).toBe("");
  body.add(bytes);
  expect(body.take()).toBe("Grüße an 東京");
});

test("a byte more than the bound is too many", () => {
  const body = new BodyText(10);
  expect(body.add(new Uint8Array(4))).toBe(true);
  expect(body.add(new Uint8Array(6))).toBe(true);
  expect(body.add(new Uint8Array(1))).toBe(false);
});
