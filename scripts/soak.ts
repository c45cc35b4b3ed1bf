/** Plays runs in a bad world, one after another, and stops at the first that breaks an invariant. `npm run soak -- --seed 1 --minutes 10` */
import { parseArgs } from "node:util";
import { play } from "../test/invariants/chaos.js";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, minutes: { type: "string", default: "1" } },
});
const first = Number(values.seed);
const minutes = Number(values.minutes);
if (!Number.isInteger(first) || !(minutes > 0)) throw new TypeError("Expected --seed and --minutes to be numbers");

/** Real time: the runs have one of their own. */
const now = performance.now.bind(performance);
const until = now() + minutes * 60_000;
let seed = first;
let inputs = 0;
let requests = 0;
const halts: Record<string, number> = {};
try {
  do {
    const played = await play(seed);
    inputs += played.inputs;
    requests += played.requests;
    const halt = played.halted === "" ? "to the end" : played.halted;
    halts[halt] = (halts[halt] ?? 0) + 1;
    seed++;
  } while (now() < until);
  console.log(`Seeds ${first} to ${seed - 1}: ${inputs} inputs in ${requests} requests, and every invariant held.`);
  for (const [halt, count] of Object.entries(halts).sort(([, one], [, other]) => other - one))
    console.log(`${String(count).padStart(8)} ${halt}`);
} catch (error) {
  console.error(`Seed ${seed}: ${String(error)}\nAgain: npm run soak -- --seed ${seed}`);
  process.exitCode = 1;
}
