import { describe, expect, test } from "vitest";
import { Budget } from "../../src/pace/budget.js";
import { Slots } from "../../src/pace/slots.js";

const QUOTA = { requests: 190, intervalMs: 10_000 };

test("what is believed until an answer tells is replaced by what it tells", () => {
  const budget = new Budget(new Slots(), 0, undefined);
  expect(budget.quota).toBeUndefined();
  expect(budget.freeAt(5)).toBe(5);
  const slots = new Slots();
  const told = new Budget(slots, 0, { requests: 100, intervalMs: 10_000 });
  const sent = slots.start(0);
  slots.written(sent, 0);
  expect(told.told(QUOTA, sent, 20)).toBe(false);
  expect(told.quota).toEqual(QUOTA);
  expect(told.isAlone(20)).toBe(false);
  told.told(QUOTA, { ...sent, remaining: 189 }, 20);
  expect(told.isAlone(20)).toBe(true);
});

test("what others spend is known for as long as nothing can be seen because of a pause", () => {
  const known = (untilMs?: number) => {
    const slots = new Slots();
    const budget = new Budget(slots, 0, undefined);
    const sent = slots.start(0);
    slots.written(sent, 0);
    budget.told(QUOTA, { ...sent, remaining: 189 }, 20);
    if (untilMs !== undefined) budget.keep(untilMs);
    return [20, 25_000, 60_000].map((now) => budget.isAlone(now));
  };
  expect(known()).toEqual([true, false, false]);
  expect(known(30_000)).toEqual([true, true, false]);
});

test("a reserve leaves its share, and at least one request", () => {
  expect([0, 0.25, 0.999].map((reserved) => new Budget(new Slots(), reserved, QUOTA).shareOf(190))).toEqual([
    190, 142, 1,
  ]);
});

describe("beside others", () => {
  /** Of how many requests a window has room by how far apart they may start, where so many of others were seen since so many windows. */
  const room = (others: number, { isShown = true, windows = 1 } = {}) => {
    const slots = new Slots();
    const budget = new Budget(slots, 0, undefined);
    let lastMs = 0;
    for (let nth = 0; nth < windows; nth++) {
      lastMs = nth * (QUOTA.intervalMs + 500);
      const sent = slots.start(lastMs);
      if (isShown) slots.written(sent, lastMs);
      budget.told(QUOTA, { ...sent, remaining: QUOTA.requests - others - 1 }, lastMs + 20);
    }
    const apartMs = budget.freeAt(lastMs + 20) - lastMs;
    return Math.round((QUOTA.intervalMs / apartMs) * Math.min(1, (2 * others) / QUOTA.requests) * 100) / 100;
  };

  test.each([
    [60, 190 - 60 - 6, "a twentieth of what they leave is left to them"],
    [2, 190 - 2 - 5, "no more than twice what they spend, and one"],
  ])("who spend %i, there is room for %i: %s", (others, expected) => {
    expect(room(others)).toBe(expected);
  });

  test("what may come before or after the answers tell is left to them, twice while their pace is new", () => {
    expect(room(100, { isShown: false })).toBe(190 - 100 - 7);
    expect(room(100, { isShown: false, windows: 3 })).toBe(190 - 100 - 6);
  });

  test("no more than half of what they leave is", () => {
    expect(room(185, { isShown: false })).toBe(190 - 185 - 2);
  });
});

describe("beside others, as what was ours in the window before frees", () => {
  /** How many may start at once then, of so many before, where an answer a moment and a half later told so many of others. */
  const anew = (ours: number, others: number, { laterMs = 0, later = 0, toldMs = 1_500 } = {}) => {
    const slots = new Slots();
    const budget = new Budget(slots, 0, undefined);
    const write = (nowMs: number, remaining?: number) => {
      const sent = slots.start(nowMs);
      slots.written(sent, nowMs);
      slots.end(sent, { how: "answered", status: 200, headers: new Headers(), answeredMs: nowMs + 1 }, nowMs + 1);
      if (remaining !== undefined) budget.told(QUOTA, { ...sent, remaining }, nowMs + 1);
    };
    for (let nth = 0; nth < ours; nth++) write(nth < ours - later ? 0 : laterMs);
    write(toldMs, QUOTA.requests - ours - 1 - others);
    const nowMs = QUOTA.intervalMs + laterMs + 21;
    let started = 0;
    for (; budget.freeAt(nowMs) <= nowMs; started++) write(nowMs);
    return started;
  };

  test.each([
    [60, 49],
    [95, 49],
    [96, 1],
  ])(
    "beside %i of others, of 50 before and one since, %i start at once: theirs are no more than half, or one more",
    (others, started) => {
      expect(anew(50, others)).toBe(started);
    },
  );

  test("as many start as theirs and what is left to them leave, less what is offered to them where both filled the window", () => {
    const usual = 190 - 60 - 6;
    expect(anew(125, 60)).toBe(usual - 1);
    // The most that looks full: two hundredths are free.
    expect(anew(127, 60)).toBe(190 - 60 - Math.floor((127 - 60) / 3) - 1);
    expect(anew(126, 60)).toBe(usual - 1);
  });

  test("nothing is offered to them where too many of ours were about to leave the window to tell how many are theirs", () => {
    const offered = Math.floor((127 - 60) / 3);
    const about = (leaving: number) => anew(127, 60, { laterMs: 300, later: 127 - leaving, toldMs: 9_950 });
    expect(about(62)).toBe(190 - 60 - offered - 1);
    expect(about(63)).toBe(190 - 60 - 6 - 1);
  });
});

describe("the order in which requests were counted", () => {
  /** When the window has room for another, of four written 10 ms apart, when so many were spent as the answers to some tell. */
  const freed = (...told: readonly (readonly [nth: number, spent: number])[]) => {
    const slots = new Slots();
    const budget = new Budget(slots, 0, undefined);
    const all = [0, 10, 20, 30].map((atMs) => {
      const sent = slots.start(atMs);
      slots.written(sent, atMs);
      return sent;
    });
    for (const [nth, spent] of told) budget.told(QUOTA, { ...all[nth]!, remaining: QUOTA.requests - spent }, 100);
    return slots.freed(1, QUOTA.intervalMs, 100);
  };
  const LAST = 30 + QUOTA.intervalMs + 20;

  test("tells by how much their ways differ, where HubSpot counts on arrival", () => {
    expect(freed([3, 1], [0, 2])).toBe(LAST + 30);
  });

  test("tells nothing where what is left may be of when it answered", () => {
    expect(freed([3, 3], [0, 4])).toBe(LAST);
  });

  test("tells nothing while others spend", () => {
    expect(freed([3, 1], [1, 90])).toBe(LAST);
  });
});
