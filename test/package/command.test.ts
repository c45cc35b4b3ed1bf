/** The command of the packed package: three commands from an empty folder to a loaded file. */
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Packed, pack } from "./project.js";

let packed: Packed;

beforeAll(async () => {
  packed = await pack();
}, 180_000);

afterAll(() => packed.remove());

test("a template, a plan and a load, without an account", async () => {
  const project = await packed.install("command");
  const { bin } = JSON.parse(await readFile(join(project, "node_modules/hubspot-batch/package.json"), "utf8"));
  const program = join(project, "node_modules/hubspot-batch", bin["hubspot-batch"]);
  const call = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const env = { PATH: process.env["PATH"] ?? "" };
      const child = execFile(process.execPath, [program, ...args], { cwd: project, env }, (_, out) =>
        resolve({ code: child.exitCode ?? -1, out }),
      );
    });
  const template = await call("template", "marketingEvents.upsert");
  expect(template.code).toBe(0);
  const [remark = "", header = ""] = template.out.split("\n");
  const rows = Array.from({ length: 250 }, (_, index) =>
    header
      .split(",")
      .map((name) => (/^(eventName|eventOrganizer|external)/.test(name) ? `${name} ${index}` : ""))
      .join(","),
  );
  await writeFile(join(project, "events.csv"), [remark, header, ...rows, ""].join("\n"));
  const plan = await call("plan", "marketingEvents.upsert", "events.csv");
  expect([plan.code, plan.out]).toEqual([0, expect.stringContaining("requests    3 at least")]);
  const load = await call("load", "marketingEvents.upsert", "events.csv", "--target", "sandbox");
  expect([load.code, load.out]).toEqual([0, expect.stringContaining("succeeded  250  written: succeeded.csv")]);
  const runs = join(project, ".hubspot-batch/runs");
  const [run = ""] = await readdir(runs);
  expect((await readFile(join(runs, run, "succeeded.csv"), "utf8")).split("\n").length).toBe(252);
  expect(packed.files).toContain("package/dist/cli/events.schema.json");
});
