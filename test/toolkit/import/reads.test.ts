import { expect, it } from "vitest";
import type { JsonObject } from "../../../src/toolkit/codegen/document.js";
import { importContract } from "../../../src/toolkit/import/import.js";
import { reportOf } from "../../../src/toolkit/import/report.js";
import { objectIn } from "../../../src/toolkit/import/select.js";
import { textOf } from "../../../src/toolkit/import/text.js";
import { shipped as ours } from "../../helpers/shipped.js";

const contractOf = (version: string, api: string) => {
  const found = ours.contracts.find((one) => one.version === version && one.api === api);
  if (found === undefined) throw new Error(`There is no ${version}/${api}`);
  return found;
};

/** What HubSpot publishes has the batches; what is read besides, and its schemas, nobody imports. */
function published(version: string, api: string) {
  const document = structuredClone(contractOf(version, api).document) as JsonObject;
  const paths = Object.entries(objectIn(document, "paths")).filter(([, item]) => objectIn(item, "post")["responses"]);
  return {
    name: `${api}.json`,
    stem: api,
    document: { ...document, paths: Object.fromEntries(paths) } as JsonObject,
  };
}

it.each([
  ["again", "2026-03", "2026-03", "listings"],
  ["for another version", "2026-03", "2026-09", "listings"],
  ["again, with words of its own", "v3", "v3", "marketing-events"],
])("what a contract reads stays when it is imported %s", (_, from, version, api) => {
  const { contract } = importContract(published(from, api), ours, { version, api });
  const before = contractOf(version, api);
  expect(textOf(contract.document, contract.file)).toBe(textOf(before.document, before.file));
});

it("a batch by PUT stays where its path is read by POST", () => {
  const before = structuredClone(contractOf("2026-03", "lists"));
  const paths = objectIn(before.document, "paths");
  const path = "/crm/lists/2026-03/{listId}/memberships/add";
  const { parameters = [], responses = {} } = objectIn(objectIn(paths, path), "put");
  const read: JsonObject = { operationId: "pageMemberships", summary: "Reads.", parameters, responses };
  paths[path] = { ...objectIn(paths, path), post: { ...read, "x-read": { method: "lists.page" } } };
  const given = structuredClone(before.document) as JsonObject;
  objectIn(objectIn(given, "paths"), path)["post"] = read;
  const sources = { ...ours, contracts: ours.contracts.map((one) => (one.file === before.file ? before : one)) };
  const source = { name: "lists.json", stem: "lists", document: given };
  const { contract, guesses } = importContract(source, sources, { version: "2026-03", api: "lists" });
  expect(guesses).toEqual([]);
  expect(textOf(contract.document, contract.file)).toBe(textOf(before.document, before.file));
});

it("a contract that only reads is moved along to a version that has none of it yet, whole", () => {
  const account = contractOf("2026-09", "account");
  const given = { name: "account.yaml", stem: "account", document: account.document as JsonObject };
  const imported = importContract(given, ours, { version: "2099-03", api: "account", released: "2099-03-09" });
  const { file, document } = imported.contract;
  const text = textOf(account.document, account.file).replaceAll("2026-09", "2099-03");
  const dates = ["2099-03-08", "2028-03-08"].reduce(
    (moved, day, at) => moved.replace(day, ["2099-03-09", "2100-09-09"][at] ?? ""),
    text,
  );
  expect(textOf(document, file)).toBe(dates);
  expect(reportOf(imported)).toContain("account.details  GET /account-info/2099-03/details");
});

it("a contract that only reads, by POST too, stays as it is when it is imported again", () => {
  const account = contractOf("2026-09", "account");
  const given = { name: "account.yaml", stem: "account", document: account.document as JsonObject };
  const { contract } = importContract(given, ours, { version: "2026-09", api: "account" });
  expect(textOf(contract.document, contract.file)).toBe(textOf(account.document, account.file));
});

it("a description of neither batches nor reads is none", () => {
  const given = {
    name: "none.json",
    stem: "account",
    document: { openapi: "3.0.3", info: { version: "2099-03" }, paths: {} } as JsonObject,
  };
  expect(() => importContract(given, ours, { version: "2099-03", api: "account" })).toThrow(/no batch operation/);
});

it("a version that is new reads what the others do, where it stands in a path", () => {
  const sources = {
    ...ours,
    contracts: ours.contracts.filter(({ version, api }) => version !== "2026-09" || api !== "listings"),
  };
  const { contract } = importContract(published("2026-03", "listings"), sources, {
    version: "2026-09",
    api: "listings",
  });
  expect(Object.keys(objectIn(contract.document, "paths"))).toContain("/crm/objects/2026-09/0-420/{listingId}");
});
