import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { soak } from "../scripts/soak/command.js";
import { told } from "./toolkit/told.js";

const usage = "Usage: npm run soak [-- --seed <whole number> --minutes <number> --sockets | --kills | --command]\n";

test("the soak plays the runs from a seed on, and says how they ended", async () => {
  const { code, stdout, stderr } = await told(soak, "--seed", "7", "--minutes", "0.0001");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Seeds 7 to \d+: \d+ inputs in \d+ requests, and every invariant held\.\n/);
});

test("it plays over real sockets too", async () => {
  const { code, stdout, stderr } = await told(soak, "--sockets", "--minutes", "0.0001");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Seeds 1 to \d+: \d+ inputs in \d+ requests, and every invariant held\.\n/);
});

test.each([
  ["--minutes", "x"],
  ["--minutes", "0"],
  ["--seed", "1.5"],
])("%s %s is answered with its usage, in one line", async (...args) => {
  expect(await told(soak, ...args)).toEqual({ code: 2, stdout: "", stderr: usage });
});

test("its script hands the command line on, and ends as it does", async () => {
  const ended = await new Promise((resolve) => {
    const args = ["--import", "tsx", "scripts/soak.ts", "--sede", "1"];
    execFile(process.execPath, args, (error, stdout, stderr) => resolve({ code: error?.code, stdout, stderr }));
  });
  expect(ended).toEqual({ code: 2, stdout: "", stderr: usage });
});
