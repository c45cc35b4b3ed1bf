import { describe, expect, test } from "vitest";
import { besides, shellWord, table, widthOf } from "../../src/cli/terminal.js";

const sink = { write: () => {} };

test("lines are as wide as the terminal, and whole where nobody watches", () => {
  expect(widthOf({ ...sink, isTTY: true, columns: 97 })).toBe(97);
  expect(widthOf({ ...sink, isTTY: true })).toBe(80);
  // What is narrower than words can be put in, is broken by the terminal itself.
  expect(widthOf({ ...sink, isTTY: true, columns: 10 })).toBe(60);
  expect(widthOf({ ...sink, columns: 97 })).toBe(Number.POSITIVE_INFINITY);
});

describe("a table", () => {
  test("has columns as wide as what is in them; its last cells are nobody's measure", () => {
    expect(
      table([
        ["a", "b", "long and longer"],
        ["ccc", "", "d"],
        ["e", "f", ""],
      ]),
    ).toEqual(["a    b  long and longer", "ccc     d", "e    f"]);
  });

  test("breaks its last cells between words, each beside the others", () => {
    const words = "one two three four five six seven eight nine ten";
    expect(
      table(
        [
          ["a", words],
          ["bb", "x"],
        ],
        40,
      ),
    ).toEqual(["a   one two three four five six seven", "    eight nine ten", "bb  x"]);
  });
});

test("a text for which there is no place beside another stands below it", () => {
  const words = "one two three four five six seven eight nine ten";
  expect(besides(`${"x".repeat(30)}  `, words, 40)).toEqual([
    "x".repeat(30),
    "      one two three four five six seven",
    "      eight nine ten",
  ]);
});

test.each([
  ["email", "email"],
  ["Event Name", '"Event Name"'],
  ["a&b", '"a&b"'],
  ["it's", `"it's"`],
  ["", '""'],
  ["$HOME", "'$HOME'"],
  [`a"b'c`, `'a"b'\\''c'`],
])("%j is a word of a shell as %s", (text, word) => {
  expect(shellWord(text)).toBe(word);
});
