// Generated from the contracts by `npm run codegen`: do not edit.
import type { Operations } from "../../src/contract.js";
import type { ApiClient } from "./client.js";
import type { components } from "./custom-events.js";

/** What an interface can extend. */
type Of<T> = T;

/** One input of `customEvents.send`. */
export interface CustomEventSendInput extends Of<components["schemas"]["BehavioralEventHttpCompletionRequest"]> {}

/** What the operations of `customEvents` take and return. */
export type CustomEventsOperations = {
  /**
   * Sends occurrences of custom events, at most 500 in a request (the guide on custom events) and 1,250 requests a second. One that is sent twice has occurred twice.
   *
   * `POST /events/custom/2026-09/send/batch`, needs `analytics.behavioral_events.send`
   */
  send: {
    input: CustomEventSendInput;
    record: Record<string, never>;
    path: undefined;
  };
};

export const customEventsOperations: Operations<CustomEventsOperations, ApiClient> = {
  send: {
    method: "customEvents.send",
    path: "/events/custom/2026-09/send/batch",
    idempotent: false,
    batchSize: 500,
    maxItems: 500,
    identity: [],
    recordId: [],
    match: [],
    errors: {},
    noContent: true,
    scopes: ["analytics.behavioral_events.send"],
    send: (client, body, init) =>
      client.POST("/events/custom/2026-09/send/batch", { body, parseAs: "text", ...init }),
    schema: () =>
      import("../2026-03/custom-events.schemas.js").then(({ compile, BehavioralEventHttpCompletionRequest }) => compile(BehavioralEventHttpCompletionRequest)),
    sample: () => Promise.resolve(undefined),
  },
};
