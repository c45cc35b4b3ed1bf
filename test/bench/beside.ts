import { QUOTA } from "./simulate.js";
import { type Course, type Seen, simulate } from "./simulate-world.js";
import { type Aim, atLeast, cellOf, median, percent, type Table } from "./table.js";

interface Row {
  readonly title: string;
  readonly course: Pick<Course, "clients" | "apartMs" | "foreign">;
  readonly used: number;
}

/** Those who know nothing of each other. A real run of them is one throw of the dice: these are many. */
const ROWS: readonly Row[] = [
  { title: "two processes", course: { clients: 2 }, used: 0.96 },
  { title: "… the second 1 s later", course: { clients: 2, apartMs: 1_000 }, used: 0.96 },
  { title: "… the second 3 s later", course: { clients: 2, apartMs: 3_000 }, used: 0.96 },
  { title: "four processes", course: { clients: 4 }, used: 0.94 },
  {
    title: "one, and an app that sends 60",
    course: { foreign: { requests: 60, fromMs: 0 } },
    used: 0.9,
  },
];
const SEEDS = Array.from({ length: 10 }, (_, place) => place + 1);
/** Windows in which the quota is to be used, and all of them, by which all are to have the same. */
const WINDOWS = 4;
const ALL_WINDOWS = 10;

/** Measures limiters beside each other, and beside an app that goes on whatever it is refused. */
export async function measureBeside(): Promise<Table> {
  const rows: string[][] = [];
  const misses: string[] = [];
  for (const { title, course, used } of ROWS) {
    const { clients = 1, apartMs = 0, foreign } = course;
    const lastMs = (clients - 1) * apartMs;
    const windows = ALL_WINDOWS + lastMs / QUOTA.intervalMs;
    const seen: Seen[] = [];
    for (const seed of SEEDS)
      seen.push(await simulate({ ...course, quota: QUOTA, workMs: [20, 170], shown: true, windows }, seed));
    // Of the app it is known how many were accepted, not when.
    const counted = foreign === undefined ? WINDOWS : ALL_WINDOWS;
    const taken = seen.map(({ accepted, foreign: theirs }) => {
      const ours = between(accepted, (accepted[0] ?? 0) + lastMs, 0, counted);
      return (ours + theirs.accepted) / (counted * QUOTA.requests);
    });
    const least = (first: number, last: number) => median(seen.map((one) => leastShare(one, lastMs, first, last)));
    const shares =
      clients === 1
        ? ["", ""]
        : [least(1, WINDOWS), least(ALL_WINDOWS - 4, ALL_WINDOWS)].map((share) => percent(share));
    const refused = Math.max(...seen.map((one) => one.refused.length / one.accepted.length));
    const lost = seen.map(({ foreign: { accepted, refused: theirs } }) => theirs / Math.max(1, accepted + theirs));
    const aims: Aim[] = [atLeast(median(taken), used, percent(used)), { text: "429 < 3 %", met: refused < 0.03 }];
    for (const aim of aims) if (!aim.met) misses.push(`${title}: ${aim.text}`);
    const theirs = foreign === undefined ? "" : percent(median(lost));
    const range = `${percent(Math.min(...taken))}–${percent(Math.max(...taken))}`;
    rows.push([title, percent(median(taken)), range, ...shares, percent(refused), theirs, aims.map(cellOf).join(", ")]);
  }
  return {
    title: "Others on the same quota, simulated",
    head: [
      "190 per 10 s, answers of 20 to 170 ms",
      "of it used, median",
      "least–most",
      "least share, windows 2–4",
      "7–10",
      "most refused",
      "of the app's",
      "target",
    ],
    rows,
    misses,
    notes: [
      `${WINDOWS} windows from the last one's start on, ${ALL_WINDOWS} beside the app; ${SEEDS.length} seeds. The least share: what the process that had least ` +
        "had of an even part. Who fills the window with others who take less offers them a third of the difference, which is " +
        "free for two windows, or until they take it: for all that it knows they are refused. That is what one that comes later " +
        "falls short by at first; an app that wants no more is offered it ever less often.",
    ],
  };
}

/** How many of these times are in some windows from a time on: those after the first so many, until so many. */
function between(times: readonly number[], fromMs: number, first: number, last: number): number {
  const [after, until] = [first, last].map((windows) => fromMs + windows * QUOTA.intervalMs) as [number, number];
  return times.filter((time) => time >= after && time < until).length;
}

/** What the process that had least in these windows had of an even part. */
function leastShare({ accepted, acceptedOf }: Seen, lastMs: number, first: number, last: number): number {
  const fromMs = (accepted[0] ?? 0) + lastMs;
  const even = (QUOTA.requests / acceptedOf.length) * (last - first);
  return Math.min(...acceptedOf.map((times) => between(times, fromMs, first, last))) / even;
}
