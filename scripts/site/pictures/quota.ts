/** Draws when requests start under a quota, and how many of them lie within any window of it. */
import { createClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import { figure, key, line, path, words } from "./svg.js";

const QUOTA = { requests: 20, intervalMs: 1_000 };
const REQUESTS = 70;
const WIDTH = 700;
const TOP = 24;
const HEIGHT = 150;

/** Seventy requests under twenty a second, against a sandbox that refuses the twenty-first. */
export async function drawQuota(): Promise<string> {
  const sandbox = createSandbox({ quota: QUOTA, latencyMs: [20, 90] });
  const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch, quota: QUOTA });
  const listings = Array.from({ length: REQUESTS }, (_, at) => ({ id: String(at), properties: { hs_price: "1" } }));
  const { requests } = await hubspot.listings.update(listings, { batchSize: 1 });
  const times = sandbox.requests.map(({ arrivedAt }) => arrivedAt).sort((one, other) => one - other);
  const first = times[0] ?? 0;
  const length = (times.at(-1) ?? 0) - first + 200;
  const x = (time: number) => ((time - first) / length) * WIDTH;
  const y = (count: number) => TOP + HEIGHT - (count / QUOTA.requests) * HEIGHT;
  const within = (now: number) => times.filter((one) => one > now - QUOTA.intervalMs && one <= now).length;
  // It changes where a request begins, and where one is a window old.
  const turns = [...times, ...times.map((time) => time + QUOTA.intervalMs)].sort((one, other) => one - other);
  const points = turns
    .filter((time) => time <= first + length)
    .flatMap((time): [number, number][] => [
      [x(time), y(within(time - 0.001))],
      [x(time), y(within(time))],
    ]);
  const seconds = Array.from({ length: Math.ceil(length / 1_000) }, (_, at) => at);
  return figure(
    WIDTH,
    TOP + HEIGHT + 48,
    `A line that rises to ${QUOTA.requests} requests within the last second and stays there, and below it a mark for each of ${REQUESTS} requests; ${requests.rateLimited} were refused.`,
    `${key("ink", "requests within the last second, whichever second that is")} ${key("accent", "a request begins")} <br>${REQUESTS} requests under ${QUOTA.requests} a second, as the sandbox saw them when this page was built: ${requests.rateLimited} were refused. At the border of two fixed seconds, too, no window of a second has more than ${QUOTA.requests}.`,
    [
      line(0, y(QUOTA.requests), WIDTH, y(QUOTA.requests), "limit"),
      words(WIDTH, y(QUOTA.requests) - 7, `the quota: ${QUOTA.requests} a second`, "end", "said small"),
      path(points, "course"),
      ...times.map((time) => line(x(time), TOP + HEIGHT + 8, x(time), TOP + HEIGHT + 22, "mark")),
      ...seconds.map((at) =>
        words(x(first + at * 1_000), TOP + HEIGHT + 42, `${at} s`, at === 0 ? "start" : "middle", "said small"),
      ),
    ],
  );
}
