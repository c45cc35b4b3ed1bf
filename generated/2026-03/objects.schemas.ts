// Generated from the contracts by `npm run codegen`: do not edit.
import { array, int, literal, optional, record, strictObject, string } from "zod/mini";

export const SimplePublicObjectId = strictObject({
  id: string(),
});

export const AssociationSpec = strictObject({
  associationCategory: literal(["HUBSPOT_DEFINED", "INTEGRATOR_DEFINED", "USER_DEFINED", "WORK"]),
  associationTypeId: int(),
});

export const PublicObjectId = strictObject({
  id: string(),
});

export const PublicAssociationsForObject = strictObject({
  to: PublicObjectId,
  types: array(AssociationSpec),
});

export const SimplePublicObjectBatchInputForCreate = strictObject({
  associations: optional(array(PublicAssociationsForObject)),
  objectWriteTraceId: optional(string()),
  properties: record(string(), string()),
});

export const SimplePublicObjectBatchInput = strictObject({
  id: string(),
  idProperty: optional(string()),
  objectWriteTraceId: optional(string()),
  properties: record(string(), string()),
});

export const SimplePublicObjectBatchInputUpsert = strictObject({
  id: string(),
  idProperty: optional(string()),
  objectWriteTraceId: optional(string()),
  properties: record(string(), string()),
});

export { compile } from "zod/mini";
