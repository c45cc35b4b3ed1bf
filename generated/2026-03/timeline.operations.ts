// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./timeline.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `timeline.create`. */
export interface TimelineCreateInput extends Of<components["schemas"]["AppEventOccurrence"]> {}

/** What HubSpot returns for one input of `timeline.create`. */
export interface TimelineCreateRecord extends Of<components["schemas"]["AppEventOccurrence"]> {}

/** What the operations of `timeline` take and return. */
export type TimelineOperations = {
  /**
   * Creates events on timelines. One whose answer was lost may have been created: give each an id of its own, and read before it is sent again. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /integrators/timeline/2026-03/events/batch`
   */
  create: {
    input: TimelineCreateInput;
    record: TimelineCreateRecord;
    path: undefined;
  };
};

export const timelineOperations: Operations<TimelineOperations, ApiClient> = {
  create: {
    method: "timeline.create",
    path: "/integrators/timeline/2026-03/events/batch",
    idempotent: false,
    batchSize: 100,
    identity: [],
    recordId: ["id"],
    match: [
      { result: "id", input: "id", when: "id" },
      {
        echo: [
          "domain",
          "email",
          "eventTypeName",
          "id",
          "objectId",
          "objectTypeFullyQualifiedName",
          "timestamp",
          "utk",
        ],
      },
    ],
    errors: { ids: "id" },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/integrators/timeline/2026-03/events/batch", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./timeline.schemas.js").then(({ compile, AppEventOccurrence }) => compile(AppEventOccurrence)),
    sample: () =>
      import("./timeline.samples.js").then((samples) => samples.timeline_create),
  },
};
