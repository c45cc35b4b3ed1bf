import { describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { createCheck } from "../../src/intake/check.js";
import * as validating from "../../src/intake/validate.js";
import { partOf } from "../../src/part.js";

const schema = z.object({ id: z.string() });
const strictness = { unknownFields: "refuse", coerce: true } as const;

describe("before what looks closer is loaded", () => {
  const { prepare } = createCheck(
    schema,
    strictness,
    partOf(async () => validating),
  );

  test("an input with which nothing is wrong is its JSON", () => {
    expect(prepare({ id: "1" })).toBe('{"id":"1"}');
  });

  test.each<[string, unknown]>([
    ["breaks the schema", { id: 1 }],
    ["is a list", ["1"]],
    ["is null", null],
    ["is a text", "1"],
    [
      "is of a class",
      new (class Box {
        id = "1";
      })(),
    ],
    [
      "throws when it is read",
      {
        get id(): string {
          throw new Error("no");
        },
      },
    ],
  ])("one that %s takes a closer look", (_, input) => {
    expect(prepare(input)).toBeUndefined();
  });

  test("where nothing is to be checked, any plain object is its JSON", () => {
    const unchecked = createCheck(
      undefined,
      strictness,
      partOf(async () => validating),
    );
    expect(unchecked.prepare({ anything: 1 })).toBe('{"anything":1}');
    expect(unchecked.prepare([])).toBeUndefined();
  });
});

test("once it is loaded, it says what is wrong", async () => {
  const load = vi.fn(async () => validating);
  const check = createCheck(schema, strictness, partOf(load));
  expect(check.prepare({ id: 1, other: 2 })).toBeUndefined();
  await check.load();
  expect(check.prepare({ id: "1" })).toBe('{"id":"1"}');
  expect(check.prepare({ id: {} })).toMatchObject({ name: "InvalidInputError" });
  expect(load).toHaveBeenCalledTimes(1);
});
