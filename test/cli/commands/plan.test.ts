import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { eventsCsv, openPlace } from "../runs/served.js";

const PLAN = ["plan", "marketingEvents.upsert", "events.csv"];

test("counts rows, reasons, duplicates and requests without an account, and leaves nothing behind", async () => {
  const csv = eventsCsv(450, (index) => (index === 3 || index === 5 ? { name: "" } : index === 9 ? { id: "8" } : {}));
  const { run, folder, sandbox } = await openPlace({ "events.csv": csv });
  const { code, out, err } = await run([...PLAN, "--quota", "2/10000", "--json"], { env: {} });
  expect([code, err]).toEqual([1, ""]);
  const { first, errors, ...plan } = JSON.parse(out);
  expect(plan).toEqual({
    operation: "marketingEvents.upsert",
    file: "events.csv",
    ...{ rows: 450, valid: 448, invalid: 2, duplicates: 1, batches: 5, requests: 5 },
    leastMinutes: 0.25,
    shareOfDay: 5 / 250_000,
    day: 250_000,
    quota: { requests: 2, intervalMs: 10_000 },
  });
  expect(errors).toMatchObject([{ count: 2, property: "eventName", lines: [5, 7] }]);
  expect(
    first.map(({ path, body }: { path: string; body: { inputs: object[] } }) => [path, body.inputs.length]),
  ).toEqual(Array.from({ length: 3 }, () => ["/marketing/marketing-events/2026-03/events/upsert", 100]));
  expect(first[0].body.inputs[0]).toMatchObject({ externalEventId: "0", eventName: "Event 0" });
  expect([sandbox.requests, readdirSync(folder)]).toEqual([[], ["events.csv"]]);
});

test("is for people without --json, and what load --dry-run says too", async () => {
  const { run } = await openPlace({ "events.csv": eventsCsv(3) });
  const planned = await run(PLAN);
  expect(planned.code).toBe(0);
  expect(planned.out).toContain("Nothing was sent.");
  expect(planned.out).toContain(
    'POST /marketing/marketing-events/2026-03/events/upsert {"inputs":[{"externalAccountId":"a"',
  );
  expect(planned.out).toContain("… 1 more");
  expect(await run(["load", ...PLAN.slice(1), "--dry-run"])).toEqual(planned);
});

test("exits 2 where no row can be used", async () => {
  const { run } = await openPlace({ "events.csv": eventsCsv(3, () => ({ name: "" })) });
  expect((await run(PLAN)).code).toBe(2);
});
