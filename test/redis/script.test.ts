import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { SCRIPT_SHA } from "../../src/redis/call.js";
import { SCRIPT } from "../../src/redis/script.js";

/** Commands that are used, with the version of Redis that brought them, as its documentation says. */
const SINCE: Readonly<Record<string, string>> = {
  TIME: "2.6.0",
  GET: "1.0.0",
  SET: "1.0.0",
  PEXPIRE: "2.6.0",
  ZADD: "1.2.0",
  ZCARD: "1.2.0",
  ZCOUNT: "2.0.0",
  ZRANGEBYSCORE: "1.0.5",
  ZREM: "1.2.0",
  ZREMRANGEBYSCORE: "1.2.0",
  ZRANGE: "1.2.0",
};

test("its SHA-1 is the one by which it is called", () => {
  expect(createHash("sha1").update(SCRIPT).digest("hex")).toBe(SCRIPT_SHA);
});

test("it uses commands that Redis 6.2 has, and no option that came later", () => {
  const used = [...SCRIPT.matchAll(/redis\.p?call\(\s*'(\w+)'/g)].map(([, command]) => command);
  expect([...new Set(used)].sort()).toEqual(Object.keys(SINCE).sort());
  expect(used).toHaveLength(SCRIPT.match(/redis\./g)!.length);
  // NX, XX, GT and LT of PEXPIRE are of 7.0.
  expect(SCRIPT.match(/'PEXPIRE', \w+, ttl\)/g)).toHaveLength(SCRIPT.match(/PEXPIRE/g)!.length);
  expect([...SCRIPT.matchAll(/'(?:SET|ZADD)'[^\n]*?'(\w+)'/g)].map(([, option]) => option)).toEqual(["XX", "PX"]);
});

test("it asks for no key but those that it is given, and makes no global", () => {
  expect([...SCRIPT.matchAll(/redis\.call\('(?!TIME)\w+', ([\w']+)/g)].map(([, key]) => key)).toEqual(
    expect.arrayContaining(["state", "slots", "seen", "queue"]),
  );
  for (const [, key] of SCRIPT.matchAll(/redis\.call\('(?!TIME)\w+', ([\w']+)/g))
    expect(["state", "slots", "seen", "queue"]).toContain(key);
});
