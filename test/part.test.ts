import { expect, test, vi } from "vitest";
import { partOf } from "../src/part.js";

test("a part is loaded once for all who ask, and then need not be waited for", async () => {
  const load = vi.fn(async () => ({ name: "part" }));
  const part = partOf(load);
  expect([part.loaded, load.mock.calls.length]).toEqual([undefined, 0]);
  const [one, other] = await Promise.all([part.load(), part.load()]);
  expect(one).toBe(other);
  expect(part.loaded).toBe(one);
  await part.load();
  expect(load).toHaveBeenCalledTimes(1);
});

test("a part that could not be loaded is there at the next call", async () => {
  const load = vi.fn(async () => "part").mockRejectedValueOnce(new Error("no such file"));
  const part = partOf<string>(load);
  const asked = [part.load(), part.load()];
  for (const one of asked) await expect(one).rejects.toThrow("no such file");
  expect(part.loaded).toBeUndefined();
  expect(await part.load()).toBe("part");
});
