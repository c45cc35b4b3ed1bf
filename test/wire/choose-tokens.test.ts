import { expect, test } from "vitest";
import { tokensOf } from "../../src/wire/choose-tokens.js";

const never = new AbortController().signal;

test("a fixed token is given at once, and never replaced", async () => {
  const tokens = await tokensOf("fixed");
  const token = await tokens.get(never);
  expect(token).toMatchObject({ value: "fixed", renewed: false, accepted: false });
  expect(await tokens.get(never)).toBe(token);
  expect(tokens.isStale(token)).toBe(false);
  expect(await tokens.replace(token, never)).toBeUndefined();
  expect(await tokens.get(never)).toBe(token);
});

test("a function is asked for each token", async () => {
  const tokens = await tokensOf(({ rejected }) => (rejected === undefined ? "one" : "two"));
  const token = await tokens.get(never);
  expect(token.value).toBe("one");
  expect((await tokens.replace(token, never))?.value).toBe("two");
  expect(tokens.isStale(token)).toBe(true);
});
