import { expect, it } from "vitest";
import { kebabOf, movedTo, unversioned, verbsOf } from "../../../src/toolkit/import/names.js";

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
  ["actionsV4", "actions-v4"],
  ["Custom Objects", "custom-objects"],
])("the file %s is about %s", (file, api) => {
  expect(kebabOf(file)).toBe(api);
});
