import { expect, test } from "vitest";
import { listOperations } from "../../../src/cli/catalogue.js";
import { openPlace } from "../runs/served.js";
import { runCommand } from "../terminal.js";

test("a header can be filled in and loaded as it is", async () => {
  const { out } = await runCommand(["template", "marketingEvents.upsert"]);
  const [remark, header] = out.split("\n");
  expect(remark).toBe(
    "# marketingEvents.upsert: every row needs eventName and eventOrganizer and externalAccountId and externalEventId; add a column for each property of your own",
  );
  const values: Record<string, string> = {
    eventName: "One",
    eventOrganizer: "Me",
    externalAccountId: "a",
    externalEventId: "1",
  };
  const row = header!.split(",").map((name) => values[name] ?? "");
  const { run, sent } = await openPlace({ "events.csv": `${out}${row.join(",")}\n` });
  expect((await run(["load", "marketingEvents.upsert", "events.csv"])).code).toBe(0);
  expect(sent()).toEqual([[values]]);
});

test("a mapping is taken as it is, and its empty fields are left out", async () => {
  const { out } = await runCommand(["template", "contacts.upsert", "--json"]);
  expect(JSON.parse(out)).toMatchObject({ map: { id: "id", idProperty: "" }, properties: "rest" });
  const { run, sent } = await openPlace({ "m.json": out, "a.csv": "id,city\n7,Bern\n" });
  expect((await run(["load", "contacts.upsert", "a.csv", "--mapping", "m.json"])).code).toBe(0);
  expect(sent()).toMatchObject([[{ id: "7", properties: { city: "Bern" } }]]);
});

test("every operation has one", async () => {
  for (const { method } of listOperations())
    expect((await runCommand(["template", method])).out).toContain(`# ${method}: `);
});
