import { expect, it } from "vitest";
import { paths, sandboxOf, send } from "./helpers.js";

it("records keep what a write does not mention or sets to null, and hold empty what it clears", async () => {
  const properties = { kept: "kept", nulled: "kept", cleared: "gone", changed: "old" };
  const sandbox = sandboxOf({ records: { contacts: [{ id: "1", properties }] } });
  const sent = { nulled: null, cleared: "", changed: " new " };
  await send(sandbox, paths.contacts, [{ id: " 1 ", properties: sent }]);
  expect(sandbox.records("contacts")).toMatchObject([
    { id: "1", properties: { kept: "kept", nulled: "kept", cleared: "", changed: "new" } },
  ]);
});

it("lists of named properties merge by name", async () => {
  const customProperties = [
    { name: "a", value: "1" },
    { name: "b", value: "2" },
  ];
  const sandbox = sandboxOf({ records: { events: [{ objectId: "1", customProperties }] } });
  const sent = [
    { name: "b", value: " 3 " },
    { name: "c", value: "4" },
  ];
  await send(sandbox, paths.update, [{ objectId: "1", customProperties: sent }]);
  expect(sandbox.records("events")[0]?.["customProperties"]).toEqual([
    { name: "a", value: "1" },
    { name: "b", value: "3" },
    { name: "c", value: "4" },
  ]);
});
