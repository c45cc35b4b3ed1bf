// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./timeline.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `timeline.create`. */
export interface TimelineCreateInput extends Of<components["schemas"]["TimelineEvent"]> {}

/** What HubSpot returns for one input of `timeline.create`. */
export interface TimelineCreateRecord extends Of<components["schemas"]["TimelineEventResponse"]> {}

/** What the operations of `timeline` take and return. */
export type TimelineOperations = {
  /**
   * Creates events on timelines. One whose answer was lost may have been created: give each an id of its own, and read before it is sent again. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /integrators/timeline/v3/events/batch/create`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
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
    path: "/integrators/timeline/v3/events/batch/create",
    idempotent: false,
    batchSize: 100,
    identity: [],
    recordId: ["id"],
    match: [
      { result: "id", input: "id", when: "id" },
      {
        echo: [
          "customObjectTypeId",
          "domain",
          "email",
          "eventTemplateId",
          "id",
          "objectId",
          "timestamp",
          "utk",
        ],
      },
    ],
    errors: { ids: "id" },
    scopes: [],
    send: (client, body, init) =>
      client.POST("/integrators/timeline/v3/events/batch/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("./timeline.schemas.js").then(({ compile, TimelineEvent }) => compile(TimelineEvent)),
    sample: () =>
      import("./timeline.samples.js").then((samples) => samples.timeline_create),
  },
};
