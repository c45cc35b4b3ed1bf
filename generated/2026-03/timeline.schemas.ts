// Generated from the contracts by `npm run codegen`: do not edit.
import { int, iso, optional, record, strictObject, string, unknown } from "zod/mini";

export const TimelineEventIFrame = strictObject({
  headerLabel: string(),
  height: int(),
  linkLabel: string(),
  url: string(),
  width: int(),
});

export const AppEventOccurrence = strictObject({
  domain: optional(string()),
  email: optional(string()),
  eventTypeName: string(),
  extraData: optional(record(string(), unknown())),
  id: optional(string()),
  objectId: optional(string()),
  objectTypeFullyQualifiedName: optional(string()),
  properties: record(string(), string()),
  timelineIFrame: optional(TimelineEventIFrame),
  timestamp: optional(iso.datetime({ offset: true })),
  utk: optional(string()),
});

export { compile } from "zod/mini";
