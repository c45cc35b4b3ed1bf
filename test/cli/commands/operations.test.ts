import { expect, test } from "vitest";
import { createClient } from "../../../src/index.js";
import { runCommand } from "../terminal.js";

test("all methods of a client are listed, one a line", async () => {
  const { out } = await runCommand(["operations"]);
  const methods = Object.entries(createClient({ accessToken: "token" })).flatMap(([api, verbs]) =>
    Object.keys(verbs).map((verb) => `${api}.${verb}`),
  );
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual(methods);
});

test("what an operation needs beside its rows is told as it is to be typed", async () => {
  const { out } = await runCommand(["operations", "unsubscribeAll"]);
  expect(out).toContain("communicationPreferences.unsubscribeAll");
  expect(out).toContain("--query channel=… [--query verbose=…]");
  expect((await runCommand(["operations", "objects.upsert"])).out).toContain("--path objectType=…");
});

test("a version has its own", async () => {
  expect((await runCommand(["operations", "timeline", "--api-version", "v3"])).code).toBe(0);
  expect((await runCommand(["operations", "timeline", "--api-version", "2026-09"])).code).toBe(2);
});

test("as JSON, an operation is its name, its batch, and what it takes beside", async () => {
  const { out } = await runCommand(["operations", "lists.add", "--json"]);
  expect(JSON.parse(out)).toEqual([{ operation: "lists.addMemberships", batchSize: 100, path: ["listId"], query: {} }]);
});
