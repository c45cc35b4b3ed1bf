// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./timeline.js";

export const timeline_create: components["schemas"]["AppEventOccurrence"] = {
  domain: "Domain",
  email: "ada@example.com",
  eventTypeName: "Event type name",
  extraData: {},
  id: "90001",
  objectId: "90001",
  objectTypeFullyQualifiedName: "Object type fully qualified name",
  properties: { name: "Name" },
  timelineIFrame: {
    headerLabel: "Header label",
    height: 1,
    linkLabel: "Link label",
    url: "https://example.com/",
    width: 1,
  },
  timestamp: "2026-03-30T09:00:00.000Z",
  utk: "Utk",
};
