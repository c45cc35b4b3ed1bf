/** Programs in processes of their own: what a client costs is measured where nothing else runs. */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A program of this folder that answers questions until it is stopped. */
export interface Peer<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  /** Ends the process. */
  stop(): void;
}

/** Starts a program of this folder, and waits until it can be asked; one question is asked at a time. */
export async function startPeer<Question, Answer>(
  program: string,
  options: object = {},
  flags: readonly string[] = [],
): Promise<Peer<Question, Answer>> {
  const path = fileURLToPath(new URL(`${program}.js`, import.meta.url));
  const child = fork(path, [JSON.stringify(options)], { execArgv: [...flags] });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`${program} ended with code ${code}`));
      child.once("exit", gone);
      child.once("message", (message) => {
        child.off("exit", gone);
        resolve(message);
      });
    });
  await next();
  return {
    ask: async (question) => {
      child.send({ question });
      return (await next()) as Answer; // What `answerQuestions` sends in that program.
    },
    stop: () => void child.kill(),
  };
}

/** Answers the questions of the program that started this one. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Answer | Promise<Answer>): void {
  process.on("message", ({ question }: { question: Question }) => {
    void Promise.resolve(answer(question)).then((value) => process.send?.(value ?? null));
  });
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
}

/** What this program was started with. */
export function ownOptions<T>(): T {
  return JSON.parse(process.argv[2] ?? "{}") as T; // `startPeer` wrote it.
}
