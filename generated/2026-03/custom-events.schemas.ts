// Generated from the contracts by `npm run codegen`: do not edit.
import { iso, optional, record, strictObject, string } from "zod/mini";

export const BehavioralEventHttpCompletionRequest = strictObject({
  email: optional(string()),
  eventName: string(),
  objectId: optional(string()),
  occurredAt: optional(iso.datetime({ offset: true })),
  properties: record(string(), string()),
  utk: optional(string()),
  uuid: optional(string()),
});

export { compile } from "zod/mini";
