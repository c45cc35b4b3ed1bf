// Generated from the contracts by `npm run codegen`: do not edit.
import type { Reads } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./marketing-events.js";

/** What the reads of `marketingEvents` take and give. */
export type MarketingEventsReads = {
  /**
   * Gives a marketing event by its id in HubSpot.
   *
   * `GET /marketing/marketing-events/2026-09/{objectId}`, needs `crm.objects.marketing_events.read`
   */
  get: {
    parameters: NonNullable<paths["/marketing/marketing-events/2026-09/{objectId}"]["get"]["parameters"]["path"]>;
    record: components["schemas"]["MarketingEventPublicReadResponseV2"];
  };
  /**
   * Gives a marketing event that this app has created, by its external ids.
   *
   * `GET /marketing/marketing-events/2026-09/events/{externalEventId}`, needs `crm.objects.marketing_events.read`
   */
  getByExternalId: {
    parameters: NonNullable<paths["/marketing/marketing-events/2026-09/events/{externalEventId}"]["get"]["parameters"]["path"]> & NonNullable<paths["/marketing/marketing-events/2026-09/events/{externalEventId}"]["get"]["parameters"]["query"]>;
    record: components["schemas"]["MarketingEventPublicReadResponse"];
  };
  /**
   * Lists the account's marketing events, a page at a time.
   *
   * `GET /marketing/marketing-events/2026-09`, needs `crm.objects.marketing_events.read`
   */
  list: {
    parameters: NonNullable<paths["/marketing/marketing-events/2026-09"]["get"]["parameters"]["query"]>;
    record: components["schemas"]["MarketingEventPublicReadResponseV2"];
  };
};

export const marketingEventsReads: Reads<MarketingEventsReads, ApiClient> = {
  get: {
    method: "marketingEvents.get",
    path: "/marketing/marketing-events/2026-09/{objectId}",
    recordId: ["objectId"],
    identity: [],
    match: [{ result: "objectId", input: "objectId" }],
    scopes: ["crm.objects.marketing_events.read"],
    parameters: { objectId: "path" },
    send: (client, { params }, init) =>
      client.GET("/marketing/marketing-events/2026-09/{objectId}", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_get),
  },
  getByExternalId: {
    method: "marketingEvents.getByExternalId",
    path: "/marketing/marketing-events/2026-09/events/{externalEventId}",
    recordId: ["objectId", "id"],
    identity: ["externalAccountId", "externalEventId"],
    match: [],
    scopes: ["crm.objects.marketing_events.read"],
    parameters: { externalEventId: "path", externalAccountId: "query" },
    send: (client, { params }, init) =>
      client.GET("/marketing/marketing-events/2026-09/events/{externalEventId}", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_getByExternalId),
  },
  list: {
    method: "marketingEvents.list",
    path: "/marketing/marketing-events/2026-09",
    isList: true,
    recordId: ["objectId"],
    identity: [],
    match: [],
    scopes: ["crm.objects.marketing_events.read"],
    parameters: { after: "optional", limit: "optional" },
    send: (client, { params }, init) =>
      client.GET("/marketing/marketing-events/2026-09", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/marketing-events.samples.js").then((samples) => samples.marketingEvents_list),
  },
};
