/** What the README shows of the command is what it does. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { eventsCsv, openPlace } from "./runs/served.js";

test("the commands of the README run as they stand there, and print what it shows", async () => {
  const readme = readFileSync("README.md", "utf8");
  const [, session = ""] = /^## The command\n.*?^```console\n(.*?)^```/ms.exec(readme) ?? [];
  const steps = session
    .split(/^\$ npx hubspot-batch /m)
    .slice(1)
    .map((step) => {
      const [line = "", ...shown] = step.trimEnd().split("\n");
      return { args: line.replace(/ +#.*$/, "").split(" "), shown };
    });
  expect(steps.map(({ args }) => args[0])).toEqual(["plan", "load", "load"]);
  const csv = eventsCsv(250, (index) => (index === 7 ? { name: "" } : {}));
  const { run } = await openPlace({ "events.csv": csv });
  // How long it takes is the machine's.
  const timeless = (line: string) => line.replace(/ in [\d.]+ m?s$/, " in … s");
  for (const { args, shown } of steps) {
    const { code, out } = await run(args);
    expect(out.split("\n").slice(0, shown.length).map(timeless)).toEqual(shown.map(timeless));
    expect(code).toBe(1);
  }
  // It shows all that became of the rows.
  expect(steps[1]?.shown.length).toBe(5);
});
