import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Frames, KINDS, keyOf, valueOf } from "../../../src/cli/state/frames.js";
import { createFolder } from "../folder.js";

const hash = (text: unknown) => createHash("sha256").update(String(text)).digest();
const key = (text: unknown) => keyOf(hash(text));
const value = (text: unknown) => valueOf(hash(text));

test("what was remembered last is remembered, also by the next who opens the file", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name: fc.nat(30), value: fc.nat(5), kind: fc.constantFrom(...KINDS) }), { maxLength: 80 }),
      async (writes) => {
        const path = join(createFolder(), "state");
        const frames = await Frames.open(path);
        const last = new Map(writes.map((write) => [write.name, write]));
        for (const { name, value: told, kind } of writes) frames.set(key(name), kind, value(told), 1_700_000_000_500);
        await frames.sync();
        await frames.close();
        const again = await Frames.open(path);
        for (const open of [frames, again]) {
          expect(open.size).toBe(last.size);
          for (const [name, { kind, value: told }] of last) {
            const found = open.get(key(name))!;
            expect([found.kind, found.value.equals(value(told)), found.atMs]).toEqual([kind, true, 1_700_000_000_000]);
          }
        }
        await again.close();
      },
    ),
    { numRuns: 30 },
  );
});

test("thousands of records are each found, and those that this run has not seen are counted", async () => {
  const path = join(createFolder(), "state");
  const frames = await Frames.open(path);
  for (let name = 0; name < 5_000; name++) frames.set(key(name), "confirmed", value(name), 0);
  expect(frames.countUnseen()).toBe(0);
  await frames.sync();
  await frames.close();
  expect(statSync(path).size).toBe(5_000 * 32);
  const again = await Frames.open(path);
  for (let name = 0; name < 4_990; name++) again.see(key(name));
  expect([again.countUnseen(), again.get(key(4_999))?.value.equals(value(4_999))]).toEqual([10, true]);
  expect(again.get(key(5_000))).toBeUndefined();
  await again.close();
});

test("half a frame, and what stands behind a broken one, are cut off", async () => {
  const path = join(createFolder(), "state");
  const frames = await Frames.open(path);
  for (const name of [1, 2, 3]) frames.set(key(name), "confirmed", value(name), 0);
  await frames.sync();
  await frames.close();
  truncateSync(path, 80);
  appendFileSync(path, Buffer.alloc(64));
  const again = await Frames.open(path);
  expect([1, 2, 3].map((name) => again.get(key(name))?.kind)).toEqual(["confirmed", "confirmed", undefined]);
  again.set(key(3), "refused", value(3), 0);
  await again.sync();
  await again.close();
  const last = await Frames.open(path);
  expect([statSync(path).size, last.get(key(3))?.kind]).toEqual([96, "refused"]);
  await last.close();
});

test("of a file that was spoilt in its midst nothing is believed: what came later may have taken back what stands before", async () => {
  const path = join(createFolder(), "state");
  const frames = await Frames.open(path);
  for (const [name, sent] of [
    [1, 1],
    [2, 2],
    [1, 3],
  ] as const)
    frames.set(key(name), "confirmed", value(sent), 0);
  await frames.sync();
  await frames.close();
  const bytes = readFileSync(path);
  bytes[40]! ^= 1;
  writeFileSync(path, bytes);
  const again = await Frames.open(path);
  expect([again.get(key(1)), again.get(key(2)), again.size, statSync(path).size]).toEqual([undefined, undefined, 0, 0]);
  await again.close();
});
