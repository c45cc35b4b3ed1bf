// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./associations.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `associations.archive`. */
export interface AssociationArchiveInput extends Of<components["schemas"]["PublicAssociationMultiArchive"]> {}

/** One input of `associations.archiveLabels`. */
export interface AssociationArchiveLabelsInput extends Of<components["schemas"]["PublicAssociationMultiPost"]> {}

/** One input of `associations.create`. */
export interface AssociationCreateInput extends Of<components["schemas"]["PublicAssociationMultiPost"]> {}

/** What HubSpot returns for one input of `associations.create`. */
export interface AssociationCreateRecord extends Of<components["schemas"]["LabelsBetweenObjectPair"]> {}

/** One input of `associations.createDefault`. */
export interface AssociationCreateDefaultInput extends Of<components["schemas"]["PublicDefaultAssociationMultiPost"]> {}

/** What HubSpot returns for one input of `associations.createDefault`. */
export interface AssociationCreateDefaultRecord extends Of<components["schemas"]["PublicDefaultAssociation"]> {}

/** One input of `associations.read`. */
export interface AssociationReadInput extends Of<components["schemas"]["PublicFetchAssociationsBatchRequest"]> {}

/** What HubSpot returns for one input of `associations.read`. */
export interface AssociationReadRecord extends Of<components["schemas"]["PublicAssociationMultiWithLabel"]> {}

/** What the operations of `associations` take and return. */
export type AssociationsOperations = {
  /**
   * Removes associations. Its answers are not documented (confidence low), and neither is a maximum of inputs: 100 is what CRM batches take.
   *
   * `POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/archive`
   */
  archive: {
    input: AssociationArchiveInput;
    record: Record<string, never>;
    path: { fromObjectType: string; toObjectType: string };
  };
  /**
   * Takes labels from associations. Its answers are not documented (confidence low).
   *
   * `POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/labels/archive`
   */
  archiveLabels: {
    input: AssociationArchiveLabelsInput;
    record: Record<string, never>;
    path: { fromObjectType: string; toObjectType: string };
  };
  /**
   * Associates records, with labels. At most 2,000 inputs are documented (confidence medium).
   *
   * `POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/create`
   */
  create: {
    input: AssociationCreateInput;
    record: AssociationCreateRecord;
    path: { fromObjectType: string; toObjectType: string };
  };
  /**
   * Associates records without a label. Answers show both directions (confidence medium). No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/associate/default`
   */
  createDefault: {
    input: AssociationCreateDefaultInput;
    record: AssociationCreateDefaultRecord;
    path: { fromObjectType: string; toObjectType: string };
  };
  /**
   * Reads what records are associated with. A record without any succeeds, without a record to show. At most 1,000 inputs are documented.
   *
   * `POST /crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/read`
   */
  read: {
    input: AssociationReadInput;
    record: AssociationReadRecord;
    path: { fromObjectType: string; toObjectType: string };
  };
};

export const associationsOperations: Operations<AssociationsOperations, ApiClient> = {
  archive: {
    method: "associations.archive",
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/archive",
    idempotent: true,
    batchSize: 100,
    identity: ["from.id", "to"],
    recordId: [],
    match: [],
    errors: {},
    read: {
      operation: "associations.read",
      by: { id: "from.id" },
      within: { list: "to", of: "to", item: { toObjectId: "id" } },
      absent: "succeeded",
    },
    links: { does: "remove", from: "from.id", to: "to.id" },
    noContent: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/associations.schemas.js").then(({ compile, PublicAssociationMultiArchive }) => compile(PublicAssociationMultiArchive)),
    sample: () => Promise.resolve(undefined),
  },
  archiveLabels: {
    method: "associations.archiveLabels",
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/labels/archive",
    idempotent: true,
    batchSize: 100,
    maxItems: 2000,
    identity: ["from.id", "to.id"],
    recordId: [],
    match: [],
    errors: {},
    read: {
      operation: "associations.read",
      by: { id: "from.id" },
      within: {
        list: "to",
        item: { toObjectId: "to.id" },
        parts: {
          list: "associationTypes",
          of: "types",
          item: { category: "associationCategory", typeId: "associationTypeId" },
        },
      },
      absent: "succeeded",
    },
    links: { does: "unlabel", from: "from.id", to: "to.id", types: "types" },
    noContent: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/labels/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/associations.schemas.js").then(({ compile, PublicAssociationMultiPost }) => compile(PublicAssociationMultiPost)),
    sample: () => Promise.resolve(undefined),
  },
  create: {
    method: "associations.create",
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/create",
    idempotent: true,
    batchSize: 1000,
    maxItems: 2000,
    identity: ["from.id", "to.id"],
    recordId: [],
    match: [{ pairs: [["fromObjectId", "from.id"], ["toObjectId", "to.id"]] }],
    errors: {},
    read: {
      operation: "associations.read",
      by: { id: "from.id" },
      within: {
        list: "to",
        item: { toObjectId: "to.id" },
        parts: {
          list: "associationTypes",
          of: "types",
          item: { category: "associationCategory", typeId: "associationTypeId" },
        },
      },
      absent: "unsent",
    },
    links: { does: "add", from: "from.id", to: "to.id", types: "types" },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/associations.schemas.js").then(({ compile, PublicAssociationMultiPost }) => compile(PublicAssociationMultiPost)),
    sample: () =>
      import("../2026-03/associations.samples.js").then((samples) => samples.associations_create),
  },
  createDefault: {
    method: "associations.createDefault",
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/associate/default",
    idempotent: true,
    batchSize: 100,
    identity: ["from.id", "to.id"],
    recordId: [],
    match: [{ pairs: [["from.id", "from.id"], ["to.id", "to.id"]], reverse: true }],
    errors: {},
    read: {
      operation: "associations.read",
      by: { id: "from.id" },
      within: { list: "to", item: { toObjectId: "to.id" } },
      absent: "unsent",
    },
    links: { does: "add", from: "from.id", to: "to.id" },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/associate/default", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/associations.schemas.js").then(({ compile, PublicDefaultAssociationMultiPost }) => compile(PublicDefaultAssociationMultiPost)),
    sample: () =>
      import("../2026-03/associations.samples.js").then((samples) => samples.associations_createDefault),
  },
  read: {
    method: "associations.read",
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/read",
    idempotent: true,
    batchSize: 1000,
    maxItems: 1000,
    identity: ["id"],
    recordId: [],
    match: [{ result: "from.id", input: "id" }],
    errors: { fromObjectId: "id", ids: "id" },
    empty: ["NO_ASSOCIATIONS_FOUND"],
    links: {
      does: "list",
      from: "id",
      list: "to",
      as: {
        to: "toObjectId",
        types: "associationTypes",
        associationCategory: "category",
        associationTypeId: "typeId",
      },
    },
    reads: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/associations.schemas.js").then(({ compile, PublicFetchAssociationsBatchRequest }) => compile(PublicFetchAssociationsBatchRequest)),
    sample: () =>
      import("../2026-03/associations.samples.js").then((samples) => samples.associations_read),
  },
};
