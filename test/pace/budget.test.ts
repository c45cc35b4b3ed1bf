import { describe, expect, test } from "vitest";
import { Budget } from "../../src/pace/budget.js";
import { Slots } from "../../src/pace/slots.js";
import { type Course, simulate } from "../bench/simulate-world.js";

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

describe("a way that is long, and not always as long", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [400, 450], shown: true, windows: 4 };

  test.each([
    ["of 400 to 450 ms", course, 0.99],
    ["with nothing else to wait for", { ...course, workMs: [0, 0] as const }, 0.99],
    ["of 200 to 450 ms", { ...course, wayMs: [200, 450] as const }, 0.89],
  ])("%s, leads to no refusal, and the quota is used", async (_, one, share) => {
    for (const seed of [1, 4, 10]) {
      const { accepted, refused } = await simulate(one, seed);
      const untilMs = (accepted[0] ?? 0) + 4 * QUOTA.intervalMs;
      expect(refused).toEqual([]);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(share * 4 * QUOTA.requests);
    }
  });
});

describe("a first burst that is late on its way, which nothing shows", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], shown: true, windows: 4 };
  const slow = { ...course, workMs: [300, 2_300] as const };

  test.each([
    [25, "", course],
    [300, "", course],
    [900, "", course],
    [25, ", where HubSpot is slow", slow],
    [300, ", where HubSpot is slow", slow],
    [900, ", where HubSpot is slow", slow],
    [300, ", where the writing is not seen either", { ...slow, shown: false }],
  ])("by %i ms%s, costs a few refusals and a moment, and no window", async (ms, _, one) => {
    for (const seed of [1, 4]) {
      const late = { fromMs: 0, untilMs: 3_000, ms };
      const { accepted, refused } = await simulate({ ...one, late }, seed);
      const fromMs = accepted[0] ?? 0;
      const untilMs = fromMs + 4 * QUOTA.intervalMs;
      expect(refused.length).toBeLessThanOrEqual(4);
      expect(Math.max(...refused, 0)).toBeLessThan(fromMs + QUOTA.intervalMs + 200);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(0.985 * 4 * QUOTA.requests);
    }
  });
});

describe("ways that differ, and who stands still now and then", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [0, 2], shown: true, windows: 6 };
  const slow = { ...course, workMs: [300, 2_300] as const };
  const door = { of: "door", everyMs: 2_000, mostMs: 100 } as const;

  test.each([
    ["on ways of 5 to 105 ms", { ...course, wayMs: [5, 105] as const }],
    ["on ways of 5 to 105 ms, where HubSpot is slow", { ...slow, wayMs: [5, 105] as const }],
    ["where one in 20 is up to 300 ms longer on its way", { ...course, stray: { part: 0.05, mostMs: 300 } }],
    ["where HubSpot's door is closed for up to 100 ms", { ...course, stall: door }],
    ["where HubSpot is slow, and its door closed for up to 100 ms", { ...slow, stall: door }],
    [
      "behind a loop that is blocked for up to 500 ms",
      { ...slow, shown: false, stall: { ...door, of: "loop", mostMs: 500 } },
    ],
  ] as const)("%s, cost a few refusals and no window", async (_, one) => {
    for (const seed of [2, 6]) {
      const { accepted, refused } = await simulate(one, seed);
      const untilMs = (accepted[0] ?? 0) + 5 * QUOTA.intervalMs;
      expect(refused.length).toBeLessThanOrEqual(12);
      expect(accepted.filter((atMs) => atMs < untilMs).length).toBeGreaterThan(0.97 * 5 * QUOTA.requests);
    }
  });
});

describe("a process that begins beside another, which has the whole quota", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], shown: true, clients: 2, windows: 11 };
  const EVEN = QUOTA.requests / 2;

  test.each([
    ["a second", 1_000, 0.38, 0.75],
    ["three seconds", 3_000, 0.33, 0.75],
    ["eight seconds", 8_000, 0.15, 0.75],
  ])("%s later, comes to its share, and the quota is used", async (_, apartMs, soon, later) => {
    for (const seed of [1, 4]) {
      const { accepted, acceptedOf, refused } = await simulate({ ...course, apartMs }, seed);
      const fromMs = (acceptedOf[1]?.[0] ?? 0) + QUOTA.intervalMs;
      /** What it had in some windows, a window. */
      const itsOwn = (first: number, last: number) =>
        (acceptedOf[1] ?? []).filter(
          (atMs) => atMs >= fromMs + (first - 1) * QUOTA.intervalMs && atMs < fromMs + last * QUOTA.intervalMs,
        ).length /
        (last - first + 1);
      expect(itsOwn(1, 3)).toBeGreaterThan(soon * EVEN);
      expect(itsOwn(6, 9)).toBeGreaterThan(later * EVEN);
      expect(accepted.length / (course.windows * QUOTA.requests)).toBeGreaterThan(0.95);
      expect(refused.length / accepted.length).toBeLessThan(0.01);
    }
  });
});

describe("an app that knows nothing of us, and takes 60 of 190", () => {
  const course: Course = { quota: QUOTA, workMs: [20, 170], wayMs: [0, 10], shown: true, windows: 8 };
  const slow = { ...course, workMs: [700, 1_300] as const };

  test.each([
    ["begins together", course, 0, 0.15],
    ["begins together, where HubSpot is slow", slow, 0, 0.26],
    ["comes later", course, 30_000, 0.38],
    ["comes later, where HubSpot is slow", slow, 34_000, 0.53],
    ["comes as our burst begins, where HubSpot is slow", slow, 30_000, 0.56],
  ])("which %s, comes to its part, and the rest is used", async (_, one, fromMs, most) => {
    for (const seed of [1, 4, 6, 7]) {
      const told = await simulate({ ...one, foreign: { requests: 60, fromMs } }, seed);
      const { accepted, refused } = told.foreign;
      expect(refused / (accepted + refused)).toBeLessThan(most);
      expect(told.refused.length / told.accepted.length).toBeLessThan(0.01);
      expect((told.accepted.length + accepted) / (8 * QUOTA.requests)).toBeGreaterThan(0.88);
    }
  });

  test("which was there before, is refused nothing", async () => {
    const told = await simulate({ ...course, fromMs: 10_000, foreign: { requests: 60, fromMs: 0 } }, 1);
    expect([told.foreign.refused, told.refused.length]).toEqual([0, 0]);
  });
});
