// Generated from the contracts by `npm run codegen`: do not edit.
export type { AssociationArchiveInput, AssociationArchiveLabelsInput, AssociationCreateDefaultInput, AssociationCreateDefaultRecord, AssociationCreateInput, AssociationCreateRecord, AssociationReadInput, AssociationReadRecord } from "./associations.operations.js";
export type { AttendanceCreateByEmailInput, AttendanceCreateByEmailRecord, AttendanceCreateByExternalEventAndEmailInput, AttendanceCreateByExternalEventAndEmailRecord, AttendanceCreateByExternalEventInput, AttendanceCreateByExternalEventRecord, AttendanceCreateInput, AttendanceCreateRecord } from "./attendance.operations.js";
export type { CampaignArchiveInput, CampaignCreateInput, CampaignCreateRecord, CampaignReadInput, CampaignReadRecord, CampaignUpdateInput, CampaignUpdateRecord } from "./campaigns.operations.js";
export type { CommunicationPreferenceReadStatusesInput, CommunicationPreferenceReadStatusesRecord, CommunicationPreferenceReadUnsubscribeAllInput, CommunicationPreferenceReadUnsubscribeAllRecord, CommunicationPreferenceUnsubscribeAllInput, CommunicationPreferenceUnsubscribeAllRecord, CommunicationPreferenceWriteStatusesInput, CommunicationPreferenceWriteStatusesRecord } from "./communication-preferences.operations.js";
export type { CustomEventSendInput } from "./custom-events.operations.js";
export type { ListingReadInput, ListingReadRecord, ListingUpdateInput, ListingUpdateRecord } from "./listings.operations.js";
export type { ListAddMembershipsInput, ListReadMembershipsInput, ListReadMembershipsRecord, ListRemoveMembershipsInput } from "./lists.operations.js";
export type { MarketingEventArchiveInput, MarketingEventDeleteInput, MarketingEventUpdateInput, MarketingEventUpdateRecord, MarketingEventUpsertInput, MarketingEventUpsertRecord } from "./marketing-events.operations.js";
export type { ObjectArchiveInput, ObjectCreateInput, ObjectCreateRecord, ObjectReadInput, ObjectReadRecord, ObjectUpdateInput, ObjectUpdateRecord, ObjectUpsertInput, ObjectUpsertRecord } from "./objects.operations.js";
export type { PropertyArchiveInput, PropertyCreateInput, PropertyCreateRecord, PropertyReadInput, PropertyReadRecord } from "./properties.operations.js";
export type { TimelineCreateInput, TimelineCreateRecord } from "./timeline.operations.js";
