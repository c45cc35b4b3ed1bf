import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { run, start } from "./process.js";

test("results go to stdout, text for people to stderr, and the exit tells them apart", async () => {
  const [good, bad] = await Promise.all([run(tmpdir(), ["operations", "lists.add"]), run(tmpdir(), ["operatons"])]);
  expect([good.code, good.err]).toEqual([0, ""]);
  expect(good.out).toContain("lists.addMemberships");
  expect([bad.code, bad.out]).toEqual([2, ""]);
  expect(bad.err).toContain("did you mean `operations`?");
});

test("who has read enough ends it quietly", async () => {
  const { child, ended } = start(tmpdir(), ["operations"]);
  child.stdout?.destroy();
  expect(await ended).toEqual({ code: 0, out: "", err: "" });
});
