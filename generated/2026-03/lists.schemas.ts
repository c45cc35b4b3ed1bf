// Generated from the contracts by `npm run codegen`: do not edit.
import { strictObject, string } from "zod/mini";

export const RecordIdInput = strictObject({
  objectTypeId: string(),
  recordId: string(),
});

export const ListsAddMembershipsText = strictObject({
  recordId: string(),
});

export const ListsRemoveMembershipsText = strictObject({
  recordId: string(),
});

export { compile } from "zod/mini";
