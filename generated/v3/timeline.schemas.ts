// Generated from the contracts by `npm run codegen`: do not edit.
import { int, iso, optional, record, strictObject, string, unknown } from "zod/mini";

export const TimelineEventIFrame = strictObject({
  headerLabel: string(),
  height: int(),
  linkLabel: string(),
  url: string(),
  width: int(),
});

export const TimelineEvent = strictObject({
  customObjectTypeId: optional(string()),
  domain: optional(string()),
  email: optional(string()),
  eventTemplateId: string(),
  extraData: optional(record(string(), unknown())),
  id: optional(string()),
  objectId: optional(string()),
  timelineIFrame: optional(TimelineEventIFrame),
  timestamp: optional(iso.datetime({ offset: true })),
  tokens: record(string(), string()),
  utk: optional(string()),
});

export { compile } from "zod/mini";
