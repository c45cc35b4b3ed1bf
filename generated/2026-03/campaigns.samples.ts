// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./campaigns.js";

export const campaigns_create: components["schemas"]["PublicCampaign"] = {
  businessUnits: [{ id: 1 }],
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  properties: { name: "Name" },
  updatedAt: "2026-03-30T09:00:00.000Z",
};

export const campaigns_read: components["schemas"]["PublicCampaignWithAssets"] = {
  assets: {
    name: {
      paging: { next: { after: "After", link: "Link" }, prev: { before: "Before", link: "Link" } },
      results: [{ id: "90001", metrics: { name: 1 }, name: "Name" }],
    },
  },
  businessUnits: [{ id: 1 }],
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  properties: { name: "Name" },
  updatedAt: "2026-03-30T09:00:00.000Z",
};

export const campaigns_update: components["schemas"]["PublicCampaign"] = {
  businessUnits: [{ id: 1 }],
  createdAt: "2026-03-30T09:00:00.000Z",
  id: "90001",
  properties: { name: "Name" },
  updatedAt: "2026-03-30T09:00:00.000Z",
};
