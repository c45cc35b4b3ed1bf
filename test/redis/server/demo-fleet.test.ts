/** The demo of a fleet, to its end, and interrupted: it leaves nothing behind. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-demo-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts the demo as a terminal does: in a group of processes of its own. */
function start(): {
  readonly demo: ChildProcess;
  readonly ended: Promise<{ code: unknown; stdout: string; stderr: string }>;
} {
  const env = { ...process.env, TMPDIR: folder };
  const demo = spawn(process.execPath, ["--import", "tsx", "scripts/demo-fleet.ts", "--short"], {
    env,
    detached: true,
  });
  const [stdout, stderr] = [text(demo.stdout), text(demo.stderr)];
  const ended = once(demo, "exit").then(async ([code]) => ({ code, stdout: await stdout, stderr: await stderr }));
  return { demo, ended };
}

/** Whether anything of it is left: a process of its group, or a file. What compiled a worker that was killed ends by itself. */
async function isAnythingLeft({ pid = 0 }: ChildProcess): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => name.startsWith("hubspot-batch-"));
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return files.length > 0;
  }
}

describe("the demo of a fleet", () => {
  test("writes to twelve portals though a worker is killed, says what became of all, and leaves nothing behind", async () => {
    const { demo, ended } = start();
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("worker-2 is killed");
    expect(stdout).toContain("7,188 of 7,200 inputs succeeded.");
    expect(stdout).toMatch(/12 × hs_price is below 0\n +failed, index 462, 1062/);
    expect(stdout).toMatch(/they hold 7,188 listings, of which [\d,]+ were written twice\.\n$/);
    await expect.poll(() => isAnythingLeft(demo), { timeout: 10_000 }).toBe(false);
  });

  test.each([
    ["Redis", "no network."],
    ["its workers", "3 workers."],
  ])("leaves nothing behind either where Ctrl-C ends all of it while it starts %s", async (_, said) => {
    const { demo, ended } = start();
    let heard = "";
    demo.stdout!.on("data", (chunk) => (heard += String(chunk)));
    await expect.poll(() => heard, { timeout: 60_000 }).toContain(said);
    process.kill(-demo.pid!, "SIGINT");
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    await expect.poll(() => isAnythingLeft(demo), { timeout: 10_000 }).toBe(false);
  });
});
