// Generated from the contracts by `npm run codegen`: do not edit.
import { int, literal, optional, strictObject, string } from "zod/mini";

export const CommunicationPreferencesReadStatusesText = strictObject({
  subscriberIdString: string(),
});

export const CommunicationPreferencesUnsubscribeAllText = strictObject({
  subscriberIdString: string(),
});

export const CommunicationPreferencesReadUnsubscribeAllText = strictObject({
  subscriberIdString: string(),
});

export const PublicStatusRequest = strictObject({
  channel: literal(["EMAIL"]),
  legalBasis: optional(literal([
    "CONSENT_WITH_NOTICE",
    "LEGITIMATE_INTEREST_CLIENT",
    "LEGITIMATE_INTEREST_OTHER",
    "LEGITIMATE_INTEREST_PQL",
    "NON_GDPR",
    "PERFORMANCE_OF_CONTRACT",
    "PROCESS_AND_STORE",
  ])),
  legalBasisExplanation: optional(string()),
  statusState: literal(["NOT_SPECIFIED", "SUBSCRIBED", "UNSUBSCRIBED"]),
  subscriberIdString: string(),
  subscriptionId: int(),
});

export { compile } from "zod/mini";
