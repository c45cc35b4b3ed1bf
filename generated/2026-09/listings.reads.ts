// Generated from the contracts by `npm run codegen`: do not edit.
import type { Reads } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./listings.js";

/** What the reads of `listings` take and give. */
export type ListingsReads = {
  /**
   * Gives a listing by its id in HubSpot, or by a property with unique values.
   *
   * `GET /crm/objects/2026-09/0-420/{listingId}`, needs `crm.objects.listings.read`
   */
  get: {
    parameters: NonNullable<paths["/crm/objects/2026-09/0-420/{listingId}"]["get"]["parameters"]["path"]> & NonNullable<paths["/crm/objects/2026-09/0-420/{listingId}"]["get"]["parameters"]["query"]>;
    record: components["schemas"]["SimplePublicObject"];
  };
  /**
   * Lists the account's listings, a page at a time.
   *
   * `GET /crm/objects/2026-09/0-420`, needs `crm.objects.listings.read`
   */
  list: {
    parameters: NonNullable<paths["/crm/objects/2026-09/0-420"]["get"]["parameters"]["query"]>;
    record: components["schemas"]["SimplePublicObject"];
  };
};

export const listingsReads: Reads<ListingsReads, ApiClient> = {
  get: {
    method: "listings.get",
    path: "/crm/objects/2026-09/0-420/{listingId}",
    recordId: ["id"],
    identity: [],
    match: [
      { result: "properties[idProperty]", input: "listingId", when: "idProperty" },
      { result: "id", input: "listingId" },
    ],
    scopes: ["crm.objects.listings.read"],
    parameters: {
      listingId: "path",
      idProperty: "optional",
      properties: "optional",
      propertiesWithHistory: "optional",
      archived: "optional",
    },
    send: (client, { params }, init) =>
      client.GET("/crm/objects/2026-09/0-420/{listingId}", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/listings.samples.js").then((samples) => samples.listings_get),
  },
  list: {
    method: "listings.list",
    path: "/crm/objects/2026-09/0-420",
    isList: true,
    recordId: ["id"],
    identity: [],
    match: [],
    scopes: ["crm.objects.listings.read"],
    parameters: {
      after: "optional",
      limit: "optional",
      properties: "optional",
      propertiesWithHistory: "optional",
      archived: "optional",
    },
    send: (client, { params }, init) =>
      client.GET("/crm/objects/2026-09/0-420", { params: params as never, parseAs: "text", ...init }),
    sample: () =>
      import("../2026-03/listings.samples.js").then((samples) => samples.listings_list),
  },
};
