// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./listings.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `listings.read`. */
export interface ListingReadInput extends Of<components["schemas"]["SimplePublicObjectId"]> {}

/** What HubSpot returns for one input of `listings.read`. */
export interface ListingReadRecord extends Of<components["schemas"]["SimplePublicObject"]> {}

/** One input of `listings.update`. */
export interface ListingUpdateInput extends Of<components["schemas"]["SimplePublicObjectBatchInput"]> {}

/** What HubSpot returns for one input of `listings.update`. */
export interface ListingUpdateRecord extends Of<components["schemas"]["SimplePublicObject"]> {}

/** What the operations of `listings` take and return. */
export type ListingsOperations = {
  /**
   * Reads listings by their id in HubSpot, or by a property with unique values, which is then to be among `properties`.
   *
   * `POST /crm/objects/2026-09/0-420/batch/read`, needs `crm.objects.listings.read`
   */
  read: {
    input: ListingReadInput;
    record: ListingReadRecord;
    path: undefined;
    body: Omit<components["schemas"]["BatchReadInputSimplePublicObjectId"], "inputs">;
    query: NonNullable<paths["/crm/objects/2026-09/0-420/batch/read"]["post"]["parameters"]["query"]>;
  };
  /**
   * Updates listings by their id in HubSpot, or by a property with unique values.
   *
   * `POST /crm/objects/2026-09/0-420/batch/update`, needs `crm.objects.listings.write`
   */
  update: {
    input: ListingUpdateInput;
    record: ListingUpdateRecord;
    path: undefined;
  };
};

export const listingsOperations: Operations<ListingsOperations, ApiClient> = {
  read: {
    method: "listings.read",
    path: "/crm/objects/2026-09/0-420/batch/read",
    idempotent: true,
    batchSize: 100,
    maxItems: 100,
    identity: ["id"],
    recordId: ["id"],
    body: { idProperty: "optional", properties: "optional", propertiesWithHistory: "optional" },
    query: { archived: "optional" },
    match: [
      { result: "properties[idProperty]", input: "id", when: "idProperty" },
      { result: "id", input: "id" },
    ],
    errors: { ids: "id" },
    reads: true,
    scopes: ["crm.objects.listings.read"],
    send: (client, body, init) =>
      client.POST("/crm/objects/2026-09/0-420/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/listings.schemas.js").then(({ compile, SimplePublicObjectId }) => compile(SimplePublicObjectId)),
    sample: () =>
      import("../2026-03/listings.samples.js").then((samples) => samples.listings_read),
  },
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
    read: {
      operation: "listings.read",
      by: { id: "id", idProperty: "idProperty" },
      names: { properties: "properties" },
      absent: "failed",
    },
    scopes: ["crm.objects.listings.write"],
    send: (client, body, init) =>
      client.POST("/crm/objects/2026-09/0-420/batch/update", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/listings.schemas.js").then(({ compile, SimplePublicObjectBatchInput }) => compile(SimplePublicObjectBatchInput)),
    sample: () =>
      import("../2026-03/listings.samples.js").then((samples) => samples.listings_update),
  },
};
