// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./campaigns.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `campaigns.archive`. */
export interface CampaignArchiveInput extends Of<components["schemas"]["PublicCampaignDeleteInput"]> {}

/** One input of `campaigns.create`. */
export interface CampaignCreateInput extends Of<components["schemas"]["PublicCampaignInput"]> {}

/** What HubSpot returns for one input of `campaigns.create`. */
export interface CampaignCreateRecord extends Of<components["schemas"]["PublicCampaign"]> {}

/** One input of `campaigns.read`. */
export interface CampaignReadInput extends Of<components["schemas"]["PublicCampaignReadInput"]> {}

/** What HubSpot returns for one input of `campaigns.read`. */
export interface CampaignReadRecord extends Of<components["schemas"]["PublicCampaignWithAssets"]> {}

/** One input of `campaigns.update`. */
export interface CampaignUpdateInput extends Of<components["schemas"]["PublicCampaignBatchUpdateItem"]> {}

/** What HubSpot returns for one input of `campaigns.update`. */
export interface CampaignUpdateRecord extends Of<components["schemas"]["PublicCampaign"]> {}

/** What the operations of `campaigns` take and return. */
export type CampaignsOperations = {
  /**
   * Archives campaigns by their id in HubSpot, whether or not there are such.
   *
   * `POST /marketing/campaigns/2026-09/batch/archive`, needs `marketing.campaigns.write`
   */
  archive: {
    input: CampaignArchiveInput;
    record: Record<string, never>;
    path: undefined;
  };
  /**
   * Creates campaigns. One whose answer was lost may have been created: read before it is sent again.
   *
   * `POST /marketing/campaigns/2026-09/batch/create`, needs `marketing.campaigns.write`
   */
  create: {
    input: CampaignCreateInput;
    record: CampaignCreateRecord;
    path: undefined;
  };
  /**
   * Reads campaigns by their id in HubSpot; without `properties`, none of those are answered.
   *
   * `POST /marketing/campaigns/2026-09/batch/read`, needs `marketing.campaigns.read`
   */
  read: {
    input: CampaignReadInput;
    record: CampaignReadRecord;
    path: undefined;
    query: NonNullable<paths["/marketing/campaigns/2026-09/batch/read"]["post"]["parameters"]["query"]>;
  };
  /**
   * Updates campaigns by their id in HubSpot.
   *
   * `POST /marketing/campaigns/2026-09/batch/update`, needs `marketing.campaigns.write`
   */
  update: {
    input: CampaignUpdateInput;
    record: CampaignUpdateRecord;
    path: undefined;
  };
};

export const campaignsOperations: Operations<CampaignsOperations, ApiClient> = {
  archive: {
    method: "campaigns.archive",
    path: "/marketing/campaigns/2026-09/batch/archive",
    idempotent: true,
    batchSize: 50,
    maxItems: 50,
    identity: ["id"],
    recordId: [],
    match: [],
    errors: { ids: "id" },
    read: { operation: "campaigns.read", by: { id: "id" }, absent: "succeeded" },
    noContent: true,
    scopes: ["marketing.campaigns.write"],
    send: (client, body, init) =>
      client.POST("/marketing/campaigns/2026-09/batch/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/campaigns.schemas.js").then(({ compile, PublicCampaignDeleteInput }) => compile(PublicCampaignDeleteInput)),
    sample: () => Promise.resolve(undefined),
  },
  create: {
    method: "campaigns.create",
    path: "/marketing/campaigns/2026-09/batch/create",
    idempotent: false,
    batchSize: 50,
    maxItems: 50,
    identity: [],
    recordId: ["id"],
    match: [{ echo: ["properties"] }],
    errors: {},
    scopes: ["marketing.campaigns.write"],
    send: (client, body, init) =>
      client.POST("/marketing/campaigns/2026-09/batch/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/campaigns.schemas.js").then(({ compile, PublicCampaignInput }) => compile(PublicCampaignInput)),
    sample: () =>
      import("../2026-03/campaigns.samples.js").then((samples) => samples.campaigns_create),
  },
  read: {
    method: "campaigns.read",
    path: "/marketing/campaigns/2026-09/batch/read",
    idempotent: true,
    batchSize: 50,
    maxItems: 50,
    identity: ["id"],
    recordId: ["id"],
    query: { endDate: "optional", properties: "optional", startDate: "optional" },
    match: [{ result: "id", input: "id" }],
    errors: { ids: "id" },
    reads: true,
    scopes: ["marketing.campaigns.read"],
    send: (client, body, init) =>
      client.POST("/marketing/campaigns/2026-09/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/campaigns.schemas.js").then(({ compile, PublicCampaignReadInput }) => compile(PublicCampaignReadInput)),
    sample: () =>
      import("../2026-03/campaigns.samples.js").then((samples) => samples.campaigns_read),
  },
  update: {
    method: "campaigns.update",
    path: "/marketing/campaigns/2026-09/batch/update",
    idempotent: true,
    batchSize: 50,
    maxItems: 50,
    identity: ["id"],
    recordId: ["id"],
    match: [{ result: "id", input: "id" }],
    errors: { ids: "id" },
    read: {
      operation: "campaigns.read",
      by: { id: "id" },
      names: { properties: "properties" },
      absent: "failed",
    },
    scopes: ["marketing.campaigns.write"],
    send: (client, body, init) =>
      client.POST("/marketing/campaigns/2026-09/batch/update", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/campaigns.schemas.js").then(({ compile, PublicCampaignBatchUpdateItem }) => compile(PublicCampaignBatchUpdateItem)),
    sample: () =>
      import("../2026-03/campaigns.samples.js").then((samples) => samples.campaigns_update),
  },
};
