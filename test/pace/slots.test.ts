import { describe, expect, test } from "vitest";
import { Slots } from "../../src/pace/slots.js";

const headers = new Headers();
const answered = (answeredMs: number) => ({ how: "answered", status: 200, headers, answeredMs }) as const;

test("where the wire shows it, a request is counted when it was written, however long its answer takes", () => {
  const slots = new Slots();
  const sent = slots.start(0);
  slots.written(sent, 30);
  slots.end(sent, answered(2_000), 2_000);
  expect(slots.latest(1, 1_000, 2_000)).toBe(30);
});

test("where it does not, up to as late as the way there may take", () => {
  const slots = new Slots();
  const sent = slots.start(0);
  expect(slots.latest(1, 1_000, 1)).toBe(150);
  slots.end(sent, answered(40), 40);
  expect(slots.latest(1, 1_000, 40)).toBe(40);
});

test("one that is not written keeps its slot for as long as it is not", () => {
  const slots = new Slots();
  slots.written(slots.start(0), 1);
  const blocked = slots.start(10);
  expect(slots.latest(1, 1_000, 5_000)).toBe(5_000);
  slots.written(blocked, 6_000);
  expect(slots.latest(1, 1_000, 6_500)).toBe(6_000);
});

test("of several, each keeps its slot that is not written, however many behind it are", () => {
  const slots = new Slots();
  slots.written(slots.start(0), 1);
  const [blocked, written, late] = [slots.start(10), slots.start(20), slots.start(4_500)];
  slots.written(written, 25);
  slots.written(late, 4_500);
  expect([1, 2, 3].map((nth) => slots.latest(nth, 1_000, 5_000))).toEqual([5_000, 4_500, 25]);
  slots.written(blocked, 6_000);
  expect([1, 2].map((nth) => slots.latest(nth, 1_000, 6_500))).toEqual([6_000, 4_500]);
});

test("one that was never sent gives its slot back", () => {
  const slots = new Slots();
  const sent = slots.start(0);
  expect(slots.end(sent, { how: "never-sent" }, 5)).toBe(true);
  expect(slots.latest(1, 1_000, 5)).toBeUndefined();
  expect(slots).toMatchObject({ inFlight: 0, lastStartMs: -Infinity });
});

test("one that was lost keeps it, and none ends twice", () => {
  const slots = new Slots();
  const sent = slots.start(0);
  expect(slots.end(sent, { how: "lost" }, 5)).toBe(true);
  expect(slots.end(sent, { how: "never-sent" }, 6)).toBe(false);
  slots.written(sent, 900);
  expect(slots.latest(1, 1_000, 1_000)).toBe(150);
});

test("those counted after one time and started until another are counted; the forgotten are not", () => {
  const slots = new Slots();
  for (const at of [0, 100, 200]) slots.written(slots.start(at), at + 10);
  expect(slots.between(10, 150)).toBe(1);
  expect(slots.between(-1, 200)).toBe(3);
  slots.forget(110);
  expect(slots.latest(2, 1_000, 300)).toBeUndefined();
});

test("what HubSpot may not have counted before one is what came after it, and what is still on its way", () => {
  const slots = new Slots();
  const [first, second, third] = [slots.start(0), slots.start(0), slots.start(0)];
  expect([first, second, third].map((sent) => slots.uncountedAt(sent))).toEqual([2, 2, 2]);
  slots.end(first, answered(10), 10);
  slots.end(second, answered(10), 10);
  expect([first, second, third].map((sent) => slots.uncountedAt(sent))).toEqual([2, 1, 0]);
});

test("a window has room again a margin after its request was counted, and twice that where it was not enough", () => {
  const slots = new Slots();
  slots.written(slots.start(0), 0);
  expect(slots.freed(1, 1_000, 10)).toBe(1_020);
  slots.widenMargin();
  expect(slots.freed(1, 1_000, 10)).toBe(1_040);
  for (let times = 0; times < 9; times++) slots.widenMargin();
  expect(slots.freed(1, 1_000, 10)).toBe(1_160);
  expect(slots.freed(2, 1_000, 10)).toBe(-Infinity);
  expect(slots.freed(Infinity, 1_000, 10)).toBe(-Infinity);
});

describe("a window that was fuller than it seemed", () => {
  const inUse = () => {
    const slots = new Slots();
    for (const atMs of [0, 400, 700, 1_500]) slots.written(slots.start(atMs), atMs);
    return slots;
  };
  const freed = (slots: Slots) => [4, 3, 2, 1].map((allowed) => slots.freed(allowed, 5_000, 1_500));

  test("has room for those before a little later, and for none after them sooner", () => {
    const slots = inUse();
    expect(slots.lateMs).toBe(0);
    slots.cameLate({ startedMs: 390 }, 400);
    expect(slots.lateMs).toBe(160);
    expect(freed(slots)).toEqual([5_180, 5_580, 5_720, 6_520]);
  });

  test("and was so again, has room a moment later", () => {
    const slots = inUse();
    slots.cameLate({ startedMs: 390 }, 400);
    slots.cameLate({ startedMs: 390 }, 400);
    expect(slots.lateMs).toBe(1_000);
    expect(freed(slots)).toEqual([6_020, 6_420, 6_420, 6_520]);
  });

  test.each([
    [240, 160],
    [239, 1_000],
  ])("by a refusal at 400 ms of one that started at %i, has room %i ms later", (startedMs, lateMs) => {
    const slots = inUse();
    slots.cameLate({ startedMs }, 400);
    expect(slots.lateMs).toBe(lateMs);
  });

  test("is of no account once those are forgotten which came late", () => {
    const slots = inUse();
    slots.cameLate({ startedMs: 390 }, 400);
    slots.forget(700);
    expect(slots.lateMs).toBe(0);
    slots.cameLate({ startedMs: 1_490 }, 1_500);
    expect(slots.lateMs).toBe(160);
  });

  test("may have been so by those that came before it too", () => {
    const slots = inUse();
    expect(slots.mayBeBetween(500, 2_000)).toBe(2);
    slots.cameLate({ startedMs: 390 }, 400);
    expect(slots.mayBeBetween(500, 2_000)).toBe(3);
    expect(slots.mayBeBetween(750, 2_000)).toBe(1);
  });
});

describe("what HubSpot's count shows the ways to differ by", () => {
  /** Two requests, of which the first was counted last, told so late. */
  const overtaken = (toldMs: number) => {
    const slots = new Slots();
    const [first, second] = [slots.start(0), slots.start(30)];
    slots.written(first, 0);
    slots.written(second, 30);
    slots.arrived(first, 2, 1_000, toldMs);
    slots.arrived(second, 1, 1_000, toldMs);
    return slots.freed(1, 1_000, toldMs);
  };

  test("is kept beyond the window too", () => {
    expect(overtaken(999)).toBe(30 + 1_000 + 20 + 30);
  });

  test("tells nothing once requests leave the window", () => {
    expect(overtaken(1_000)).toBe(30 + 1_000 + 20);
  });

  test("tells nothing of one whose writing was not seen", () => {
    const slots = new Slots();
    const [first, second] = [slots.start(0), slots.start(30)];
    slots.arrived(first, 2, 1_000, 500);
    slots.arrived(second, 1, 1_000, 500);
    expect(slots.freed(1, 1_000, 500)).toBe(30 + 150 + 1_000 + 20);
  });
});

describe("a request that takes longer than the last hundred", () => {
  /** Slots after 64 requests, by default over a wire that shows when one is written. */
  const used = (tookMs = (nth: number): number => (nth % 2 === 0 ? 50 : 60), isShown = true) => {
    const slots = new Slots();
    for (let nth = 0; nth < 64; nth++) {
      const sent = slots.start(nth * 100);
      if (isShown) slots.written(sent, nth * 100);
      const endedMs = nth * 100 + tookMs(nth);
      slots.end(sent, answered(endedMs), endedMs);
    }
    return slots;
  };
  /** How long after it was written one is counted that ends so, and is heard of so long after it was written. */
  const countedAfter = (heardMs: number, end: (endedMs: number) => Parameters<Slots["end"]>[1]) => {
    const slots = used();
    const sent = slots.start(10_000);
    slots.written(sent, 10_000);
    slots.end(sent, end(10_000 + heardMs), 10_000 + heardMs);
    return (slots.latest(1, 10_000, 10_000 + heardMs) ?? 0) - 10_000;
  };

  test.each([
    [60, 0, "no longer than ever is not"],
    [65, 5, "by a little, by as much"],
    [70, 10, "by what they differ, by as much"],
    [71, 21, "by more, by all but the shortest time that any took"],
    [150, 100, "far from all others, likewise"],
    [60_000, 10_000, "by no more than ten seconds"],
  ])("by %i ms was held up for %i ms: %s", (tookMs, heldUpMs) => {
    expect(countedAfter(tookMs, answered)).toBe(heldUpMs);
    expect(countedAfter(tookMs, () => ({ how: "lost" }))).toBe(heldUpMs);
  });

  test("until it is heard of was not, where its answer came in time", () => {
    expect(countedAfter(500, () => answered(10_060))).toBe(0);
  });

  test("while it is in flight is known to be counted as long as the window sees when it was written", () => {
    const slots = used();
    slots.written(slots.start(10_000), 10_600);
    expect(slots.latest(1, 1_000, 11_100)).toBe(10_600);
    expect(slots.latest(1, 1_000, 11_600)).toBe(10_600 + 950);
  });

  test("where its writing does not show, is counted its way later, and by as long as it was held up", () => {
    const slots = used((nth) => 50 + (nth % 16), false);
    expect(slots.wayMs).toBe(4);
    slots.start(10_000);
    expect(slots.latest(1, 1_000, 11_100)).toBe(10_004 + 1_050);
  });
});

test("none was written before it started, whatever a clock says", () => {
  const slots = new Slots();
  slots.written(slots.start(30), 20);
  expect(slots.latest(1, 1_000, 40)).toBe(30);
});
