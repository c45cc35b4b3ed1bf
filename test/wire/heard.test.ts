import { expect, test } from "vitest";
import { heard } from "../../src/wire/heard.js";

const never = new AbortController().signal;

test("who hears of an attempt is waited for", async () => {
  const attempts: number[] = [];
  const before = async (attempt: number) => {
    await Promise.resolve();
    attempts.push(attempt);
  };
  expect(await heard(3, never, { before })).toBeUndefined();
  expect(attempts).toEqual([3]);
});

test.each<[string, () => void | Promise<void>]>([
  [
    "throws",
    () => {
      throw new Error("disk full");
    },
  ],
  ["rejects", () => Promise.reject(new Error("disk full"))],
])("one that %s is an error, with its cause", async (_, before) => {
  expect(await heard(1, never, { before })).toMatchObject({
    name: "CallerError",
    message: "beforeSend threw: disk full",
    cause: { message: "disk full" },
  });
});

test("one that never ends is not waited for past the signal, and none is asked after it", async () => {
  const controller = new AbortController();
  let calls = 0;
  const before = () => {
    calls++;
    return new Promise<void>(() => {});
  };
  const waiting = heard(1, controller.signal, { before });
  controller.abort("over");
  await expect(waiting).rejects.toBe("over");
  await expect(heard(1, controller.signal, { before })).rejects.toBe("over");
  expect(calls).toBe(1);
});
