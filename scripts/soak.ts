/**
 * Plays runs in a bad world, one after another, and stops at the first that breaks an invariant. `npm run soak -- --seed 1
 * --minutes 10`; with `--sockets` over real ones, to a server that does to a connection whatever can be done to one; with
 * `--kills` a process that is killed and begun again.
 */
import { parseArgs } from "node:util";
import { play } from "../test/invariants/chaos.js";
import { play as playKills } from "../test/invariants/resume.js";
import { play as playOverSockets } from "../test/invariants/rude-network.js";

const USAGE = "Usage: npm run soak [-- --seed <whole number> --minutes <number> --sockets | --kills]";

/** What is played. */
const PLAYS = { virtual: play, sockets: playOverSockets, kills: playKills };
type How = keyof typeof PLAYS;

const asked = readOptions();
if (asked === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await soak(asked.seed, asked.minutes, asked.how);

/** What is asked for; `undefined` where it makes no sense. */
function readOptions(): { seed: number; minutes: number; how: How } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string", default: "1" },
        minutes: { type: "string", default: "1" },
        sockets: { type: "boolean", default: false },
        kills: { type: "boolean", default: false },
      },
    });
    const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
    const how = values.sockets ? "sockets" : values.kills ? "kills" : "virtual";
    return Number.isInteger(seed) && minutes > 0 ? { seed, minutes, how } : undefined;
  } catch {
    return undefined;
  }
}

async function soak(first: number, minutes: number, how: How): Promise<void> {
  const playOne: (seed: number) => Promise<{ inputs: number; requests: number; halted: string }> = PLAYS[how];
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
      `Seed ${seed}: ${String(error)}\nAgain: npm run soak -- --seed ${seed}${how === "virtual" ? "" : ` --${how}`}`,
    );
    process.exitCode = 1;
  }
}
