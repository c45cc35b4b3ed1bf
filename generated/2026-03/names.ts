// Generated from the contracts by `npm run codegen`: do not edit.
export type { ListingUpdateInput, ListingUpdateRecord } from "./listings.operations.js";
export type { MarketingEventUpdateInput, MarketingEventUpdateRecord, MarketingEventUpsertInput, MarketingEventUpsertRecord } from "./marketing-events.operations.js";
