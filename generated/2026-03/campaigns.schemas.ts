// Generated from the contracts by `npm run codegen`: do not edit.
import { record, strictObject, string } from "zod/mini";

export const PublicCampaignDeleteInput = strictObject({
  id: string(),
});

export const PublicCampaignInput = strictObject({
  properties: record(string(), string()),
});

export const PublicCampaignReadInput = strictObject({
  id: string(),
});

export const PublicCampaignBatchUpdateItem = strictObject({
  id: string(),
  properties: record(string(), string()),
});

export { compile } from "zod/mini";
