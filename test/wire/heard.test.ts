import { beforeEach, expect, test } from "vitest";
import { heard } from "../../src/wire/heard.js";

const never = new AbortController().signal;
const halts: unknown[] = [];
const halt = (one: unknown) => void halts.push(one);
beforeEach(() => void halts.splice(0));

test("who hears of an attempt is waited for", async () => {
  const attempts: number[] = [];
  const before = async (attempt: number) => {
    await Promise.resolve();
    attempts.push(attempt);
  };
  (await heard(3, never, { before, halt }))();
  expect([attempts, halts]).toEqual([[3], []]);
});

test.each<[string, () => void | Promise<void>]>([
  [
    "throws",
    () => {
      throw new Error("disk full");
    },
  ],
  ["rejects", () => Promise.reject(new Error("disk full"))],
])("one that %s halts the run, with its cause", async (_, before) => {
  const error = { name: "CallerError", message: "beforeSend threw: disk full", cause: { message: "disk full" } };
  await expect(heard(1, never, { before, halt })).rejects.toMatchObject({ reason: "callback-failed", error });
  expect(halts).toMatchObject([{ error }]);
});

test.each([["at once"], ["in time"]])(
  "what it gives %s is asked each time, and halts the run where it throws",
  async (when) => {
    let asked = 0;
    const last = () => {
      if (++asked > 2) throw new Error("not mine");
    };
    const look = await heard(1, never, { before: () => (when === "at once" ? last : Promise.resolve(last)), halt });
    expect(asked).toBe(0);
    look();
    look();
    expect(look).toThrow(expect.objectContaining({ reason: "callback-failed" }));
    expect(halts).toMatchObject([{ error: { message: "beforeSend threw: not mine" } }]);
  },
);

test("one that never ends is not waited for past the signal, and none is asked after it", async () => {
  const controller = new AbortController();
  let calls = 0;
  const before = () => {
    calls++;
    return new Promise<void>(() => {});
  };
  const waiting = heard(1, controller.signal, { before, halt });
  controller.abort("over");
  await expect(waiting).rejects.toBe("over");
  await expect(heard(1, controller.signal, { before, halt })).rejects.toBe("over");
  expect(calls).toBe(1);
});
