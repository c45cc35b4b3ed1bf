import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { migrationsOf } from "../../../src/toolkit/diff/migrations.js";
import { batch, contractOf } from "../codegen/contracts.js";

const text = { type: "string" };
const things = (version: string, schemas?: JsonObject) =>
  contractOf({ version, path: `/things/${version}/batch/update`, ...(schemas && { schemas }) });
const others = (version: string) =>
  contractOf({
    version,
    api: "others",
    path: `/others/${version}/batch/update`,
    batch: { ...batch, method: "others.update" },
  });

it("a page says what is gone, what is new, what breaks and where requests go, for each two versions", async () => {
  const less = { Result: { type: "object", required: ["id"], properties: { id: text } } };
  const contracts = [others("2027-03"), things("2027-03", less), things("v3"), things("2026-09")];
  const pages = await migrationsOf(contracts, contracts, "Made.");
  expect([...pages.keys()].sort()).toEqual(["2026-09-to-2027-03.md", "v3-to-2026-09.md", "v3-to-2027-03.md"]);
  const page = pages.get("v3-to-2027-03.md") ?? "";
  expect(page.split("\n").slice(0, 2)).toEqual(["<!-- Made. -->", "# From v3 to 2027-03"]);
  expect(page).toContain('`createClient({ apiVersion: "2027-03" })` moves every method at once');
  expect(page).toContain("## New\n\n`others.update`\n");
  expect(page).not.toContain("## Gone");
  expect(page).toMatch(
    /\| breaking \| what is read back \| `note` was removed from results\[\].* \| `things\.update`<br>/,
  );
  expect(page).toContain(
    "| `things.update` | `POST /things/v3/batch/update` | `POST /things/2027-03/batch/update` |\n",
  );
  expect(pages.get("v3-to-2026-09.md")).toContain("No change to what is sent or read.");
});

it("a method whose path has moved is there still, and is told by where it is sent", async () => {
  const moved = contractOf({ version: "2026-09", path: "/others/2026-09/send/things" });
  const contracts = [things("v3"), moved];
  const page = (await migrationsOf(contracts, contracts, "Made.")).get("v3-to-2026-09.md") ?? "";
  expect(page).not.toContain("it was removed");
  expect(page).toContain("it is sent to /others/2026-09/send/things, no longer to /things/v3/batch/update");
});

it("what an older version alone has is gone", async () => {
  const contracts = [others("v3"), things("v3"), things("2026-09")];
  const pages = await migrationsOf(contracts, contracts, "Made.");
  expect(pages.get("v3-to-2026-09.md")).toContain("## Gone: 2026-09 does not have them\n\n`others.update`\n");
});
