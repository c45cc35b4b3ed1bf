import { describe, expect, test } from "vitest";
import { cleanToken } from "../../src/wire/clean-token.js";

describe("a token", () => {
  test.each([
    ["pat-na1-1", "pat-na1-1"],
    ["  pat-na1-1\n", "pat-na1-1"],
    ["Bearer pat-na1-1", "pat-na1-1"],
    ["bearer   pat-na1-1", "pat-na1-1"],
    ["pat-of-a-bearer", "pat-of-a-bearer"],
  ])("%j is sent as %j", (given, sent) => {
    expect(cleanToken(given)).toBe(sent);
  });

  test.each(["", "  ", "Bearer ", "a b", "a\r\nx-evil: 1", "tökén", "\u0000", 7, null, undefined, {}])(
    "%j is none",
    (given) => {
      expect(cleanToken(given)).toBeUndefined();
    },
  );
});
