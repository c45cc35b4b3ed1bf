import { expect, it } from "vitest";
import { filledPath, isVersion, unversioned } from "../../src/toolkit/paths.js";

it.each(["v3", "v4", "2026-03", "2026-09-beta", "v4-beta"])("%s says of which version a path is", (segment) => {
  expect(isVersion(segment)).toBe(true);
  expect(unversioned(`/crm/${segment}/objects/batch/read`)).toBe("/crm/objects/batch/read");
});

it.each(["objects", "0-420", "v", "2026", "x2026-03", ""])("%s does not", (segment) => {
  expect(isVersion(segment)).toBe(false);
  expect(unversioned(`/crm/${segment}/batch`)).toBe(`/crm/${segment}/batch`);
});

it("a version that is called otherwise is left out by its name", () => {
  expect(unversioned("/crm/next/v3/objects", "next")).toBe("/crm/objects");
});

it("parameters are filled in, and what is not given is empty", () => {
  expect(filledPath("/{objectType}/a/{id}/{objectType}", { objectType: "deals" })).toBe("/deals/a//deals");
});
