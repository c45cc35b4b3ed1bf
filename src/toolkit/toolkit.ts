/** The toolkit: contracts made of published descriptions, code made of contracts, and what changed; here, how its commands speak and end. */
import { escaped } from "../outcome/printable.js";
import { ContractError } from "./codegen/document.js";
import { PeerError } from "./peer.js";

/** Where a command says what it found, and what is wrong with what it was given. */
export type Output = Pick<Console, "log" | "error">;

/** A command: from what follows its name to an exit code. */
export type Command = (args: readonly string[], output: Output) => Promise<number>;

/** A command line asks for what there is not. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command whose mistakes are told: one in its command line or in what it reads is one line, and exit code 2. */
export function telling(command: Command): Command {
  return async (args, given) => {
    const output = printing(given);
    try {
      return await command(args, output);
    } catch (error) {
      output.error(mistakeIn(error));
      return 2;
    }
  };
}

/** An output whose lines steer no terminal: descriptions, and the names in them, are others'. */
export function printing({ log, error }: Output): Output {
  const lines = (text: string) => text.split("\n").map(escaped).join("\n");
  return { log: (text: string) => log(lines(text)), error: (text: string) => error(lines(text)) };
}

/** What the caller did wrong; anything else is a fault of ours, and thrown again. */
export function mistakeIn(error: unknown): string {
  if (error instanceof ContractError || error instanceof UsageError || error instanceof PeerError) return error.message;
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return error.message;
  throw error;
}

/** Reads the ends of paths that `--only` lists. */
export function endsOf(only: string | undefined): string[] | undefined {
  const ends = only?.split(",").map((end) => end.trim().replace(/^\/+/, ""));
  if (ends?.includes(""))
    throw new UsageError(`expected --only <ends of paths>, as in batch/update,events/upsert; got ${only}`);
  return ends;
}
