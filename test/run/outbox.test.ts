import { describe, expect, test } from "vitest";
import { Outbox, takingTurns } from "../../src/run/outbox.js";

describe("an outbox", () => {
  test("gives all that wait, in their order, and counts them until they are done with", async () => {
    const outbox = new Outbox<number>();
    for (const outcome of [1, 2]) outbox.put(outcome);
    expect(outbox.held).toBe(2);
    expect(await outbox.take()).toEqual([1, 2]);
    outbox.put(3);
    expect(outbox.held).toBe(3);
    outbox.done();
    expect(outbox.held).toBe(1);
    expect(await outbox.take()).toEqual([3]);
  });

  test("that is empty keeps who takes waiting, until there is one or there will be none", async () => {
    const outbox = new Outbox<number>();
    const first = outbox.take();
    outbox.put(1);
    expect(await first).toEqual([1]);
    const second = outbox.take();
    outbox.close();
    expect(await second).toEqual([]);
    expect(await outbox.take()).toEqual([]);
  });

  test("that is closed gives what is left, unless it is cleared", async () => {
    const [kept, cleared] = [new Outbox<number>(), new Outbox<number>()];
    for (const outbox of [kept, cleared]) {
      outbox.put(1);
      outbox.close();
    }
    cleared.clear();
    expect(cleared.held).toBe(0);
    expect([await kept.take(), await cleared.take()]).toEqual([[1], []]);
  });
});

describe("an iterator that takes turns", () => {
  test("calls one after another", async () => {
    let inside = 0;
    let count = 0;
    const iterator = takingTurns(
      async () => {
        expect(++inside).toBe(1);
        await Promise.resolve();
        inside--;
        return { done: false, value: count++ };
      },
      async () => {},
    );
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    expect(results.map(({ value }) => value)).toEqual([0, 1, 2]);
  });

  test("is left while a call waits, and calls no more", async () => {
    let release: (result: IteratorResult<number, undefined>) => void = () => {};
    let calls = 0;
    const iterator = takingTurns<number>(
      () => {
        calls++;
        return new Promise((resolve) => (release = resolve));
      },
      async () => release({ done: false, value: 7 }),
    );
    const [first, second] = [iterator.next(), iterator.next()];
    await Promise.resolve();
    expect(await iterator.return!()).toEqual({ done: true, value: undefined });
    expect(await first).toEqual({ done: false, value: 7 });
    expect(await second).toEqual({ done: true, value: undefined });
    expect(calls).toBe(1);
  });
});
