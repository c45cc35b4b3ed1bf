// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./communication-preferences.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `communicationPreferences.readStatuses`. */
export interface CommunicationPreferenceReadStatusesInput extends Of<components["schemas"]["CommunicationPreferencesReadStatusesText"]> {}

/** What HubSpot returns for one input of `communicationPreferences.readStatuses`. */
export interface CommunicationPreferenceReadStatusesRecord extends Of<components["schemas"]["PublicStatusBulkResponse"]> {}

/** One input of `communicationPreferences.readUnsubscribeAll`. */
export interface CommunicationPreferenceReadUnsubscribeAllInput extends Of<components["schemas"]["CommunicationPreferencesReadUnsubscribeAllText"]> {}

/** What HubSpot returns for one input of `communicationPreferences.readUnsubscribeAll`. */
export interface CommunicationPreferenceReadUnsubscribeAllRecord extends Of<components["schemas"]["PublicWideStatusBulkResponse"]> {}

/** One input of `communicationPreferences.unsubscribeAll`. */
export interface CommunicationPreferenceUnsubscribeAllInput extends Of<components["schemas"]["CommunicationPreferencesUnsubscribeAllText"]> {}

/** What HubSpot returns for one input of `communicationPreferences.unsubscribeAll`. */
export interface CommunicationPreferenceUnsubscribeAllRecord extends Of<components["schemas"]["PublicBulkOptOutFromAllResponse"]> {}

/** One input of `communicationPreferences.writeStatuses`. */
export interface CommunicationPreferenceWriteStatusesInput extends Of<components["schemas"]["PublicStatusRequest"]> {}

/** What HubSpot returns for one input of `communicationPreferences.writeStatuses`. */
export interface CommunicationPreferenceWriteStatusesRecord extends Of<components["schemas"]["PublicStatus"]> {}

/** What the operations of `communicationPreferences` take and return. */
export type CommunicationPreferencesOperations = {
  /**
   * Reads what contacts have agreed to, by their e-mail addresses. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /communication-preferences/2026-09/statuses/batch/read`, needs `communication_preferences.statuses.batch.read`
   */
  readStatuses: {
    input: CommunicationPreferenceReadStatusesInput;
    record: CommunicationPreferenceReadStatusesRecord;
    path: undefined;
    query: NonNullable<paths["/communication-preferences/2026-09/statuses/batch/read"]["post"]["parameters"]["query"]>;
  };
  /**
   * Reads whether contacts have unsubscribed from everything, by their e-mail addresses. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /communication-preferences/2026-09/statuses/batch/unsubscribe-all/read`, needs `communication_preferences.statuses.batch.read`
   */
  readUnsubscribeAll: {
    input: CommunicationPreferenceReadUnsubscribeAllInput;
    record: CommunicationPreferenceReadUnsubscribeAllRecord;
    path: undefined;
    query: NonNullable<paths["/communication-preferences/2026-09/statuses/batch/unsubscribe-all/read"]["post"]["parameters"]["query"]>;
  };
  /**
   * Unsubscribes contacts from everything, by their e-mail addresses. With `verbose`, answers say from what. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /communication-preferences/2026-09/statuses/batch/unsubscribe-all`, needs `communication_preferences.statuses.batch.write`
   */
  unsubscribeAll: {
    input: CommunicationPreferenceUnsubscribeAllInput;
    record: CommunicationPreferenceUnsubscribeAllRecord;
    path: undefined;
    query: NonNullable<paths["/communication-preferences/2026-09/statuses/batch/unsubscribe-all"]["post"]["parameters"]["query"]>;
  };
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
  readStatuses: {
    method: "communicationPreferences.readStatuses",
    path: "/communication-preferences/2026-09/statuses/batch/read",
    idempotent: true,
    batchSize: 100,
    identity: ["subscriberIdString"],
    recordId: [],
    query: { businessUnitId: "optional", channel: "required" },
    text: "subscriberIdString",
    match: [{ result: "subscriberIdString", input: "subscriberIdString" }],
    errors: {},
    gathers: {
      list: "statuses",
      by: { subscriberIdString: "subscriberIdString" },
      item: {
        channel: "channel",
        status: "statusState",
        subscriberIdString: "subscriberIdString",
        subscriptionId: "subscriptionId",
      },
    },
    reads: true,
    scopes: ["communication_preferences.statuses.batch.read"],
    send: (client, body, init) =>
      client.POST("/communication-preferences/2026-09/statuses/batch/read", { body: { ...body, inputs: [] }, parseAs: "text", ...init, params: { ...init.params, query: init.params.query as never } }),
    schema: () =>
      import("../2026-03/communication-preferences.schemas.js").then(({ compile, CommunicationPreferencesReadStatusesText }) => compile(CommunicationPreferencesReadStatusesText)),
    sample: () =>
      import("../2026-03/communication-preferences.samples.js").then((samples) => samples.communicationPreferences_readStatuses),
  },
  readUnsubscribeAll: {
    method: "communicationPreferences.readUnsubscribeAll",
    path: "/communication-preferences/2026-09/statuses/batch/unsubscribe-all/read",
    idempotent: true,
    batchSize: 100,
    identity: ["subscriberIdString"],
    recordId: [],
    query: { businessUnitId: "optional", channel: "required" },
    text: "subscriberIdString",
    match: [{ result: "subscriberIdString", input: "subscriberIdString" }],
    errors: {},
    gathers: {
      list: "wideStatuses",
      by: { subscriberIdString: "subscriberIdString" },
      item: { subscriberIdString: "subscriberIdString" },
    },
    keeps: "unsubscribed",
    reads: true,
    scopes: ["communication_preferences.statuses.batch.read"],
    send: (client, body, init) =>
      client.POST("/communication-preferences/2026-09/statuses/batch/unsubscribe-all/read", { body: { ...body, inputs: [] }, parseAs: "text", ...init, params: { ...init.params, query: init.params.query as never } }),
    schema: () =>
      import("../2026-03/communication-preferences.schemas.js").then(({ compile, CommunicationPreferencesReadUnsubscribeAllText }) => compile(CommunicationPreferencesReadUnsubscribeAllText)),
    sample: () =>
      import("../2026-03/communication-preferences.samples.js").then((samples) => samples.communicationPreferences_readUnsubscribeAll),
  },
  unsubscribeAll: {
    method: "communicationPreferences.unsubscribeAll",
    path: "/communication-preferences/2026-09/statuses/batch/unsubscribe-all",
    idempotent: true,
    batchSize: 100,
    identity: ["subscriberIdString"],
    recordId: [],
    query: { businessUnitId: "optional", channel: "required", verbose: "optional" },
    text: "subscriberIdString",
    match: [{ result: "subscriberIdString", input: "subscriberIdString" }],
    errors: {},
    keeps: "unsubscribed",
    scopes: ["communication_preferences.statuses.batch.write"],
    send: (client, body, init) =>
      client.POST("/communication-preferences/2026-09/statuses/batch/unsubscribe-all", { body: { ...body, inputs: [] }, parseAs: "text", ...init, params: { ...init.params, query: init.params.query as never } }),
    schema: () =>
      import("../2026-03/communication-preferences.schemas.js").then(({ compile, CommunicationPreferencesUnsubscribeAllText }) => compile(CommunicationPreferencesUnsubscribeAllText)),
    sample: () =>
      import("../2026-03/communication-preferences.samples.js").then((samples) => samples.communicationPreferences_unsubscribeAll),
  },
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
    read: {
      operation: "communicationPreferences.readStatuses",
      by: { subscriberIdString: "subscriberIdString", channel: "channel" },
      within: {
        list: "statuses",
        item: { subscriptionId: "subscriptionId", channel: "channel", status: "statusState" },
      },
      absent: "unsent",
    },
    scopes: ["communication_preferences.statuses.batch.write"],
    send: (client, body, init) =>
      client.POST("/communication-preferences/2026-09/statuses/batch/write", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/communication-preferences.schemas.js").then(({ compile, PublicStatusRequest }) => compile(PublicStatusRequest)),
    sample: () =>
      import("../2026-03/communication-preferences.samples.js").then((samples) => samples.communicationPreferences_writeStatuses),
  },
};
