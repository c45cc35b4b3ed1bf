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
  { title: "… the second 3 s later", course: { clients: 2, apartMs: 3_000 }, used: 0.96 },
  { title: "four processes", course: { clients: 4 }, used: 0.94 },
  {
    title: "one, and an app that sends 60",
    course: { foreign: { requests: 60, fromMs: 0 } },
    used: 0.9,
  },
];
const SEEDS = Array.from({ length: 10 }, (_, place) => place + 1);
const WINDOWS = 4;

/** Measures limiters beside each other, and beside an app that goes on whatever it is refused. */
export async function measureBeside(): Promise<Table> {
  const rows: string[][] = [];
  const misses: string[] = [];
  for (const { title, course, used } of ROWS) {
    const { clients = 1, apartMs = 0 } = course;
    const fromMs = (clients - 1) * apartMs;
    const untilMs = fromMs + WINDOWS * QUOTA.intervalMs;
    const windows = untilMs / QUOTA.intervalMs;
    const seen: Seen[] = [];
    for (const seed of SEEDS)
      seen.push(await simulate({ ...course, quota: QUOTA, workMs: [20, 170], shown: true, windows }, seed));
    const taken = seen.map(({ accepted, foreign: theirs }) => {
      const first = accepted[0] ?? 0;
      const ours = accepted.filter((time) => time >= first + fromMs && time < first + untilMs).length;
      return (ours + theirs.accepted) / (WINDOWS * QUOTA.requests);
    });
    const refused = Math.max(...seen.map((one) => one.refused.length / one.accepted.length));
    const lost = seen.map(({ foreign: { accepted, refused: theirs } }) => theirs / Math.max(1, accepted + theirs));
    const aims: Aim[] = [atLeast(median(taken), used, percent(used)), { text: "429 < 3 %", met: refused < 0.03 }];
    for (const aim of aims) if (!aim.met) misses.push(`${title}: ${aim.text}`);
    const theirs = course.foreign === undefined ? "" : percent(median(lost));
    const range = `${percent(Math.min(...taken))}–${percent(Math.max(...taken))}`;
    rows.push([title, percent(median(taken)), range, percent(refused), theirs, aims.map(cellOf).join(", ")]);
  }
  return {
    title: "Others on the same quota, simulated",
    head: [
      "190 per 10 s, answers of 20 to 170 ms",
      "of it used, median",
      "least–most",
      "most refused",
      "of the app's",
      "target",
    ],
    rows,
    misses,
    notes: [
      `${WINDOWS} windows from the last one's start on, ${SEEDS.length} seeds. Who fills the window with another who ` +
        "takes little leaves a quarter of the difference free for a window, for that one may want more: without it an app of 60 is " +
        "refused half and more of its requests, and a second process has an eighth of the quota for minutes, though 98 % is used. " +
        "What is left so is taken up a window or two later, for others spend in bursts, and what is free between two of " +
        "theirs is not free: that is what the second process 3 s later falls short by.",
    ],
  };
}
