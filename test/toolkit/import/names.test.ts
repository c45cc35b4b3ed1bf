import { expect, it } from "vitest";
import { apiNameOf, movedTo, verbsOf } from "../../../src/toolkit/import/names.js";
import { unversioned } from "../../../src/toolkit/paths.js";

const verbs = (...paths: string[]) => [...verbsOf(paths, "v3", "things").values()];

it("a verb is the last word of its path", () => {
  expect(verbs("/crm/v3/objects/0-420/batch/update")).toEqual(["update"]);
  expect(verbs("/events/v3/send/batch")).toEqual(["send"]);
  expect(verbs("/crm/v3/{from}/{to}/batch/associate/default")).toEqual(["associate"]);
  expect(verbs("/events/{id}/email-create")).toEqual(["emailCreate"]);
});

it.each<[api: string, path: string, verb: string]>([
  ["marketing-events", "/marketing/v3/marketing-events/{objectId}/attendance/{state}/create", "createAttendance"],
  ["price-books", "/commerce/price-books/v3/price-books/{priceBookId}/items/batch/update", "updateItems"],
  ["lists", "/crm/v3/lists/records/memberships/batch/read", "readMemberships"],
  [
    "associations-schema",
    "/crm/v3/associations/definitions/configurations/{a}/{b}/batch/create",
    "createConfigurations",
  ],
  ["webhooks", "/webhooks/v3/{appId}/subscriptions/batch/update", "updateSubscriptions"],
  ["actions", "/automation/v3/actions/callbacks/complete", "completeCallbacks"],
  ["hubdb", "/cms/v3/hubdb/tables/{tableIdOrName}/rows/draft/batch/clone", "cloneRowsDraft"],
])("the last noun of %s's path stays in its verb, if the API has another name: %s", (api, path, verb) => {
  expect([...verbsOf([path], "v3", api).values()]).toEqual([verb]);
});

it.each<[api: string, path: string, verb: string]>([
  ["campaigns", "/marketing/v3/campaigns/batch/create", "create"],
  ["marketing-events", "/marketing/v3/marketing-events/events/upsert", "upsert"],
  ["deal-splits", "/crm/v3/objects/deals/splits/batch/upsert", "upsert"],
  ["commerce-subscriptions", "/crm/v3/objects/subscriptions/batch/read", "read"],
  ["commerce-payments", "/crm/v3/objects/{objectType}/batch/read", "read"],
  ["companies", "/crm/v3/objects/company/batch/read", "read"],
  ["schemas", "/crm-object-schemas/v3/schemas/batch/read", "read"],
  ["mediaBridge", "/media-bridge/v3/{appId}/media/bridges/batch/read", "read"],
])("what %s is about needs no saying: %s", (api, path, verb) => {
  expect([...verbsOf([path], "v3", api).values()]).toEqual([verb]);
});

it("of several paths with one verb, the plainest keeps it", () => {
  expect(verbs("/crm/v3/{from}/batch/archive", "/crm/v3/{from}/batch/labels/archive")).toEqual([
    "archive",
    "archiveLabels",
  ]);
  expect(verbs("/cms/landing-pages/batch/read", "/cms/site-pages/batch/read")).toEqual([
    "readLandingPages",
    "readSitePages",
  ]);
});

it("paths that differ in their parameters only are told apart by those", () => {
  expect(verbs("/v3/attendance/{externalEventId}/create", "/v3/{objectId}/attendance/create")).toEqual([
    "createByExternalEventId",
    "createByObjectId",
  ]);
});

it("a version is found wherever it stands in a path", () => {
  expect(unversioned("/crm/v3/objects/batch/update", "v3")).toBe("/crm/objects/batch/update");
  expect(unversioned("/crm/objects/2026-03/batch/update", "2026-03")).toBe("/crm/objects/batch/update");
  const place = { path: "/crm/objects/2026-03/batch/update", version: "2026-03" };
  expect(movedTo("2026-09", place, [])).toBe("/crm/objects/2026-09/batch/update");
});

it("an API may be of another version than the one it is part of", () => {
  expect(unversioned("/crm/v4/associations/batch/read", "v3")).toBe("/crm/associations/batch/read");
  const known = [{ path: "/crm/v4/associations/batch/read", version: "v3" }];
  expect(movedTo("v3", { path: "/crm/associations/2026-03/batch/read", version: "2026-03" }, known)).toBe(
    "/crm/v4/associations/batch/read",
  );
});

it.each([
  ["marketingEvents", "marketing-events"],
  ["line_items", "line-items"],
  ["actionsV4", "actions"],
  ["campaignsPublicApi", "campaigns"],
  ["publicAppFeatureFlagsV3", "public-app-feature-flags"],
  ["api", "api"],
  ["Custom Objects", "custom-objects"],
])("the file %s is about %s", (file, api) => {
  expect(apiNameOf(file)).toBe(api);
});
