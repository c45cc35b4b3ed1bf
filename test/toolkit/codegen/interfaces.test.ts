import { expect, it } from "vitest";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { batch, contractOf } from "./contracts.js";

const tableOf = async (...contracts: ReturnType<typeof contractOf>[]) =>
  (await generate({ contracts, overlays: [] })).get("v1/things.operations.ts") ?? "";

/** A contract whose only method has this name. */
const named = (method: string) => contractOf({ version: "v1", batch: { ...batch, method } });

it.each([
  ["things.update", "ThingUpdate"],
  ["marketingEvents.upsert", "MarketingEventUpsert"],
  ["companies.create", "CompanyCreate"],
  ["addresses.update", "AddressUpdate"],
  ["taxes.update", "TaxUpdate"],
  ["status.update", "StatusUpdate"],
  ["access.update", "AccessUpdate"],
  ["consent.write", "ConsentWrite"],
])("%s takes and returns one %s", async (method, name) => {
  const table = await tableOf(named(method));
  expect(table).toMatch(
    new RegExp(
      `/\\*\\* One input of \`${method.replace(".", "\\.")}\`\\. \\*/\\nexport (interface|type) ${name}Input `,
    ),
  );
  expect(table).toContain(`input: ${name}Input;`);
  expect(table).toContain(`record: ${name}Record;`);
});

it("two methods that would be called alike are told apart", async () => {
  const files = await generate({
    contracts: [
      contractOf({ version: "v1", batch: { ...batch, method: "things.update" } }),
      contractOf({ version: "v1", api: "stuff", batch: { ...batch, method: "thing.update" } }),
    ],
    overlays: [],
  });
  expect(files.get("v1/names.ts")).toContain("ThingUpdateInput, ThingUpdateRecord }");
  expect(files.get("v1/names.ts")).toContain("ThingUpdateInput_, ThingUpdateRecord_ }");
});
