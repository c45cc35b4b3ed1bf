/** Asks a person a question, and waits for the line that is typed. */
import { createInterface } from "node:readline/promises";
import { CommandError, EXIT } from "./failure.js";

/** Rejects with a `CommandError` where the question is left with Ctrl-C or Ctrl-D. */
export async function ask(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  const lines = createInterface({ input, output });
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(new CommandError("\nNothing was sent.", { exitCode: EXIT.interrupted }));
    lines.once("SIGINT", leave).once("close", leave);
  });
  try {
    return await Promise.race([lines.question(question), left]);
  } finally {
    lines.close();
  }
}
