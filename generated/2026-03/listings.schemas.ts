// Generated from the contracts by `npm run codegen`: do not edit.
import { optional, record, strictObject, string } from "zod/mini";

export const SimplePublicObjectId = strictObject({
  id: string(),
});

export const SimplePublicObjectBatchInput = strictObject({
  id: string(),
  idProperty: optional(string()),
  objectWriteTraceId: optional(string()),
  properties: record(string(), string()),
});

export { compile } from "zod/mini";
