// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./properties.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `properties.archive`. */
export interface PropertyArchiveInput extends Of<components["schemas"]["PropertyName"]> {}

/** One input of `properties.create`. */
export interface PropertyCreateInput extends Of<components["schemas"]["PropertyCreate"]> {}

/** What HubSpot returns for one input of `properties.create`. */
export interface PropertyCreateRecord extends Of<components["schemas"]["Property"]> {}

/** One input of `properties.read`. */
export interface PropertyReadInput extends Of<components["schemas"]["PropertyName"]> {}

/** What HubSpot returns for one input of `properties.read`. */
export interface PropertyReadRecord extends Of<components["schemas"]["Property"]> {}

/** What the operations of `properties` take and return. */
export type PropertiesOperations = {
  /**
   * Archives properties by their names, whether or not there are such. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /crm/properties/2026-03/{objectType}/batch/archive`
   */
  archive: {
    input: PropertyArchiveInput;
    record: Record<string, never>;
    path: { objectType: string };
  };
  /**
   * Creates properties, each under a name of its own. One whose answer was lost may be there: read before it is sent again. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /crm/properties/2026-03/{objectType}/batch/create`
   */
  create: {
    input: PropertyCreateInput;
    record: PropertyCreateRecord;
    path: { objectType: string };
  };
  /**
   * Reads properties by their names. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /crm/properties/2026-03/{objectType}/batch/read`
   */
  read: {
    input: PropertyReadInput;
    record: PropertyReadRecord;
    path: { objectType: string };
    body: Omit<components["schemas"]["BatchReadInputPropertyName"], "inputs">;
    query: NonNullable<paths["/crm/properties/2026-03/{objectType}/batch/read"]["post"]["parameters"]["query"]>;
  };
};

export const propertiesOperations: Operations<PropertiesOperations, ApiClient> = {
  archive: {
    method: "properties.archive",
    path: "/crm/properties/2026-03/{objectType}/batch/archive",
    idempotent: true,
    batchSize: 100,
    identity: ["name"],
    recordId: [],
    match: [],
    errors: { name: "name" },
    noContent: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/properties/2026-03/{objectType}/batch/archive", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./properties.schemas.js").then(({ compile, PropertyName }) => compile(PropertyName)),
    sample: () => Promise.resolve(undefined),
  },
  create: {
    method: "properties.create",
    path: "/crm/properties/2026-03/{objectType}/batch/create",
    idempotent: false,
    batchSize: 100,
    identity: ["name"],
    recordId: ["name"],
    match: [{ result: "name", input: "name" }],
    errors: { name: "name" },
    read: {
      operation: "properties.read",
      by: { name: "name", dataSensitivity: "dataSensitivity" },
      always: { archived: false },
      absent: "unsent",
    },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/properties/2026-03/{objectType}/batch/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./properties.schemas.js").then(({ compile, PropertyCreate }) => compile(PropertyCreate)),
    sample: () =>
      import("./properties.samples.js").then((samples) => samples.properties_create),
  },
  read: {
    method: "properties.read",
    path: "/crm/properties/2026-03/{objectType}/batch/read",
    idempotent: true,
    batchSize: 100,
    identity: ["name"],
    recordId: ["name"],
    body: { archived: "required", dataSensitivity: "optional" },
    query: { locale: "optional" },
    match: [{ result: "name", input: "name" }],
    errors: { name: "name" },
    reads: true,
    scopes: [],
    send: (client, body, init) =>
      client.POST("/crm/properties/2026-03/{objectType}/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./properties.schemas.js").then(({ compile, PropertyName }) => compile(PropertyName)),
    sample: () =>
      import("./properties.samples.js").then((samples) => samples.properties_read),
  },
};
