// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components, paths } from "./attendance.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `attendance.create`. */
export interface AttendanceCreateInput extends Of<components["schemas"]["MarketingEventSubscriber"]> {}

/** What HubSpot returns for one input of `attendance.create`. */
export interface AttendanceCreateRecord extends Of<components["schemas"]["SubscriberVidResponse"]> {}

/** One input of `attendance.createByEmail`. */
export interface AttendanceCreateByEmailInput extends Of<components["schemas"]["MarketingEventEmailSubscriber"]> {}

/** What HubSpot returns for one input of `attendance.createByEmail`. */
export interface AttendanceCreateByEmailRecord extends Of<components["schemas"]["SubscriberEmailResponse"]> {}

/** One input of `attendance.createByExternalEvent`. */
export interface AttendanceCreateByExternalEventInput extends Of<components["schemas"]["MarketingEventSubscriber"]> {}

/** What HubSpot returns for one input of `attendance.createByExternalEvent`. */
export interface AttendanceCreateByExternalEventRecord extends Of<components["schemas"]["SubscriberVidResponse"]> {}

/** One input of `attendance.createByExternalEventAndEmail`. */
export interface AttendanceCreateByExternalEventAndEmailInput extends Of<components["schemas"]["MarketingEventEmailSubscriber"]> {}

/** What HubSpot returns for one input of `attendance.createByExternalEventAndEmail`. */
export interface AttendanceCreateByExternalEventAndEmailRecord extends Of<components["schemas"]["SubscriberEmailResponse"]> {}

/** What the operations of `attendance` take and return. */
export type AttendanceOperations = {
  /**
   * Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its id in HubSpot and contacts by their ids. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/create`, needs `crm.objects.marketing_events.write`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  create: {
    input: AttendanceCreateInput;
    record: AttendanceCreateRecord;
    path: { objectId: string; subscriberState: string };
  };
  /**
   * Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its id in HubSpot and contacts by their e-mail addresses, creating those that are missing. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/email-create`, needs `crm.objects.marketing_events.write`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  createByEmail: {
    input: AttendanceCreateByEmailInput;
    record: AttendanceCreateByEmailRecord;
    path: { objectId: string; subscriberState: string };
  };
  /**
   * Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its external id and contacts by their ids. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/create`, needs `crm.objects.marketing_events.write`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  createByExternalEvent: {
    input: AttendanceCreateByExternalEventInput;
    record: AttendanceCreateByExternalEventRecord;
    path: { externalEventId: string; subscriberState: string };
    query: NonNullable<paths["/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/create"]["post"]["parameters"]["query"]>;
  };
  /**
   * Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its external id and contacts by their e-mail addresses, creating those that are missing. No maximum of inputs is documented: 100 is what CRM batches take.
   *
   * `POST /marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/email-create`, needs `crm.objects.marketing_events.write`
   *
   * @deprecated HubSpot stops supporting v3 in September 2027.
   */
  createByExternalEventAndEmail: {
    input: AttendanceCreateByExternalEventAndEmailInput;
    record: AttendanceCreateByExternalEventAndEmailRecord;
    path: { externalEventId: string; subscriberState: string };
    query: NonNullable<paths["/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/email-create"]["post"]["parameters"]["query"]>;
  };
};

export const attendanceOperations: Operations<AttendanceOperations, ApiClient> = {
  create: {
    method: "attendance.create",
    path: "/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/create",
    idempotent: true,
    batchSize: 100,
    identity: ["vid"],
    recordId: ["vid"],
    match: [{ result: "vid", input: "vid" }],
    errors: { ids: "vid" },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/attendance.schemas.js").then(({ compile, MarketingEventSubscriber }) => compile(MarketingEventSubscriber)),
    sample: () =>
      import("../2026-03/attendance.samples.js").then((samples) => samples.attendance_create),
  },
  createByEmail: {
    method: "attendance.createByEmail",
    path: "/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/email-create",
    idempotent: true,
    batchSize: 100,
    identity: ["email"],
    recordId: ["vid"],
    match: [{ result: "email", input: "email" }],
    errors: { emails: "email" },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/email-create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/attendance.schemas.js").then(({ compile, MarketingEventEmailSubscriber }) => compile(MarketingEventEmailSubscriber)),
    sample: () =>
      import("../2026-03/attendance.samples.js").then((samples) => samples.attendance_createByEmail),
  },
  createByExternalEvent: {
    method: "attendance.createByExternalEvent",
    path: "/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/create",
    idempotent: true,
    batchSize: 100,
    identity: ["vid"],
    recordId: ["vid"],
    query: { externalAccountId: "optional" },
    match: [{ result: "vid", input: "vid" }],
    errors: { ids: "vid" },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/attendance.schemas.js").then(({ compile, MarketingEventSubscriber }) => compile(MarketingEventSubscriber)),
    sample: () =>
      import("../2026-03/attendance.samples.js").then((samples) => samples.attendance_createByExternalEvent),
  },
  createByExternalEventAndEmail: {
    method: "attendance.createByExternalEventAndEmail",
    path: "/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/email-create",
    idempotent: true,
    batchSize: 100,
    identity: ["email"],
    recordId: ["vid"],
    query: { externalAccountId: "optional" },
    match: [{ result: "email", input: "email" }],
    errors: { emails: "email" },
    scopes: ["crm.objects.marketing_events.write"],
    send: (client, body, init) =>
      client.POST("/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/email-create", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/attendance.schemas.js").then(({ compile, MarketingEventEmailSubscriber }) => compile(MarketingEventEmailSubscriber)),
    sample: () =>
      import("../2026-03/attendance.samples.js").then((samples) => samples.attendance_createByExternalEventAndEmail),
  },
};
