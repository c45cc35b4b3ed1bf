/** What it costs to find the bad records of a batch of 100, beside the bound of information and two simple ways. `tsx test/bench/isolation.ts` */
import { GroupTest } from "../../src/run/group-test.js";
import { createRandom, shuffle } from "../../src/sandbox/random.js";

const SIZE = 100;
const TRIALS = 1_000;

interface Cost {
  requests: number;
  refusals: number;
}

/** Group testing, as it is used. */
function searched(bad: ReadonlySet<number>, records: readonly number[]): Cost {
  const test = new GroupTest(records);
  const cost = { requests: 1, refusals: 1 };
  for (let group = test.next(Infinity); group !== undefined; group = test.next(Infinity)) {
    cost.requests++;
    const isRefused = group.some((record) => bad.has(record));
    if (isRefused) cost.refusals++;
    if (isRefused) test.refused(group);
    else test.accepted(group);
  }
  return cost;
}

/** Bisection that infers: where one half is good the other is bad, and a bad record is not refused alone. */
function bisected(bad: ReadonlySet<number>, records: readonly number[]): Cost {
  const cost = { requests: 0, refusals: 0 };
  const send = (group: readonly number[]): boolean => {
    const isRefused = group.some((record) => bad.has(record));
    cost.requests++;
    if (isRefused) cost.refusals++;
    return isRefused;
  };
  const split = (group: readonly number[]): void => {
    if (group.length === 1) return;
    const middle = Math.ceil(group.length / 2);
    const [first, second] = [group.slice(0, middle), group.slice(middle)];
    if (!send(first)) return split(second);
    split(first);
    if (send(second)) split(second);
  };
  if (send(records)) split(records);
  return cost;
}

/** Every record alone. */
function alone(bad: ReadonlySet<number>, records: readonly number[]): Cost {
  return { requests: 1 + records.length, refusals: 1 + bad.size };
}

function meanOf(way: typeof searched, count: number): Cost {
  const random = createRandom(count);
  const sum = { requests: 0, refusals: 0 };
  for (let trial = 0; trial < TRIALS; trial++) {
    const records = shuffle(
      Array.from({ length: SIZE }, (_, index) => index),
      random,
    );
    const { requests, refusals } = way(
      new Set(records.slice(0, count)),
      [...records].sort((one, other) => one - other),
    );
    sum.requests += requests;
    sum.refusals += refusals;
  }
  return { requests: sum.requests / TRIALS, refusals: sum.refusals / TRIALS };
}

function bits(count: number): number {
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += Math.log2((SIZE - count + k) / k);
  return sum;
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const shown = ({ requests, refusals }: Cost) =>
  `${requests.toFixed(1).padStart(7)} (${refusals.toFixed(1)})`.padEnd(17);

print(`Requests, and refusals among them, to find the bad records of ${SIZE}: means of ${TRIALS} batches\n`);
print(" bad   1.3 × bound   group testing    bisection        singles");
for (const count of [1, 2, 5, 10, 20, 50, 100]) {
  const bound = (1.3 * (1 + bits(count))).toFixed(1).padStart(9);
  print(
    `${String(count).padStart(4)}   ${bound}   ${[searched, bisected, alone].map((way) => shown(meanOf(way, count))).join("")}`,
  );
}
