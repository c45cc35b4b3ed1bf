// Generated from the contracts by `npm run codegen`: do not edit.
import type { Contract } from "../src/contract.js";
import { type ApiClient as Client202603, createClient as createClient202603 } from "./2026-03/client.js";
import type { components as Listings202603 } from "./2026-03/listings.js";
import type { components as MarketingEvents202603 } from "./2026-03/marketing-events.js";
import { type ApiClient as Client202609, createClient as createClient202609 } from "./2026-09/client.js";
import type { components as Listings202609 } from "./2026-09/listings.js";
import type { components as MarketingEvents202609 } from "./2026-09/marketing-events.js";
import { type ApiClient as ClientV3, createClient as createClientV3 } from "./v3/client.js";
import type { components as ListingsV3 } from "./v3/listings.js";
import type { components as MarketingEventsV3 } from "./v3/marketing-events.js";

/** The inputs, records and path parameters of every operation, by version. */
export interface Versions {
  "2026-03": {
    client: Client202603;
    operations: {
      listings: {
        /**
         * Updates listings by their id in HubSpot, or by a property with unique values.
         *
         * `POST /crm/objects/2026-03/0-420/batch/update`, needs `crm.objects.listings.write`
         */
        update: {
          input: Listings202603["schemas"]["SimplePublicObjectBatchInput"];
          record: Listings202603["schemas"]["SimplePublicObject"];
          path: undefined;
        };
      };
      marketingEvents: {
        /**
         * Updates marketing events by their id in HubSpot.
         *
         * `POST /marketing/marketing-events/2026-03/batch/update`, needs `crm.objects.marketing_events.write`
         */
        update: {
          input: MarketingEvents202603["schemas"]["MarketingEventPublicUpdateRequestFullV2"];
          record: MarketingEvents202603["schemas"]["MarketingEventPublicDefaultResponseV2"];
          path: undefined;
        };
        /**
         * Creates marketing events, or updates those that this app has created under the same external ids.
         *
         * `POST /marketing/marketing-events/2026-03/events/upsert`, needs `crm.objects.marketing_events.write`
         */
        upsert: {
          input: MarketingEvents202603["schemas"]["MarketingEventCreateRequestParams"];
          record: MarketingEvents202603["schemas"]["MarketingEventPublicDefaultResponse"];
          path: undefined;
        };
      };
    };
  };
  "2026-09": {
    client: Client202609;
    operations: {
      listings: {
        /**
         * Updates listings by their id in HubSpot, or by a property with unique values.
         *
         * `POST /crm/objects/2026-09/0-420/batch/update`, needs `crm.objects.listings.write`
         */
        update: {
          input: Listings202609["schemas"]["SimplePublicObjectBatchInput"];
          record: Listings202609["schemas"]["SimplePublicObject"];
          path: undefined;
        };
      };
      marketingEvents: {
        /**
         * Updates marketing events by their id in HubSpot.
         *
         * `POST /marketing/marketing-events/2026-09/batch/update`, needs `crm.objects.marketing_events.write`
         */
        update: {
          input: MarketingEvents202609["schemas"]["MarketingEventPublicUpdateRequestFullV2"];
          record: MarketingEvents202609["schemas"]["MarketingEventPublicDefaultResponseV2"];
          path: undefined;
        };
        /**
         * Creates marketing events, or updates those that this app has created under the same external ids.
         *
         * `POST /marketing/marketing-events/2026-09/events/upsert`, needs `crm.objects.marketing_events.write`
         */
        upsert: {
          input: MarketingEvents202609["schemas"]["MarketingEventCreateRequestParams"];
          record: MarketingEvents202609["schemas"]["MarketingEventPublicDefaultResponse"];
          path: undefined;
        };
      };
    };
  };
  v3: {
    client: ClientV3;
    operations: {
      listings: {
        /**
         * Updates listings by their id in HubSpot, or by a property with unique values.
         *
         * `POST /crm/v3/objects/0-420/batch/update`, needs `crm.objects.listings.write`
         *
         * @deprecated HubSpot stops supporting v3 in September 2027.
         */
        update: {
          input: ListingsV3["schemas"]["SimplePublicObjectBatchInput"];
          record: ListingsV3["schemas"]["SimplePublicObject"];
          path: undefined;
        };
      };
      marketingEvents: {
        /**
         * Updates marketing events by their id in HubSpot.
         *
         * `POST /marketing/v3/marketing-events/batch/update`, needs `crm.objects.marketing_events.write`
         *
         * @deprecated HubSpot stops supporting v3 in September 2027.
         */
        update: {
          input: MarketingEventsV3["schemas"]["MarketingEventPublicUpdateRequestFullV2"];
          record: MarketingEventsV3["schemas"]["MarketingEventPublicDefaultResponseV2"];
          path: undefined;
        };
        /**
         * Creates marketing events, or updates those that this app has created under the same external ids.
         *
         * `POST /marketing/v3/marketing-events/events/upsert`, needs `crm.objects.marketing_events.write`
         *
         * @deprecated HubSpot stops supporting v3 in September 2027.
         */
        upsert: {
          input: MarketingEventsV3["schemas"]["MarketingEventCreateRequestParams"];
          record: MarketingEventsV3["schemas"]["MarketingEventPublicDefaultResponse"];
          path: undefined;
        };
      };
    };
  };
}

/** Every operation that the contracts describe, by version. */
export const contract: Contract<Versions> = {
  versions: {
    "2026-03": {
      createClient: createClient202603,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: {
          update: {
            method: "listings.update",
            path: "/crm/objects/2026-03/0-420/batch/update",
            idempotent: true,
            batchSize: 100,
            maxItems: 100,
            identity: ["id", "idProperty"],
            recordId: ["id"],
            trace: "objectWriteTraceId",
            match: [
              { trace: true },
              { result: "properties[idProperty]", input: "id", when: "idProperty" },
              { result: "id", input: "id" },
            ],
            errors: { ids: "id", objectWriteTraceId: "objectWriteTraceId" },
            scopes: ["crm.objects.listings.write"],
            send: (client, body, init) =>
              client.POST("/crm/objects/2026-03/0-420/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-03/listings.schemas.js").then(({ compile, SimplePublicObjectBatchInput }) => compile(SimplePublicObjectBatchInput)),
            sample: () =>
              import("./2026-03/listings.samples.js").then((samples) => samples.listings_update),
          },
        },
        marketingEvents: {
          update: {
            method: "marketingEvents.update",
            path: "/marketing/marketing-events/2026-03/batch/update",
            idempotent: true,
            batchSize: 100,
            identity: ["objectId"],
            recordId: ["objectId", "id"],
            match: [{ result: "objectId", input: "objectId" }],
            errors: { ids: "objectId" },
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/marketing-events/2026-03/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventPublicUpdateRequestFullV2 }) => compile(MarketingEventPublicUpdateRequestFullV2)),
            sample: () =>
              import("./2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_update),
          },
          upsert: {
            method: "marketingEvents.upsert",
            path: "/marketing/marketing-events/2026-03/events/upsert",
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
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/marketing-events/2026-03/events/upsert", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-03/marketing-events.schemas.js").then(({ compile, MarketingEventCreateRequestParams }) => compile(MarketingEventCreateRequestParams)),
            sample: () =>
              import("./2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_upsert),
          },
        },
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: {
          update: {
            method: "listings.update",
            path: "/crm/objects/2026-09/0-420/batch/update",
            idempotent: true,
            batchSize: 100,
            maxItems: 100,
            identity: ["id", "idProperty"],
            recordId: ["id"],
            trace: "objectWriteTraceId",
            match: [
              { trace: true },
              { result: "properties[idProperty]", input: "id", when: "idProperty" },
              { result: "id", input: "id" },
            ],
            errors: { ids: "id", objectWriteTraceId: "objectWriteTraceId" },
            scopes: ["crm.objects.listings.write"],
            send: (client, body, init) =>
              client.POST("/crm/objects/2026-09/0-420/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-09/listings.schemas.js").then(({ compile, SimplePublicObjectBatchInput }) => compile(SimplePublicObjectBatchInput)),
            sample: () =>
              import("./2026-09/listings.samples.js").then((samples) => samples.listings_update),
          },
        },
        marketingEvents: {
          update: {
            method: "marketingEvents.update",
            path: "/marketing/marketing-events/2026-09/batch/update",
            idempotent: true,
            batchSize: 100,
            identity: ["objectId"],
            recordId: ["objectId", "id"],
            match: [{ result: "objectId", input: "objectId" }],
            errors: { ids: "objectId" },
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/marketing-events/2026-09/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-09/marketing-events.schemas.js").then(({ compile, MarketingEventPublicUpdateRequestFullV2 }) => compile(MarketingEventPublicUpdateRequestFullV2)),
            sample: () =>
              import("./2026-09/marketing-events.samples.js").then((samples) => samples.marketingEvents_update),
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
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/marketing-events/2026-09/events/upsert", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./2026-09/marketing-events.schemas.js").then(({ compile, MarketingEventCreateRequestParams }) => compile(MarketingEventCreateRequestParams)),
            sample: () =>
              import("./2026-09/marketing-events.samples.js").then((samples) => samples.marketingEvents_upsert),
          },
        },
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: {
          update: {
            method: "listings.update",
            path: "/crm/v3/objects/0-420/batch/update",
            idempotent: true,
            batchSize: 100,
            maxItems: 100,
            identity: ["id", "idProperty"],
            recordId: ["id"],
            trace: "objectWriteTraceId",
            match: [
              { trace: true },
              { result: "properties[idProperty]", input: "id", when: "idProperty" },
              { result: "id", input: "id" },
            ],
            errors: { ids: "id", objectWriteTraceId: "objectWriteTraceId" },
            scopes: ["crm.objects.listings.write"],
            send: (client, body, init) =>
              client.POST("/crm/v3/objects/0-420/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./v3/listings.schemas.js").then(({ compile, SimplePublicObjectBatchInput }) => compile(SimplePublicObjectBatchInput)),
            sample: () =>
              import("./v3/listings.samples.js").then((samples) => samples.listings_update),
          },
        },
        marketingEvents: {
          update: {
            method: "marketingEvents.update",
            path: "/marketing/v3/marketing-events/batch/update",
            idempotent: true,
            batchSize: 100,
            identity: ["objectId"],
            recordId: ["objectId", "id"],
            match: [{ result: "objectId", input: "objectId" }],
            errors: { ids: "objectId" },
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/v3/marketing-events/batch/update", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./v3/marketing-events.schemas.js").then(({ compile, MarketingEventPublicUpdateRequestFullV2 }) => compile(MarketingEventPublicUpdateRequestFullV2)),
            sample: () =>
              import("./v3/marketing-events.samples.js").then((samples) => samples.marketingEvents_update),
          },
          upsert: {
            method: "marketingEvents.upsert",
            path: "/marketing/v3/marketing-events/events/upsert",
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
            scopes: ["crm.objects.marketing_events.write"],
            send: (client, body, init) =>
              client.POST("/marketing/v3/marketing-events/events/upsert", { body, parseAs: "text", ...init }),
            schema: () =>
              import("./v3/marketing-events.schemas.js").then(({ compile, MarketingEventCreateRequestParams }) => compile(MarketingEventCreateRequestParams)),
            sample: () =>
              import("./v3/marketing-events.samples.js").then((samples) => samples.marketingEvents_upsert),
          },
        },
      },
    },
  },
};
