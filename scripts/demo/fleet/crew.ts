/** The processes of a demo, and their end: whatever happens, none outlives it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Processes that were started and may not have ended. */
const crew = new Set<ChildProcess>();

/** Starts a program of TypeScript, which is told what it needs as JSON and speaks over IPC. */
export function startWorker(program: string, argument: object): ChildProcess {
  const args = ["--import", "tsx", program, JSON.stringify(argument)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  crew.add(child);
  child.once("exit", () => crew.delete(child));
  return child;
}

/** Kills those that are left; resolves when they are gone. */
export async function endCrew(): Promise<void> {
  await Promise.all(
    [...crew].map((child) => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      return gone;
    }),
  );
}
