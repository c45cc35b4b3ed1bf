import { expect, test } from "vitest";
import { Waiters } from "../../src/pace/waiters.js";

const never = new AbortController().signal;

test("the first who came has the first turn", async () => {
  const waiters = new Waiters<string>();
  const both = Promise.all([waiters.wait(never, () => {}), waiters.wait(never, () => {})]);
  waiters.give("first");
  expect(waiters.size).toBe(1);
  waiters.give("second");
  expect(await both).toEqual(["first", "second"]);
});

test("who goes by itself leaves the others their places, and says so", async () => {
  const waiters = new Waiters<string>();
  const control = new AbortController();
  let gone = 0;
  const leaves = waiters.wait(control.signal, () => gone++);
  const stays = waiters.wait(never, () => {});
  control.abort("enough");
  await expect(leaves).rejects.toBe("enough");
  waiters.give("turn");
  expect(await stays).toBe("turn");
  expect({ gone, size: waiters.size }).toEqual({ gone: 1, size: 0 });
});

test("all are sent away with one error, and a later abort is nobody's business", async () => {
  const waiters = new Waiters<string>();
  const control = new AbortController();
  let gone = 0;
  const waiting = Promise.allSettled([control.signal, never].map((signal) => waiters.wait(signal, () => gone++)));
  const error = new Error("not today");
  waiters.refuse(error);
  control.abort();
  expect((await waiting).map((one) => one.status === "rejected" && one.reason)).toEqual([error, error]);
  expect({ gone, size: waiters.size }).toEqual({ gone: 0, size: 0 });
});

test("a turn for nobody is no mistake", () => {
  new Waiters<string>().give("turn");
});
