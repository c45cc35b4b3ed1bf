// Generated from the contracts by `npm run codegen`: do not edit.
import { int, optional, record, strictObject, string } from "zod/mini";

export const MarketingEventSubscriber = strictObject({
  interactionDateTime: int(),
  properties: optional(record(string(), string())),
  vid: int(),
});

export const MarketingEventEmailSubscriber = strictObject({
  contactProperties: optional(record(string(), string())),
  email: string(),
  interactionDateTime: int(),
  properties: optional(record(string(), string())),
});

export { compile } from "zod/mini";
