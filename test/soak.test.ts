import { execFile } from "node:child_process";
import { expect, test } from "vitest";

function soak(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", "scripts/soak.ts", ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test("the soak plays the runs from a seed on, and says how they ended", async () => {
  const { code, stdout, stderr } = await soak("--seed", "7", "--minutes", "0.0001");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Seeds 7 to \d+: \d+ inputs in \d+ requests, and every invariant held\.\n/);
});

test("it plays over real sockets too", async () => {
  const { code, stdout, stderr } = await soak("--sockets", "--minutes", "0.0001");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Seeds 1 to \d+: \d+ inputs in \d+ requests, and every invariant held\.\n/);
});

test.each([
  ["--minutes", "x"],
  ["--minutes", "0"],
  ["--seed", "1.5"],
  ["--sede", "1"],
])("%s %s is answered with its usage, in one line", async (...args) => {
  expect(await soak(...args)).toEqual({
    code: 2,
    stdout: "",
    stderr: "Usage: npm run soak [-- --seed <whole number> --minutes <number> --sockets | --kills]\n",
  });
});
