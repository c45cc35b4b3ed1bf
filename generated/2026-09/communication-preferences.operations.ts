// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./communication-preferences.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `communicationPreferences.writeStatuses`. */
export interface CommunicationPreferenceWriteStatusesInput extends Of<components["schemas"]["PublicStatusRequest"]> {}

/** What HubSpot returns for one input of `communicationPreferences.writeStatuses`. */
export interface CommunicationPreferenceWriteStatusesRecord extends Of<components["schemas"]["PublicStatus"]> {}

/** What the operations of `communicationPreferences` take and return. */
export type CommunicationPreferencesOperations = {
  /**
   * Subscribes contacts to types of messages, or unsubscribes them. Answers are not documented in detail (confidence low). No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /communication-preferences/2026-09/statuses/batch/write`, needs `communication_preferences.statuses.batch.write`
   */
  writeStatuses: {
    input: CommunicationPreferenceWriteStatusesInput;
    record: CommunicationPreferenceWriteStatusesRecord;
    path: undefined;
  };
};

export const communicationPreferencesOperations: Operations<CommunicationPreferencesOperations, ApiClient> = {
  writeStatuses: {
    method: "communicationPreferences.writeStatuses",
    path: "/communication-preferences/2026-09/statuses/batch/write",
    idempotent: true,
    batchSize: 100,
    identity: ["subscriberIdString", "subscriptionId", "channel"],
    recordId: [],
    match: [
      {
        pairs: [
          ["subscriberIdString", "subscriberIdString"],
          ["subscriptionId", "subscriptionId"],
          ["channel", "channel"],
        ],
      },
    ],
    errors: {},
    scopes: ["communication_preferences.statuses.batch.write"],
    send: (client, body, init) =>
      client.POST("/communication-preferences/2026-09/statuses/batch/write", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/communication-preferences.schemas.js").then(({ compile, PublicStatusRequest }) => compile(PublicStatusRequest)),
    sample: () =>
      import("../2026-03/communication-preferences.samples.js").then((samples) => samples.communicationPreferences_writeStatuses),
  },
};
