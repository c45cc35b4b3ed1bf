import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { SCRIPT_SHA } from "../../src/redis/call.js";
import { SCRIPT } from "../../src/redis/script.js";

/** Commands that are used, with the version of Redis that brought them, as its documentation says. */
const SINCE: Readonly<Record<string, string>> = {
  TIME: "2.6.0",
  GET: "1.0.0",
  SET: "1.0.0",
};

test("its SHA-1 is the one by which it is called", () => {
  expect(createHash("sha1").update(SCRIPT).digest("hex")).toBe(SCRIPT_SHA);
});

test("it uses commands that Redis 6.2 has, and no option that came later", () => {
  const used = [...SCRIPT.matchAll(/redis\.p?call\(\s*'(\w+)'/g)].map(([, command]) => command);
  expect([...new Set(used)].sort()).toEqual(Object.keys(SINCE).sort());
  expect(used).toHaveLength(SCRIPT.match(/redis\./g)!.length);
  expect([...SCRIPT.matchAll(/'SET'[^\n]*?'(\w+)'/g)].map(([, option]) => option)).toEqual(["PX"]);
});

test("it asks for no key but the one that it is given", () => {
  const keys = [...SCRIPT.matchAll(/redis\.call\('(?!TIME)\w+', ([^,)]+)/g)].map(([, key]) => key);
  expect(keys).toEqual(["KEYS[1]", "KEYS[1]"]);
});
