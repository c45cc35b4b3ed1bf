// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./lists.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `lists.addMemberships`. */
export interface ListAddMembershipsInput extends Of<components["schemas"]["ListsAddMembershipsText"]> {}

/** One input of `lists.readMemberships`. */
export interface ListReadMembershipsInput extends Of<components["schemas"]["RecordIdInput"]> {}

/** What HubSpot returns for one input of `lists.readMemberships`. */
export interface ListReadMembershipsRecord extends Of<components["schemas"]["RecordIdWithMemberships"]> {}

/** One input of `lists.removeMemberships`. */
export interface ListRemoveMembershipsInput extends Of<components["schemas"]["ListsRemoveMembershipsText"]> {}

/** What the operations of `lists` take and return. */
export type ListsOperations = {
  /**
   * Makes records members of a list; those that are members stay so, and those that HubSpot has not fail. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `PUT /crm/lists/2026-03/{listId}/memberships/add`, needs `cms.membership.access_groups.write` with `crm.lists.read`, or `crm.lists.read` with `crm.lists.write`
   */
  addMemberships: {
    input: ListAddMembershipsInput;
    record: Record<string, never>;
    path: { listId: string };
  };
  /**
   * Reads the lists that records are members of. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /crm/lists/2026-03/records/memberships/batch/read`, needs `crm.lists.read`
   */
  readMemberships: {
    input: ListReadMembershipsInput;
    record: ListReadMembershipsRecord;
    path: undefined;
  };
  /**
   * Takes records from a list, whether or not they are members. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `PUT /crm/lists/2026-03/{listId}/memberships/remove`, needs `cms.membership.access_groups.write` with `crm.lists.read`, or `crm.lists.read` with `crm.lists.write`
   */
  removeMemberships: {
    input: ListRemoveMembershipsInput;
    record: Record<string, never>;
    path: { listId: string };
  };
};

export const listsOperations: Operations<ListsOperations, ApiClient> = {
  addMemberships: {
    method: "lists.addMemberships",
    path: "/crm/lists/2026-03/{listId}/memberships/add",
    idempotent: true,
    batchSize: 100,
    identity: ["recordId"],
    recordId: [],
    verb: "PUT",
    text: "recordId",
    bare: true,
    answer: { missing: "recordIdsMissing", added: "recordsIdsAdded" },
    match: [],
    errors: { recordIdsMissing: "recordId" },
    noContent: true,
    scopes: ["cms.membership.access_groups.write", "crm.lists.read", "crm.lists.write"],
    scopeSets: [
      ["cms.membership.access_groups.write", "crm.lists.read"],
      ["crm.lists.read", "crm.lists.write"],
    ],
    send: (client, _body, init) =>
      client.PUT("/crm/lists/2026-03/{listId}/memberships/add", { body: [], parseAs: "text", ...init }),
    schema: () =>
      import("./lists.schemas.js").then(({ compile, ListsAddMembershipsText }) => compile(ListsAddMembershipsText)),
    sample: () => Promise.resolve(undefined),
  },
  readMemberships: {
    method: "lists.readMemberships",
    path: "/crm/lists/2026-03/records/memberships/batch/read",
    idempotent: true,
    batchSize: 100,
    identity: ["objectTypeId", "recordId"],
    recordId: [],
    match: [{ pairs: [["objectTypeId", "objectTypeId"], ["recordId", "recordId"]] }],
    errors: { ids: "recordId" },
    gathers: { list: "recordListMemberships", by: { recordId: "recordId" }, item: { listId: "listId" } },
    reads: true,
    scopes: ["crm.lists.read"],
    send: (client, body, init) =>
      client.POST("/crm/lists/2026-03/records/memberships/batch/read", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./lists.schemas.js").then(({ compile, RecordIdInput }) => compile(RecordIdInput)),
    sample: () =>
      import("./lists.samples.js").then((samples) => samples.lists_readMemberships),
  },
  removeMemberships: {
    method: "lists.removeMemberships",
    path: "/crm/lists/2026-03/{listId}/memberships/remove",
    idempotent: true,
    batchSize: 100,
    identity: ["recordId"],
    recordId: [],
    verb: "PUT",
    text: "recordId",
    bare: true,
    answer: { missing: "recordIdsMissing", removed: "recordIdsRemoved" },
    match: [],
    errors: { recordIdsMissing: "recordId" },
    noContent: true,
    scopes: ["cms.membership.access_groups.write", "crm.lists.read", "crm.lists.write"],
    scopeSets: [
      ["cms.membership.access_groups.write", "crm.lists.read"],
      ["crm.lists.read", "crm.lists.write"],
    ],
    send: (client, _body, init) =>
      client.PUT("/crm/lists/2026-03/{listId}/memberships/remove", { body: [], parseAs: "text", ...init }),
    schema: () =>
      import("./lists.schemas.js").then(({ compile, ListsRemoveMembershipsText }) => compile(ListsRemoveMembershipsText)),
    sample: () => Promise.resolve(undefined),
  },
};
