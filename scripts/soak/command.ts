import { parseArgs } from "node:util";
import type { Command } from "../../src/toolkit/toolkit.js";
import { play as playCommand } from "../../test/cli/processes/kills.js";
import { play } from "../../test/invariants/chaos.js";
import { play as playKills } from "../../test/invariants/resume.js";
import { play as playOverSockets } from "../../test/invariants/rude-network.js";

const USAGE = "Usage: npm run soak [-- --seed <whole number> --minutes <number> --sockets | --kills | --command]";

/** What is played. */
const PLAYS = { virtual: play, sockets: playOverSockets, kills: playKills, command: playCommand };

interface Asked {
  readonly seed: number;
  readonly minutes: number;
  readonly how: keyof typeof PLAYS;
}

/**
 * Plays runs in a bad world, one after another, and stops at the first that breaks an invariant. `npm run soak -- --seed 1
 * --minutes 10`; with `--sockets` over real ones, to a server that does to a connection whatever can be done to one; with
 * `--kills` a process that is killed and begun again; with `--command` the command line, killed twelve times in each load.
 */
export const soak: Command = async (args, output) => {
  const asked = readOptions(args);
  if (asked === undefined) {
    output.error(USAGE);
    return 2;
  }
  const { minutes, how } = asked;
  const playOne: (seed: number) => Promise<{ inputs: number; requests: number; halted: string }> = PLAYS[how];
  /** Real time: the runs have one of their own. */
  const now = performance.now.bind(performance);
  const until = now() + minutes * 60_000;
  let { seed } = asked;
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
  } catch (error) {
    const same = how === "virtual" ? "" : ` --${how}`;
    output.error(`Seed ${seed}: ${String(error)}\nAgain: npm run soak -- --seed ${seed}${same}`);
    return 1;
  }
  output.log(`Seeds ${asked.seed} to ${seed - 1}: ${inputs} inputs in ${requests} requests, and every invariant held.`);
  for (const [halt, count] of Object.entries(halts).sort(([, one], [, other]) => other - one))
    output.log(`${String(count).padStart(8)} ${halt}`);
  return 0;
};

/** What is asked for; `undefined` where it makes no sense. */
function readOptions(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: "string", default: "1" },
        minutes: { type: "string", default: "1" },
        sockets: { type: "boolean", default: false },
        kills: { type: "boolean", default: false },
        command: { type: "boolean", default: false },
      },
    });
    const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
    const how = (["sockets", "kills", "command"] as const).find((one) => values[one]) ?? "virtual";
    return Number.isInteger(seed) && minutes > 0 ? { seed, minutes, how } : undefined;
  } catch {
    return undefined;
  }
}
