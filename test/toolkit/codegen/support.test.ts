import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { generate } from "../../../src/toolkit/codegen/generate.js";
import { contractOf } from "./contracts.js";

const dated = (version: string, dates?: JsonObject, api = "things") => {
  const contract = contractOf({ version, api, batch: undefined, schemas: { Batch: { type: "object" } } });
  return { ...contract, document: { ...(contract.document as JsonObject), ...(dates && { "x-version": dates }) } };
};
const table = async (...contracts: ReturnType<typeof dated>[]) =>
  [...(await generate({ contracts, overlays: [] })).values()].join("\n");

/** Versions with an operation each, and the day on which each is no longer supported. */
const deprecated = async (ends: Record<string, string>) => {
  const contracts = Object.entries(ends).map(([version, supportedUntil]) => {
    const contract = contractOf({ version });
    return { ...contract, document: { ...(contract.document as JsonObject), "x-version": { supportedUntil } } };
  });
  return (await table(...contracts)).match(/(?<=@deprecated ).*/g);
};

it("a version that two others outlive is on its way out, and says for how long", async () => {
  expect(await deprecated({ v3: "2027-09-01", "2026-03": "2027-09-30", "2026-09": "2028-03-08" })).toEqual([
    "HubSpot stops supporting v3 in September 2027.",
  ]);
});

it("a version with one successor is not", async () => {
  expect(await deprecated({ "2026-03": "2027-09-30", "2026-09": "2028-03-08" })).toBeNull();
});

it("a version without dates is neither old nor makes others so", async () => {
  const contracts = ["v1", "v2", "v3"].map((version) => dated(version));
  expect(await table(...contracts, dated("2026-09", { supportedUntil: "2028-03-08" }))).not.toContain("@deprecated");
});

it("the contracts of a version agree on its end", async () => {
  await expect(
    table(dated("v3", { supportedUntil: "2027-09-01" }), dated("v3", { supportedUntil: "2027-09-30" }, "stuff")),
  ).rejects.toThrow("v3/stuff.yaml#/x-version/supportedUntil: another contract of v3 says 2027-09-01");
});

it.each([
  ["no day", { supportedUntil: "soon" }, "/x-version/supportedUntil: "],
  ["no end", { released: "2026-09-08" }, "/x-version/supportedUntil: "],
  ["a misspelt key", { supportedTill: "2028-03-08", supportedUntil: "2028-03-08" }, "/x-version: Unrecognized key"],
])("dates with %s are refused", async (_, dates, message) => {
  await expect(table(dated("v3", dates))).rejects.toThrow(`v3/things.yaml#${message}`);
});
