// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./account.js";

export const account_details: components["schemas"]["PortalInformationResponse"] = {
  accountType: "STANDARD",
  additionalCurrencies: ["Additional currencie"],
  companyCurrency: "Company currency",
  dataHostingLocation: "Data hosting location",
  portalId: 1,
  timeZone: "Time zone",
  uiDomain: "Ui domain",
  utcOffset: "Utc offset",
  utcOffsetMilliseconds: 1,
};

export const account_token: components["schemas"]["TokenInfo"] = { appId: 1, hubId: 1, scopes: ["Scope"], userId: 1 };

export const account_usage: components["schemas"]["ApiUsage"] = {
  collectedAt: "2026-03-30T09:00:00.000Z",
  currentUsage: 1,
  fetchStatus: "SUCCESS",
  name: "Name",
  resetsAt: "2026-03-30T09:00:00.000Z",
  usageLimit: 1,
};
