// Generated from the contracts by `npm run codegen`: do not edit.
import type { components } from "./communication-preferences.js";

export const communicationPreferences_readStatuses: components["schemas"]["PublicStatusBulkResponse"] = {
  statuses: [
    {
      businessUnitId: 1,
      channel: "EMAIL",
      legalBasis: "CONSENT_WITH_NOTICE",
      legalBasisExplanation: "Legal basis explanation",
      setStatusSuccessReason: "NO_STATUS_CHANGE",
      source: "Source",
      status: "NOT_SPECIFIED",
      subscriberIdString: "ada@example.com",
      subscriptionId: 1,
      subscriptionName: "Subscription name",
      timestamp: "2026-03-30T09:00:00.000Z",
    },
  ],
  subscriberIdString: "ada@example.com",
};

export const communicationPreferences_unsubscribeAll: components["schemas"]["PublicBulkOptOutFromAllResponse"] = {
  statuses: [
    {
      businessUnitId: 1,
      channel: "EMAIL",
      legalBasis: "CONSENT_WITH_NOTICE",
      legalBasisExplanation: "Legal basis explanation",
      setStatusSuccessReason: "NO_STATUS_CHANGE",
      source: "Source",
      status: "NOT_SPECIFIED",
      subscriberIdString: "ada@example.com",
      subscriptionId: 1,
      subscriptionName: "Subscription name",
      timestamp: "2026-03-30T09:00:00.000Z",
    },
  ],
  subscriberIdString: "ada@example.com",
};

export const communicationPreferences_readUnsubscribeAll: components["schemas"]["PublicWideStatusBulkResponse"] = {
  subscriberIdString: "ada@example.com",
  wideStatuses: [
    {
      businessUnitId: 1,
      channel: "EMAIL",
      status: "UNSUBSCRIBED",
      subscriberIdString: "ada@example.com",
      timestamp: "2026-03-30T09:00:00.000Z",
      wideStatusType: "PORTAL_WIDE",
    },
  ],
};

export const communicationPreferences_writeStatuses: components["schemas"]["PublicStatus"] = {
  businessUnitId: 1,
  channel: "EMAIL",
  legalBasis: "CONSENT_WITH_NOTICE",
  legalBasisExplanation: "Legal basis explanation",
  setStatusSuccessReason: "NO_STATUS_CHANGE",
  source: "Source",
  status: "NOT_SPECIFIED",
  subscriberIdString: "ada@example.com",
  subscriptionId: 1,
  subscriptionName: "Subscription name",
  timestamp: "2026-03-30T09:00:00.000Z",
};
