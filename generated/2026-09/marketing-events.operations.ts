// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./marketing-events.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `marketingEvents.archive`. */
export interface MarketingEventArchiveInput extends Of<components["schemas"]["MarketingEventPublicObjectIdDeleteRequest"]> {}

/** One input of `marketingEvents.delete`. */
export interface MarketingEventDeleteInput extends Of<components["schemas"]["MarketingEventExternalUniqueIdentifier"]> {}

/** One input of `marketingEvents.update`. */
export interface MarketingEventUpdateInput extends Of<components["schemas"]["MarketingEventPublicUpdateRequestFullV2"]> {}

/** What HubSpot returns for one input of `marketingEvents.update`. */
export interface MarketingEventUpdateRecord extends Of<components["schemas"]["MarketingEventPublicDefaultResponseV2"]> {}

/** One input of `marketingEvents.upsert`. */
export interface MarketingEventUpsertInput extends Of<components["schemas"]["MarketingEventCreateRequestParams"]> {}

/** What HubSpot returns for one input of `marketingEvents.upsert`. */
export interface MarketingEventUpsertRecord extends Of<components["schemas"]["MarketingEventPublicDefaultResponse"]> {}

/** What the operations of `marketingEvents` take and return. */
export type MarketingEventsOperations = {
  /**
   * Archives marketing events by their id in HubSpot; those that are missing are named in a 207. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /marketing/marketing-events/2026-09/batch/archive`, needs `crm.objects.marketing_events.write`
   */
  archive: {
    input: MarketingEventArchiveInput;
    record: Record<string, never>;
    path: undefined;
  };
  /**
   * Deletes marketing events by the external ids that an app has created them under. Its answers are not documented (confidence low), and neither is a maximum of inputs: 100 is what CRM batches take.
   *
   * `POST /marketing/marketing-events/2026-09/events/delete`, needs `crm.objects.marketing_events.write`
   */
  delete: {
    input: MarketingEventDeleteInput;
    record: Record<string, never>;
    path: undefined;
  };
  /**
   * Updates marketing events by their id in HubSpot.
   *
   * `POST /marketing/marketing-events/2026-09/batch/update`, needs `crm.objects.marketing_events.write`
   */
  update: {
    input: MarketingEventUpdateInput;
    record: MarketingEventUpdateRecord;
    path: undefined;
  };
  /**
   * Creates marketing events, or updates those that this app has created under the same external ids.
   *
   * `POST /marketing/marketing-events/2026-09/events/upsert`, needs `crm.objects.marketing_events.write`
   */
  upsert: {
    input: MarketingEventUpsertInput;
    record: MarketingEventUpsertRecord;
    path: undefined;
  };
};

export const marketingEventsOperations: Operations<MarketingEventsOperations, ApiClient> = {
  archive: {
    method: "marketingEvents.archive",
    path: "/marketing/marketing-events/2026-09/batch/archive",
    idempotent: true,
    batchSize: 100,
    identity: ["objectId"],
    recordId: [],
    match: [],
    errors: { ids: "objectId" },
    read: { operation: "marketingEvents.get", by: { objectId: "objectId" }, absent: "succeeded" },
    noContent: true,
    namesMissing: true,
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/marketing-events/2026-09/batch/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventPublicObjectIdDeleteRequest }) => compile(MarketingEventPublicObjectIdDeleteRequest)),
    sample: () => Promise.resolve(undefined),
  },
  delete: {
    method: "marketingEvents.delete",
    path: "/marketing/marketing-events/2026-09/events/delete",
    idempotent: true,
    batchSize: 100,
    identity: ["appId", "externalAccountId", "externalEventId"],
    recordId: [],
    match: [],
    errors: { ids: "externalEventId" },
    read: {
      operation: "marketingEvents.getByExternalId",
      by: { externalAccountId: "externalAccountId", externalEventId: "externalEventId" },
      absent: "succeeded",
    },
    noContent: true,
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/marketing-events/2026-09/events/delete", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventExternalUniqueIdentifier }) => compile(MarketingEventExternalUniqueIdentifier)),
    sample: () => Promise.resolve(undefined),
  },
  update: {
    method: "marketingEvents.update",
    path: "/marketing/marketing-events/2026-09/batch/update",
    idempotent: true,
    batchSize: 100,
    identity: ["objectId"],
    recordId: ["objectId", "id"],
    match: [{ result: "objectId", input: "objectId" }],
    errors: { ids: "objectId" },
    read: { operation: "marketingEvents.get", by: { objectId: "objectId" }, absent: "failed" },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/marketing-events/2026-09/batch/update", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventPublicUpdateRequestFullV2 }) => compile(MarketingEventPublicUpdateRequestFullV2)),
    sample: () =>
      import("../2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_update),
  },
  upsert: {
    method: "marketingEvents.upsert",
    path: "/marketing/marketing-events/2026-09/events/upsert",
    idempotent: true,
    batchSize: 100,
    identity: ["externalAccountId", "externalEventId"],
    recordId: ["objectId", "id"],
    match: [
      { result: "externalEventId", input: "externalEventId" },
      {
        echo: [
          "eventName",
          "eventOrganizer",
          "eventType",
          "eventUrl",
          "eventDescription",
          "startDateTime",
          "endDateTime",
          "eventCancelled",
          "customProperties",
        ],
      },
    ],
    errors: { ids: "externalEventId" },
    read: {
      operation: "marketingEvents.getByExternalId",
      by: { externalAccountId: "externalAccountId", externalEventId: "externalEventId" },
      absent: "unsent",
    },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/marketing-events/2026-09/events/upsert", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventCreateRequestParams }) => compile(MarketingEventCreateRequestParams)),
    sample: () =>
      import("../2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_upsert),
  },
};
