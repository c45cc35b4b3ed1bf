import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createSandbox } from "../../src/sandbox/sandbox.js";

const script = fileURLToPath(new URL("exit-script.ts", import.meta.url));

it("a process ends by itself after runs over real sockets, however each of them ended", async () => {
  const hangs = (input: Readonly<Record<string, unknown>>) => String(input["id"]).startsWith("hang");
  const listening = await createSandbox({ faults: [{ when: hangs, answer: "hang" }] }).listen();
  try {
    // Killed where something keeps it alive.
    const child = spawn(process.execPath, ["--import", "tsx", script, listening.url], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 15_000,
    });
    const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(errors).toBe("");
    expect(await ended).toBe(0);
    const { unopened, finished, paced, aborted, left, stopped } = JSON.parse(output) as Record<
      string,
      Record<string, number>
    >;
    expect(unopened).toMatchObject({ total: 0 });
    expect(finished).toMatchObject({ total: 30, succeeded: 30 });
    expect(paced).toMatchObject({ total: 30, succeeded: 30 });
    expect(aborted).toMatchObject({ total: 30, unknown: 30 });
    expect(left).toMatchObject({ total: 60 });
    expect(left?.["succeeded"]).toBeGreaterThan(0);
    expect(stopped).toMatchObject({ total: 30 });
    expect(stopped?.["succeeded"]).toBeGreaterThan(0);
  } finally {
    await listening.close();
  }
});
