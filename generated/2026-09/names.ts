// Generated from the contracts by `npm run codegen`: do not edit.
export type { AssociationArchiveInput, AssociationArchiveLabelsInput, AssociationCreateDefaultInput, AssociationCreateDefaultRecord, AssociationCreateInput, AssociationCreateRecord, AssociationReadInput, AssociationReadRecord } from "./associations.operations.js";
export type { ListingUpdateInput, ListingUpdateRecord } from "./listings.operations.js";
export type { MarketingEventUpdateInput, MarketingEventUpdateRecord, MarketingEventUpsertInput, MarketingEventUpsertRecord } from "./marketing-events.operations.js";
export type { ObjectArchiveInput, ObjectCreateInput, ObjectCreateRecord, ObjectReadInput, ObjectReadRecord, ObjectUpdateInput, ObjectUpdateRecord, ObjectUpsertInput, ObjectUpsertRecord } from "./objects.operations.js";
