// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./objects.js";

export const objects_create: components["schemas"]["SimplePublicObject"] = {
  archived: false,
  archivedAt: "2026-03-30T09:00:00.000Z",
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  objectWriteTraceId: "90001",
  properties: { name: "Name" },
  propertiesWithHistory: {
    name: [
      {
        sourceId: "90001",
        sourceLabel: "Source label",
        sourceType: "Source type",
        timestamp: "2026-03-30T09:00:00.000Z",
        updatedByUserId: 1,
        value: "Value",
      },
    ],
  },
  updatedAt: "2026-03-30T09:00:00.000Z",
  url: "https://example.com/",
  warnings: [{ category: "PROPERTY_VALUE_NORMALIZED", context: { name: "Name" }, message: "Message" }],
};

export const objects_read: components["schemas"]["SimplePublicObject"] = {
  archived: false,
  archivedAt: "2026-03-30T09:00:00.000Z",
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  objectWriteTraceId: "90001",
  properties: { name: "Name" },
  propertiesWithHistory: {
    name: [
      {
        sourceId: "90001",
        sourceLabel: "Source label",
        sourceType: "Source type",
        timestamp: "2026-03-30T09:00:00.000Z",
        updatedByUserId: 1,
        value: "Value",
      },
    ],
  },
  updatedAt: "2026-03-30T09:00:00.000Z",
  url: "https://example.com/",
  warnings: [{ category: "PROPERTY_VALUE_NORMALIZED", context: { name: "Name" }, message: "Message" }],
};

export const objects_update: components["schemas"]["SimplePublicObject"] = {
  archived: false,
  archivedAt: "2026-03-30T09:00:00.000Z",
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  objectWriteTraceId: "90001",
  properties: { name: "Name" },
  propertiesWithHistory: {
    name: [
      {
        sourceId: "90001",
        sourceLabel: "Source label",
        sourceType: "Source type",
        timestamp: "2026-03-30T09:00:00.000Z",
        updatedByUserId: 1,
        value: "Value",
      },
    ],
  },
  updatedAt: "2026-03-30T09:00:00.000Z",
  url: "https://example.com/",
  warnings: [{ category: "PROPERTY_VALUE_NORMALIZED", context: { name: "Name" }, message: "Message" }],
};

export const objects_upsert: components["schemas"]["SimplePublicUpsertObject"] = {
  archived: false,
  archivedAt: "2026-03-30T09:00:00.000Z",
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  new: false,
  objectWriteTraceId: "90001",
  properties: { name: "Name" },
  propertiesWithHistory: {
    name: [
      {
        sourceId: "90001",
        sourceLabel: "Source label",
        sourceType: "Source type",
        timestamp: "2026-03-30T09:00:00.000Z",
        updatedByUserId: 1,
        value: "Value",
      },
    ],
  },
  updatedAt: "2026-03-30T09:00:00.000Z",
  url: "https://example.com/",
  warnings: [{ category: "PROPERTY_VALUE_NORMALIZED", context: { name: "Name" }, message: "Message" }],
};
