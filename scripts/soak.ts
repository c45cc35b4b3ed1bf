/**
 * Plays runs in a bad world, one after another, and stops at the first that breaks an invariant. `npm run soak -- --seed 1
 * --minutes 10`; with `--sockets` over real ones, to a server that does to a connection whatever can be done to one.
 */
import { parseArgs } from "node:util";
import { play } from "../test/invariants/chaos.js";
import { play as playOverSockets } from "../test/invariants/rude-network.js";

const USAGE = "Usage: npm run soak [-- --seed <whole number> --minutes <number> --sockets]";

const asked = readOptions();
if (asked === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await soak(asked.seed, asked.minutes, asked.sockets ? playOverSockets : play);

/** What is asked for; `undefined` where it makes no sense. */
function readOptions(): { seed: number; minutes: number; sockets: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string", default: "1" },
        minutes: { type: "string", default: "1" },
        sockets: { type: "boolean", default: false },
      },
    });
    const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
    return Number.isInteger(seed) && minutes > 0 ? { seed, minutes, sockets: values.sockets } : undefined;
  } catch {
    return undefined;
  }
}

async function soak(
  first: number,
  minutes: number,
  playOne: (seed: number) => Promise<{ inputs: number; requests: number; halted: string }>,
): Promise<void> {
  /** Real time: the runs have one of their own. */
  const now = performance.now.bind(performance);
  const until = now() + minutes * 60_000;
  let seed = first;
  let inputs = 0;
  let requests = 0;
  const halts: Record<string, number> = {};
  try {
    do {
      const played = await playOne(seed);
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
    console.error(
      `Seed ${seed}: ${String(error)}\nAgain: npm run soak -- --seed ${seed}${playOne === playOverSockets ? " --sockets" : ""}`,
    );
    process.exitCode = 1;
  }
}
