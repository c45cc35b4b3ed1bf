// Generated from the contracts by `npm run codegen`: do not edit.
import { array, int, literal, optional, strictObject, string } from "zod/mini";

export const PublicObjectId = strictObject({
  id: string(),
});

export const PublicAssociationMultiArchive = strictObject({
  from: PublicObjectId,
  to: array(PublicObjectId),
});

export const PublicDefaultAssociationMultiPost = strictObject({
  from: PublicObjectId,
  to: PublicObjectId,
});

export const AssociationSpec = strictObject({
  associationCategory: literal(["HUBSPOT_DEFINED", "INTEGRATOR_DEFINED", "USER_DEFINED", "WORK"]),
  associationTypeId: int(),
});

export const PublicAssociationMultiPost = strictObject({
  from: PublicObjectId,
  to: PublicObjectId,
  types: array(AssociationSpec),
});

export const PublicFetchAssociationsBatchRequest = strictObject({
  after: optional(string()),
  id: string(),
});

export { compile } from "zod/mini";
