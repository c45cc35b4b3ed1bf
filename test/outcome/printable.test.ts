import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bounded, copied, escaped, printable } from "../../src/outcome/printable.js";
import { anyText } from "../helpers/any-text.js";

describe("a long text", () => {
  test("is cut, and says how much is missing", () => {
    expect(bounded("short")).toBe("short");
    expect(bounded("x".repeat(2_000))).toHaveLength(2_000);
    expect(bounded("x".repeat(2_500))).toBe(`${"x".repeat(2_000)}… (500 more characters)`);
    expect(bounded("abcdef", 2)).toBe("ab… (4 more characters)");
  });

  test("is not cut within a character", () => {
    expect(bounded("ab😀cd", 3)).toBe("ab… (4 more characters)");
    expect(bounded("ab😀cd", 4)).toBe("ab😀… (2 more characters)");
  });
});

describe("what is printed", () => {
  test.each([
    ["a colour, a title, a bell", "a\u001b[31mb\u001b]0;title\u0007c", "a\\u001b[31mb\\u001b]0;title\\u0007c"],
    ["the eight-bit forms of them", "\u009b31m\u0085", "\\u009b31m\\u0085"],
    ["a line written over", "good\rbad", "good bad"],
    ["a line erased", "good\b\b\b\u007f", "good\\u0008\\u0008\\u0008\\u007f"],
    ["a direction turned", "txt.\u202Eexe\u2066", "txt.\\u202eexe\\u2066"],
    ["ends of lines and paragraphs", "a\nb\t\tc\u2028d\u2029e", "a b c d e"],
    ["half a character", "a\ud800b", "a\\ud800b"],
    ["letters of any language", "Grüße, 東京, שלום 😀", "Grüße, 東京, שלום 😀"],
  ])("has %s in plain sight", (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("never steers a terminal, whatever it was, and is bounded", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (text, length) => {
        const shown = printable(text, length);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
        expect(shown.length).toBeLessThan(6 * length + 40);
        expect(escaped(shown)).toBe(shown);
      }),
    );
  });
});

test("a copy is the same text, whatever is in it", () => {
  fc.assert(fc.property(anyText(), (text) => copied(text) === text));
});
