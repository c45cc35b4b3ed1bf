import { type Course, type Seen, simulate } from "./simulate-world.js";
import { type Aim, atLeast, cellOf, percent, type Table } from "./table.js";

/** HubSpot's own window, and its limit for Professional and Enterprise accounts. */
export const QUOTA = { requests: 190, intervalMs: 10_000 };
const SEEDS = [1, 2, 3];
const WINDOWS = 60;
/** One run, as a caller waits for it. */
const REQUESTS = 750;
/** What is never used: the hundredth that is left to those who come later. */
const ALONE = QUOTA.requests - Math.floor(QUOTA.requests / 100);

interface Row extends Pick<Course, "workMs" | "wayMs" | "late" | "stray" | "stall"> {
  readonly title: string;
  /** Aims of one run, of many windows. */
  readonly total: number;
  readonly sustained: number;
  /** The most that may be refused in a window, where any may. */
  readonly refused?: number;
}

const ROWS: readonly Row[] = [
  { title: "20 to 170 ms", workMs: [20, 170], total: 0.97, sustained: 0.99 },
  { title: "0.7 to 1.3 s", workMs: [700, 1_300], total: 0.95, sustained: 0.975 },
  { title: "2 to 3 s", workMs: [2_000, 3_000], total: 0.91, sustained: 0.975 },
  { title: "0.3 to 2.3 s", workMs: [300, 2_300], total: 0.92, sustained: 0.975 },
  {
    title: "20 to 170 ms, 400 to 450 ms on the way",
    workMs: [20, 170],
    wayMs: [400, 450],
    total: 0.95,
    sustained: 0.975,
  },
  {
    title: "0.3 to 2.3 s, the first window 300 ms late",
    workMs: [300, 2_300],
    late: { fromMs: 0, untilMs: QUOTA.intervalMs / 2, ms: 300 },
    total: 0.78,
    sustained: 0.975,
    refused: 4,
  },
  {
    title: "20 to 170 ms, one in 20 up to 300 ms longer on the way",
    workMs: [20, 170],
    stray: { part: 0.05, mostMs: 300 },
    total: 0.92,
    sustained: 0.96,
    refused: 4,
  },
  {
    title: "0.3 to 2.3 s, HubSpot's door closed now and then, for up to 100 ms",
    workMs: [300, 2_300],
    stall: { of: "door", everyMs: 2_000, mostMs: 100 },
    total: 0.78,
    sustained: 0.975,
    refused: 8,
  },
];

/** Measures the limiter and the width of a run against HubSpot's window, in virtual time. */
export async function measureSimulated(): Promise<Table> {
  const rows: string[][] = [];
  const misses: string[] = [];
  for (const shown of [true, false]) {
    for (const row of ROWS) {
      const { workMs, wayMs = [0, 0], late, stray, stall } = row;
      const meanMs = (workMs[0] + workMs[1] + wayMs[0] + wayMs[1]) / 2;
      const leastMs = Math.floor((REQUESTS - 1) / QUOTA.requests) * QUOTA.intervalMs + meanMs;
      const course = { quota: QUOTA, workMs, wayMs, late, stray, stall, shown };
      const one = await all({ ...course, requests: REQUESTS, windows: 10 });
      const many = await all({ ...course, windows: WINDOWS });
      const total = Math.min(...one.map(({ endedMs }) => leastMs / endedMs));
      const sustained = Math.min(...many.map(sustainedOf));
      const refused = Math.max(...[...one, ...many].map(mostInAWindow));
      const few: Aim =
        row.refused === undefined
          ? { text: "no 429", met: refused === 0 }
          : { text: `429 of one burst (${row.refused})`, met: refused <= row.refused };
      const aims: Aim[] = shown
        ? [
            atLeast(total, row.total, percent(row.total)),
            atLeast(sustained, row.sustained, `${percent(row.sustained)} sustained`),
            few,
          ]
        : [few];
      const title = `${row.title}, ${shown ? "the writing seen" : "not seen (`fetch`)"}`;
      for (const aim of aims) if (!aim.met) misses.push(`${title}: ${aim.text}`);
      const cells = [percent(total), percent(sustained), String(refused), aims.map(cellOf).join(", ")];
      rows.push([title, ...cells]);
    }
  }
  return {
    title: "Pacing, simulated",
    head: [
      "HubSpot works",
      `of the least time for ${REQUESTS}`,
      "of the quota, sustained",
      "refused, the most in a window",
      "target",
    ],
    rows,
    misses,
    notes: [
      `The limiter and the width of a run in virtual time, against a window that counts a request when it arrives: 190 per ` +
        `10 s, the worst of ${SEEDS.length} seeds. The least time: three windows and one answer. Sustained: from burst to burst ` +
        `over ${WINDOWS} windows. What limits it: the hundredth left to others (${percent(ALONE / QUOTA.requests)} are left), a margin of ` +
        "20 ms a window, more where ways were seen to differ by more, and a timer's millisecond; of one run, the first answer, " +
        "which the quota is learnt from, and the last; where some are refused, that 750 need all of four windows, and so a fifth.",
    ],
  };
}

/** The most that were refused within a window. */
function mostInAWindow({ refused }: Seen): number {
  return Math.max(
    0,
    ...refused.map((at) => refused.filter((other) => other >= at && other < at + QUOTA.intervalMs).length),
  );
}

async function all(course: Course): Promise<Seen[]> {
  const seen: Seen[] = [];
  // One after the other: virtual time takes the globals' place.
  for (const seed of SEEDS) seen.push(await simulate(course, seed));
  return seen;
}

/** Part of the quota used between the ends of the second burst and of the last that is whole. */
function sustainedOf({ accepted }: Seen): number {
  const bursts = Math.floor(accepted.length / ALONE);
  const [first = 0, last = 0] = [accepted[2 * ALONE - 1], accepted[bursts * ALONE - 1]];
  return ((bursts - 2) * ALONE) / QUOTA.requests / ((last - first) / QUOTA.intervalMs);
}
