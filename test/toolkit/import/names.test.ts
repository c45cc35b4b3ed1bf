import { expect, it } from "vitest";
import { kebabOf, reversioned, unversioned, verbsOf } from "../../../src/toolkit/import/names.js";

const verbs = (...paths: string[]) => [...verbsOf(paths, "v3").values()];

it("a verb is the last word of its path", () => {
  expect(verbs("/crm/v3/objects/0-420/batch/update")).toEqual(["update"]);
  expect(verbs("/events/v3/send/batch")).toEqual(["send"]);
  expect(verbs("/crm/v3/{from}/{to}/batch/associate/default")).toEqual(["associate"]);
  expect(verbs("/events/{id}/email-create")).toEqual(["emailCreate"]);
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
  expect(reversioned("/crm/objects/2026-03/batch/update", "2026-03", "2026-09")).toBe(
    "/crm/objects/2026-09/batch/update",
  );
});

it.each([
  ["marketingEvents", "marketing-events"],
  ["line_items", "line-items"],
  ["actionsV4", "actions-v4"],
  ["Custom Objects", "custom-objects"],
])("the file %s is about %s", (file, api) => {
  expect(kebabOf(file)).toBe(api);
});
