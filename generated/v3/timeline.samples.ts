// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./timeline.js";

export const timeline_create: components["schemas"]["TimelineEventResponse"] = {
  createdAt: "2026-03-30T09:00:00.000Z",
  customObjectTypeId: "90001",
  domain: "Domain",
  email: "ada@example.com",
  eventTemplateId: "90001",
  extraData: {},
  id: "90001",
  objectId: "90001",
  objectType: "Object type",
  timelineIFrame: {
    headerLabel: "Header label",
    height: 1,
    linkLabel: "Link label",
    url: "https://example.com/",
    width: 1,
  },
  timestamp: "2026-03-30T09:00:00.000Z",
  tokens: { name: "Name" },
  utk: "Utk",
};
