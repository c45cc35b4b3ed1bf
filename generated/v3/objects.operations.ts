// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import { bound } from "../bound.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./objects.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `objects.archive`. */
export interface ObjectArchiveInput extends Of<components["schemas"]["SimplePublicObjectId"]> {}

/** One input of `objects.create`. */
export interface ObjectCreateInput extends Of<components["schemas"]["SimplePublicObjectBatchInputForCreate"]> {}

/** What HubSpot returns for one input of `objects.create`. */
export interface ObjectCreateRecord extends Of<components["schemas"]["SimplePublicObject"]> {}

/** One input of `objects.read`. */
export interface ObjectReadInput extends Of<components["schemas"]["SimplePublicObjectId"]> {}

/** What HubSpot returns for one input of `objects.read`. */
export interface ObjectReadRecord extends Of<components["schemas"]["SimplePublicObject"]> {}

/** One input of `objects.update`. */
export interface ObjectUpdateInput extends Of<components["schemas"]["SimplePublicObjectBatchInput"]> {}

/** What HubSpot returns for one input of `objects.update`. */
export interface ObjectUpdateRecord extends Of<components["schemas"]["SimplePublicObject"]> {}

/** One input of `objects.upsert`. */
export interface ObjectUpsertInput extends Of<components["schemas"]["SimplePublicObjectBatchInputUpsert"]> {}

/** What HubSpot returns for one input of `objects.upsert`. */
export interface ObjectUpsertRecord extends Of<components["schemas"]["SimplePublicUpsertObject"]> {}

/** What the operations of `objects` take and return. */
export type ObjectsOperations = {
  /**
   * Archives records by their id in HubSpot.
   *
   * `POST /crm/v3/objects/{objectType}/batch/archive`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  archive: {
    input: ObjectArchiveInput;
    record: Record<string, never>;
    path: { objectType: string };
  };
  /**
   * Creates records. A record whose answer was lost may have been created: read before it is sent again.
   *
   * `POST /crm/v3/objects/{objectType}/batch/create`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  create: {
    input: ObjectCreateInput;
    record: ObjectCreateRecord;
    path: { objectType: string };
  };
  /**
   * Reads records by their id in HubSpot, or by a property with unique values, which is then to be among `properties`.
   *
   * `POST /crm/v3/objects/{objectType}/batch/read`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  read: {
    input: ObjectReadInput;
    record: ObjectReadRecord;
    path: { objectType: string };
    body: Omit<components["schemas"]["BatchReadInputSimplePublicObjectId"], "inputs">;
    query: NonNullable<paths["/crm/v3/objects/{objectType}/batch/read"]["post"]["parameters"]["query"]>;
  };
  /**
   * Updates records by their id in HubSpot, or by a property with unique values.
   *
   * `POST /crm/v3/objects/{objectType}/batch/update`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  update: {
    input: ObjectUpdateInput;
    record: ObjectUpdateRecord;
    path: { objectType: string };
  };
  /**
   * Creates records, or updates those that have the same value of a property with unique values.
   *
   * `POST /crm/v3/objects/{objectType}/batch/upsert`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  upsert: {
    input: ObjectUpsertInput;
    record: ObjectUpsertRecord;
    path: { objectType: string };
  };
};

export const objectsOperations: Operations<ObjectsOperations, ApiClient> = {
  archive: {
    method: "objects.archive",
    path: "/crm/v3/objects/{objectType}/batch/archive",
    idempotent: true,
    batchSize: 100,
    maxItems: 100,
    identity: ["id"],
    recordId: [],
    match: [],
    errors: { ids: "id" },
    read: { operation: "objects.read", by: { id: "id" }, absent: "succeeded" },
    noContent: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/v3/objects/{objectType}/batch/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/objects.schemas.js").then(({ compile, SimplePublicObjectId }) => compile(SimplePublicObjectId)),
    sample: () => Promise.resolve(undefined),
  },
  create: {
    method: "objects.create",
    path: "/crm/v3/objects/{objectType}/batch/create",
    idempotent: false,
    batchSize: 100,
    maxItems: 100,
    identity: [],
    recordId: ["id"],
    trace: "objectWriteTraceId",
    match: [{ trace: true }, { echo: ["properties"] }],
    errors: { objectWriteTraceId: "objectWriteTraceId" },
    read: {
      operation: "objects.read",
      by: { id: "properties[$by]", idProperty: "$by" },
      names: { properties: "properties" },
      absent: "unsent",
    },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/v3/objects/{objectType}/batch/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/objects.schemas.js").then(({ compile, SimplePublicObjectBatchInputForCreate }) => compile(SimplePublicObjectBatchInputForCreate)),
    sample: () =>
      import("../2026-03/objects.samples.js").then((samples) => samples.objects_create),
  },
  read: {
    method: "objects.read",
    path: "/crm/v3/objects/{objectType}/batch/read",
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
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/v3/objects/{objectType}/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/objects.schemas.js").then(({ compile, SimplePublicObjectId }) => compile(SimplePublicObjectId)),
    sample: () =>
      import("../2026-03/objects.samples.js").then((samples) => samples.objects_read),
  },
  update: {
    method: "objects.update",
    path: "/crm/v3/objects/{objectType}/batch/update",
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
      operation: "objects.read",
      by: { id: "id", idProperty: "idProperty" },
      names: { properties: "properties" },
      absent: "failed",
    },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/v3/objects/{objectType}/batch/update", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/objects.schemas.js").then(({ compile, SimplePublicObjectBatchInput }) => compile(SimplePublicObjectBatchInput)),
    sample: () =>
      import("../2026-03/objects.samples.js").then((samples) => samples.objects_update),
  },
  upsert: {
    method: "objects.upsert",
    path: "/crm/v3/objects/{objectType}/batch/upsert",
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
      operation: "objects.read",
      by: { id: "id", idProperty: "idProperty" },
      names: { properties: "properties" },
      absent: "unsent",
    },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/v3/objects/{objectType}/batch/upsert", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/objects.schemas.js").then(({ compile, SimplePublicObjectBatchInputUpsert }) => compile(SimplePublicObjectBatchInputUpsert)),
    sample: () =>
      import("../2026-03/objects.samples.js").then((samples) => samples.objects_upsert),
  },
};

export const callsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "calls", { objectType: "calls" });

export const cartsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "carts", { objectType: "carts" });

export const communicationsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "communications", { objectType: "communications" });

export const companiesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "companies", { objectType: "companies" });

export const contactsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "contacts", { objectType: "contacts" }, "email");

export const dealsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "deals", { objectType: "deals" });

export const discountsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "discounts", { objectType: "discounts" });

export const emailsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "emails", { objectType: "emails" });

export const feesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "fees", { objectType: "fees" });

export const invoicesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "invoices", { objectType: "invoices" });

export const leadsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "leads", { objectType: "leads" });

export const lineItemsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "lineItems", { objectType: "line_items" });

export const meetingsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "meetings", { objectType: "meetings" });

export const notesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "notes", { objectType: "notes" });

export const ordersOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "orders", { objectType: "orders" });

export const postalMailOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "postalMail", { objectType: "postal_mail" });

export const productsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "products", { objectType: "products" });

export const quotesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "quotes", { objectType: "quotes" });

export const tasksOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "tasks", { objectType: "tasks" });

export const taxesOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "taxes", { objectType: "taxes" });

export const ticketsOperations = bound<ObjectsOperations, ApiClient, "objectType">(objectsOperations, "tickets", { objectType: "tickets" });
