// Generated from the contracts by `npm run codegen`: do not edit.
import type { Bound, Contract } from "../src/contract.js";
import { type ApiClient as Client202603, createClient as createClient202603 } from "./2026-03/client.js";
import { associationsOperations as theAssociations202603, type AssociationsOperations as Associations202603 } from "./2026-03/associations.operations.js";
import { attendanceOperations as theAttendance202603, type AttendanceOperations as Attendance202603 } from "./2026-03/attendance.operations.js";
import { callsOperations as theCalls202603 } from "./2026-03/objects.operations.js";
import { campaignsOperations as theCampaigns202603, type CampaignsOperations as Campaigns202603 } from "./2026-03/campaigns.operations.js";
import { cartsOperations as theCarts202603 } from "./2026-03/objects.operations.js";
import { communicationPreferencesOperations as theCommunicationPreferences202603, type CommunicationPreferencesOperations as CommunicationPreferences202603 } from "./2026-03/communication-preferences.operations.js";
import { communicationsOperations as theCommunications202603 } from "./2026-03/objects.operations.js";
import { companiesOperations as theCompanies202603 } from "./2026-03/objects.operations.js";
import { contactsOperations as theContacts202603 } from "./2026-03/objects.operations.js";
import { customEventsOperations as theCustomEvents202603, type CustomEventsOperations as CustomEvents202603 } from "./2026-03/custom-events.operations.js";
import { dealsOperations as theDeals202603 } from "./2026-03/objects.operations.js";
import { discountsOperations as theDiscounts202603 } from "./2026-03/objects.operations.js";
import { emailsOperations as theEmails202603 } from "./2026-03/objects.operations.js";
import { feesOperations as theFees202603 } from "./2026-03/objects.operations.js";
import { invoicesOperations as theInvoices202603 } from "./2026-03/objects.operations.js";
import { leadsOperations as theLeads202603 } from "./2026-03/objects.operations.js";
import { lineItemsOperations as theLineItems202603 } from "./2026-03/objects.operations.js";
import { listingsOperations as theListings202603, type ListingsOperations as Listings202603 } from "./2026-03/listings.operations.js";
import { listsOperations as theLists202603, type ListsOperations as Lists202603 } from "./2026-03/lists.operations.js";
import { marketingEventsOperations as theMarketingEvents202603, type MarketingEventsOperations as MarketingEvents202603 } from "./2026-03/marketing-events.operations.js";
import { meetingsOperations as theMeetings202603 } from "./2026-03/objects.operations.js";
import { notesOperations as theNotes202603 } from "./2026-03/objects.operations.js";
import { objectsOperations as theObjects202603, type ObjectsOperations as Objects202603 } from "./2026-03/objects.operations.js";
import { ordersOperations as theOrders202603 } from "./2026-03/objects.operations.js";
import { postalMailOperations as thePostalMail202603 } from "./2026-03/objects.operations.js";
import { productsOperations as theProducts202603 } from "./2026-03/objects.operations.js";
import { propertiesOperations as theProperties202603, type PropertiesOperations as Properties202603 } from "./2026-03/properties.operations.js";
import { quotesOperations as theQuotes202603 } from "./2026-03/objects.operations.js";
import { tasksOperations as theTasks202603 } from "./2026-03/objects.operations.js";
import { taxesOperations as theTaxes202603 } from "./2026-03/objects.operations.js";
import { ticketsOperations as theTickets202603 } from "./2026-03/objects.operations.js";
import { timelineOperations as theTimeline202603, type TimelineOperations as Timeline202603 } from "./2026-03/timeline.operations.js";
import { accountReads as theAccountReads202603, type AccountReads as AccountReads202603 } from "./2026-03/account.reads.js";
import { listingsReads as theListingsReads202603, type ListingsReads as ListingsReads202603 } from "./2026-03/listings.reads.js";
import { marketingEventsReads as theMarketingEventsReads202603, type MarketingEventsReads as MarketingEventsReads202603 } from "./2026-03/marketing-events.reads.js";
import { type ApiClient as Client202609, createClient as createClient202609 } from "./2026-09/client.js";
import { associationsOperations as theAssociations202609, type AssociationsOperations as Associations202609 } from "./2026-09/associations.operations.js";
import { attendanceOperations as theAttendance202609, type AttendanceOperations as Attendance202609 } from "./2026-09/attendance.operations.js";
import { callsOperations as theCalls202609 } from "./2026-09/objects.operations.js";
import { campaignsOperations as theCampaigns202609, type CampaignsOperations as Campaigns202609 } from "./2026-09/campaigns.operations.js";
import { cartsOperations as theCarts202609 } from "./2026-09/objects.operations.js";
import { communicationPreferencesOperations as theCommunicationPreferences202609, type CommunicationPreferencesOperations as CommunicationPreferences202609 } from "./2026-09/communication-preferences.operations.js";
import { communicationsOperations as theCommunications202609 } from "./2026-09/objects.operations.js";
import { companiesOperations as theCompanies202609 } from "./2026-09/objects.operations.js";
import { contactsOperations as theContacts202609 } from "./2026-09/objects.operations.js";
import { customEventsOperations as theCustomEvents202609, type CustomEventsOperations as CustomEvents202609 } from "./2026-09/custom-events.operations.js";
import { dealsOperations as theDeals202609 } from "./2026-09/objects.operations.js";
import { discountsOperations as theDiscounts202609 } from "./2026-09/objects.operations.js";
import { emailsOperations as theEmails202609 } from "./2026-09/objects.operations.js";
import { feesOperations as theFees202609 } from "./2026-09/objects.operations.js";
import { invoicesOperations as theInvoices202609 } from "./2026-09/objects.operations.js";
import { leadsOperations as theLeads202609 } from "./2026-09/objects.operations.js";
import { lineItemsOperations as theLineItems202609 } from "./2026-09/objects.operations.js";
import { listingsOperations as theListings202609, type ListingsOperations as Listings202609 } from "./2026-09/listings.operations.js";
import { listsOperations as theLists202609, type ListsOperations as Lists202609 } from "./2026-09/lists.operations.js";
import { marketingEventsOperations as theMarketingEvents202609, type MarketingEventsOperations as MarketingEvents202609 } from "./2026-09/marketing-events.operations.js";
import { meetingsOperations as theMeetings202609 } from "./2026-09/objects.operations.js";
import { notesOperations as theNotes202609 } from "./2026-09/objects.operations.js";
import { objectsOperations as theObjects202609, type ObjectsOperations as Objects202609 } from "./2026-09/objects.operations.js";
import { ordersOperations as theOrders202609 } from "./2026-09/objects.operations.js";
import { postalMailOperations as thePostalMail202609 } from "./2026-09/objects.operations.js";
import { productsOperations as theProducts202609 } from "./2026-09/objects.operations.js";
import { propertiesOperations as theProperties202609, type PropertiesOperations as Properties202609 } from "./2026-09/properties.operations.js";
import { quotesOperations as theQuotes202609 } from "./2026-09/objects.operations.js";
import { tasksOperations as theTasks202609 } from "./2026-09/objects.operations.js";
import { taxesOperations as theTaxes202609 } from "./2026-09/objects.operations.js";
import { ticketsOperations as theTickets202609 } from "./2026-09/objects.operations.js";
import { accountReads as theAccountReads202609, type AccountReads as AccountReads202609 } from "./2026-09/account.reads.js";
import { listingsReads as theListingsReads202609, type ListingsReads as ListingsReads202609 } from "./2026-09/listings.reads.js";
import { marketingEventsReads as theMarketingEventsReads202609, type MarketingEventsReads as MarketingEventsReads202609 } from "./2026-09/marketing-events.reads.js";
import { type ApiClient as ClientV3, createClient as createClientV3 } from "./v3/client.js";
import { associationsOperations as theAssociationsV3, type AssociationsOperations as AssociationsV3 } from "./v3/associations.operations.js";
import { attendanceOperations as theAttendanceV3, type AttendanceOperations as AttendanceV3 } from "./v3/attendance.operations.js";
import { callsOperations as theCallsV3 } from "./v3/objects.operations.js";
import { campaignsOperations as theCampaignsV3, type CampaignsOperations as CampaignsV3 } from "./v3/campaigns.operations.js";
import { cartsOperations as theCartsV3 } from "./v3/objects.operations.js";
import { communicationPreferencesOperations as theCommunicationPreferencesV3, type CommunicationPreferencesOperations as CommunicationPreferencesV3 } from "./v3/communication-preferences.operations.js";
import { communicationsOperations as theCommunicationsV3 } from "./v3/objects.operations.js";
import { companiesOperations as theCompaniesV3 } from "./v3/objects.operations.js";
import { contactsOperations as theContactsV3 } from "./v3/objects.operations.js";
import { customEventsOperations as theCustomEventsV3, type CustomEventsOperations as CustomEventsV3 } from "./v3/custom-events.operations.js";
import { dealsOperations as theDealsV3 } from "./v3/objects.operations.js";
import { discountsOperations as theDiscountsV3 } from "./v3/objects.operations.js";
import { emailsOperations as theEmailsV3 } from "./v3/objects.operations.js";
import { feesOperations as theFeesV3 } from "./v3/objects.operations.js";
import { invoicesOperations as theInvoicesV3 } from "./v3/objects.operations.js";
import { leadsOperations as theLeadsV3 } from "./v3/objects.operations.js";
import { lineItemsOperations as theLineItemsV3 } from "./v3/objects.operations.js";
import { listingsOperations as theListingsV3, type ListingsOperations as ListingsV3 } from "./v3/listings.operations.js";
import { listsOperations as theListsV3, type ListsOperations as ListsV3 } from "./v3/lists.operations.js";
import { marketingEventsOperations as theMarketingEventsV3, type MarketingEventsOperations as MarketingEventsV3 } from "./v3/marketing-events.operations.js";
import { meetingsOperations as theMeetingsV3 } from "./v3/objects.operations.js";
import { notesOperations as theNotesV3 } from "./v3/objects.operations.js";
import { objectsOperations as theObjectsV3, type ObjectsOperations as ObjectsV3 } from "./v3/objects.operations.js";
import { ordersOperations as theOrdersV3 } from "./v3/objects.operations.js";
import { postalMailOperations as thePostalMailV3 } from "./v3/objects.operations.js";
import { productsOperations as theProductsV3 } from "./v3/objects.operations.js";
import { propertiesOperations as thePropertiesV3, type PropertiesOperations as PropertiesV3 } from "./v3/properties.operations.js";
import { quotesOperations as theQuotesV3 } from "./v3/objects.operations.js";
import { tasksOperations as theTasksV3 } from "./v3/objects.operations.js";
import { taxesOperations as theTaxesV3 } from "./v3/objects.operations.js";
import { ticketsOperations as theTicketsV3 } from "./v3/objects.operations.js";
import { timelineOperations as theTimelineV3, type TimelineOperations as TimelineV3 } from "./v3/timeline.operations.js";
import { accountReads as theAccountReadsV3, type AccountReads as AccountReadsV3 } from "./v3/account.reads.js";
import { listingsReads as theListingsReadsV3, type ListingsReads as ListingsReadsV3 } from "./v3/listings.reads.js";
import { marketingEventsReads as theMarketingEventsReadsV3, type MarketingEventsReads as MarketingEventsReadsV3 } from "./v3/marketing-events.reads.js";

/** The inputs, records and parameters of every operation, by version. */
export interface Versions {
  /** What a client of 2026-03 offers. */
  "2026-03": {
    client: Client202603;
    operations: {
      /** The batch operations of `associations` in 2026-03: `archiveLabels`, `archive`, `createDefault`, `create`, `read`. */
      associations: Associations202603;
      /** The batch operations of `attendance` in 2026-03: `createByEmail`, `createByExternalEventAndEmail`, `createByExternalEvent`, `create`. */
      attendance: Attendance202603;
      /** The batch operations of `calls` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      calls: Bound<Objects202603, "objectType">;
      /** The batch operations of `campaigns` in 2026-03: `archive`, `create`, `read`, `update`. */
      campaigns: Campaigns202603;
      /** The batch operations of `carts` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      carts: Bound<Objects202603, "objectType">;
      /** The batch operations of `communicationPreferences` in 2026-03: `readStatuses`, `readUnsubscribeAll`, `unsubscribeAll`, `writeStatuses`. */
      communicationPreferences: CommunicationPreferences202603;
      /** The batch operations of `communications` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      communications: Bound<Objects202603, "objectType">;
      /** The batch operations of `companies` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      companies: Bound<Objects202603, "objectType">;
      /** The batch operations of `contacts` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      contacts: Bound<Objects202603, "objectType">;
      /** The batch operations of `customEvents` in 2026-03: `send`. */
      customEvents: CustomEvents202603;
      /** The batch operations of `deals` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      deals: Bound<Objects202603, "objectType">;
      /** The batch operations of `discounts` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      discounts: Bound<Objects202603, "objectType">;
      /** The batch operations of `emails` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      emails: Bound<Objects202603, "objectType">;
      /** The batch operations of `fees` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      fees: Bound<Objects202603, "objectType">;
      /** The batch operations of `invoices` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      invoices: Bound<Objects202603, "objectType">;
      /** The batch operations of `leads` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      leads: Bound<Objects202603, "objectType">;
      /** The batch operations of `lineItems` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      lineItems: Bound<Objects202603, "objectType">;
      /** The batch operations of `listings` in 2026-03: `read`, `update`. */
      listings: Listings202603;
      /** The batch operations of `lists` in 2026-03: `addMemberships`, `readMemberships`, `removeMemberships`. */
      lists: Lists202603;
      /** The batch operations of `marketingEvents` in 2026-03: `archive`, `delete`, `update`, `upsert`. */
      marketingEvents: MarketingEvents202603;
      /** The batch operations of `meetings` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      meetings: Bound<Objects202603, "objectType">;
      /** The batch operations of `notes` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      notes: Bound<Objects202603, "objectType">;
      /** The batch operations of `objects` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      objects: Objects202603;
      /** The batch operations of `orders` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      orders: Bound<Objects202603, "objectType">;
      /** The batch operations of `postalMail` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      postalMail: Bound<Objects202603, "objectType">;
      /** The batch operations of `products` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      products: Bound<Objects202603, "objectType">;
      /** The batch operations of `properties` in 2026-03: `archive`, `create`, `read`. */
      properties: Properties202603;
      /** The batch operations of `quotes` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      quotes: Bound<Objects202603, "objectType">;
      /** The batch operations of `tasks` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      tasks: Bound<Objects202603, "objectType">;
      /** The batch operations of `taxes` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      taxes: Bound<Objects202603, "objectType">;
      /** The batch operations of `tickets` in 2026-03: `archive`, `create`, `read`, `update`, `upsert`. */
      tickets: Bound<Objects202603, "objectType">;
      /** The batch operations of `timeline` in 2026-03: `create`. */
      timeline: Timeline202603;
    };
    reads: {
      /** What reads `account` in 2026-03, through `api`: `details`, `token`, `usage`. */
      account: AccountReads202603;
      /** What reads `listings` in 2026-03, through `api`: `get`, `list`. */
      listings: ListingsReads202603;
      /** What reads `marketingEvents` in 2026-03, through `api`: `get`, `getByExternalId`, `list`. */
      marketingEvents: MarketingEventsReads202603;
    };
  };
  /** What a client of 2026-09 offers. */
  "2026-09": {
    client: Client202609;
    operations: {
      /** The batch operations of `associations` in 2026-09: `archiveLabels`, `archive`, `createDefault`, `create`, `read`. */
      associations: Associations202609;
      /** The batch operations of `attendance` in 2026-09: `createByEmail`, `createByExternalEventAndEmail`, `createByExternalEvent`, `create`. */
      attendance: Attendance202609;
      /** The batch operations of `calls` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      calls: Bound<Objects202609, "objectType">;
      /** The batch operations of `campaigns` in 2026-09: `archive`, `create`, `read`, `update`. */
      campaigns: Campaigns202609;
      /** The batch operations of `carts` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      carts: Bound<Objects202609, "objectType">;
      /** The batch operations of `communicationPreferences` in 2026-09: `readStatuses`, `readUnsubscribeAll`, `unsubscribeAll`, `writeStatuses`. */
      communicationPreferences: CommunicationPreferences202609;
      /** The batch operations of `communications` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      communications: Bound<Objects202609, "objectType">;
      /** The batch operations of `companies` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      companies: Bound<Objects202609, "objectType">;
      /** The batch operations of `contacts` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      contacts: Bound<Objects202609, "objectType">;
      /** The batch operations of `customEvents` in 2026-09: `send`. */
      customEvents: CustomEvents202609;
      /** The batch operations of `deals` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      deals: Bound<Objects202609, "objectType">;
      /** The batch operations of `discounts` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      discounts: Bound<Objects202609, "objectType">;
      /** The batch operations of `emails` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      emails: Bound<Objects202609, "objectType">;
      /** The batch operations of `fees` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      fees: Bound<Objects202609, "objectType">;
      /** The batch operations of `invoices` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      invoices: Bound<Objects202609, "objectType">;
      /** The batch operations of `leads` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      leads: Bound<Objects202609, "objectType">;
      /** The batch operations of `lineItems` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      lineItems: Bound<Objects202609, "objectType">;
      /** The batch operations of `listings` in 2026-09: `read`, `update`. */
      listings: Listings202609;
      /** The batch operations of `lists` in 2026-09: `addMemberships`, `readMemberships`, `removeMemberships`. */
      lists: Lists202609;
      /** The batch operations of `marketingEvents` in 2026-09: `archive`, `delete`, `update`, `upsert`. */
      marketingEvents: MarketingEvents202609;
      /** The batch operations of `meetings` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      meetings: Bound<Objects202609, "objectType">;
      /** The batch operations of `notes` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      notes: Bound<Objects202609, "objectType">;
      /** The batch operations of `objects` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      objects: Objects202609;
      /** The batch operations of `orders` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      orders: Bound<Objects202609, "objectType">;
      /** The batch operations of `postalMail` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      postalMail: Bound<Objects202609, "objectType">;
      /** The batch operations of `products` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      products: Bound<Objects202609, "objectType">;
      /** The batch operations of `properties` in 2026-09: `archive`, `create`, `read`. */
      properties: Properties202609;
      /** The batch operations of `quotes` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      quotes: Bound<Objects202609, "objectType">;
      /** The batch operations of `tasks` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      tasks: Bound<Objects202609, "objectType">;
      /** The batch operations of `taxes` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      taxes: Bound<Objects202609, "objectType">;
      /** The batch operations of `tickets` in 2026-09: `archive`, `create`, `read`, `update`, `upsert`. */
      tickets: Bound<Objects202609, "objectType">;
    };
    reads: {
      /** What reads `account` in 2026-09, through `api`: `details`, `token`, `usage`. */
      account: AccountReads202609;
      /** What reads `listings` in 2026-09, through `api`: `get`, `list`. */
      listings: ListingsReads202609;
      /** What reads `marketingEvents` in 2026-09, through `api`: `get`, `getByExternalId`, `list`. */
      marketingEvents: MarketingEventsReads202609;
    };
  };
  /** What a client of v3 offers. */
  v3: {
    client: ClientV3;
    operations: {
      /** The batch operations of `associations` in v3: `archiveLabels`, `archive`, `createDefault`, `create`, `read`. */
      associations: AssociationsV3;
      /** The batch operations of `attendance` in v3: `createByEmail`, `createByExternalEventAndEmail`, `createByExternalEvent`, `create`. */
      attendance: AttendanceV3;
      /** The batch operations of `calls` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      calls: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `campaigns` in v3: `archive`, `create`, `read`, `update`. */
      campaigns: CampaignsV3;
      /** The batch operations of `carts` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      carts: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `communicationPreferences` in v3: `readStatuses`, `readUnsubscribeAll`, `unsubscribeAll`, `writeStatuses`. */
      communicationPreferences: CommunicationPreferencesV3;
      /** The batch operations of `communications` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      communications: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `companies` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      companies: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `contacts` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      contacts: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `customEvents` in v3: `send`. */
      customEvents: CustomEventsV3;
      /** The batch operations of `deals` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      deals: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `discounts` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      discounts: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `emails` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      emails: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `fees` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      fees: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `invoices` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      invoices: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `leads` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      leads: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `lineItems` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      lineItems: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `listings` in v3: `read`, `update`. */
      listings: ListingsV3;
      /** The batch operations of `lists` in v3: `addMemberships`, `readMemberships`, `removeMemberships`. */
      lists: ListsV3;
      /** The batch operations of `marketingEvents` in v3: `archive`, `delete`, `update`, `upsert`. */
      marketingEvents: MarketingEventsV3;
      /** The batch operations of `meetings` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      meetings: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `notes` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      notes: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `objects` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      objects: ObjectsV3;
      /** The batch operations of `orders` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      orders: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `postalMail` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      postalMail: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `products` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      products: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `properties` in v3: `archive`, `create`, `read`. */
      properties: PropertiesV3;
      /** The batch operations of `quotes` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      quotes: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `tasks` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      tasks: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `taxes` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      taxes: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `tickets` in v3: `archive`, `create`, `read`, `update`, `upsert`. */
      tickets: Bound<ObjectsV3, "objectType">;
      /** The batch operations of `timeline` in v3: `create`. */
      timeline: TimelineV3;
    };
    reads: {
      /** What reads `account` in v3, through `api`: `details`, `token`, `usage`. */
      account: AccountReadsV3;
      /** What reads `listings` in v3, through `api`: `get`, `list`. */
      listings: ListingsReadsV3;
      /** What reads `marketingEvents` in v3, through `api`: `get`, `getByExternalId`, `list`. */
      marketingEvents: MarketingEventsReadsV3;
    };
  };
}

/** Every operation that the contracts describe, by version. */
export const contract: Contract<Versions> = {
  versions: {
    "2026-03": {
      createClient: createClient202603,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: theAssociations202603,
        attendance: theAttendance202603,
        calls: theCalls202603,
        campaigns: theCampaigns202603,
        carts: theCarts202603,
        communicationPreferences: theCommunicationPreferences202603,
        communications: theCommunications202603,
        companies: theCompanies202603,
        contacts: theContacts202603,
        customEvents: theCustomEvents202603,
        deals: theDeals202603,
        discounts: theDiscounts202603,
        emails: theEmails202603,
        fees: theFees202603,
        invoices: theInvoices202603,
        leads: theLeads202603,
        lineItems: theLineItems202603,
        listings: theListings202603,
        lists: theLists202603,
        marketingEvents: theMarketingEvents202603,
        meetings: theMeetings202603,
        notes: theNotes202603,
        objects: theObjects202603,
        orders: theOrders202603,
        postalMail: thePostalMail202603,
        products: theProducts202603,
        properties: theProperties202603,
        quotes: theQuotes202603,
        tasks: theTasks202603,
        taxes: theTaxes202603,
        tickets: theTickets202603,
        timeline: theTimeline202603,
      },
      reads: {
        account: theAccountReads202603,
        listings: theListingsReads202603,
        marketingEvents: theMarketingEventsReads202603,
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: theAssociations202609,
        attendance: theAttendance202609,
        calls: theCalls202609,
        campaigns: theCampaigns202609,
        carts: theCarts202609,
        communicationPreferences: theCommunicationPreferences202609,
        communications: theCommunications202609,
        companies: theCompanies202609,
        contacts: theContacts202609,
        customEvents: theCustomEvents202609,
        deals: theDeals202609,
        discounts: theDiscounts202609,
        emails: theEmails202609,
        fees: theFees202609,
        invoices: theInvoices202609,
        leads: theLeads202609,
        lineItems: theLineItems202609,
        listings: theListings202609,
        lists: theLists202609,
        marketingEvents: theMarketingEvents202609,
        meetings: theMeetings202609,
        notes: theNotes202609,
        objects: theObjects202609,
        orders: theOrders202609,
        postalMail: thePostalMail202609,
        products: theProducts202609,
        properties: theProperties202609,
        quotes: theQuotes202609,
        tasks: theTasks202609,
        taxes: theTaxes202609,
        tickets: theTickets202609,
      },
      reads: {
        account: theAccountReads202609,
        listings: theListingsReads202609,
        marketingEvents: theMarketingEventsReads202609,
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: theAssociationsV3,
        attendance: theAttendanceV3,
        calls: theCallsV3,
        campaigns: theCampaignsV3,
        carts: theCartsV3,
        communicationPreferences: theCommunicationPreferencesV3,
        communications: theCommunicationsV3,
        companies: theCompaniesV3,
        contacts: theContactsV3,
        customEvents: theCustomEventsV3,
        deals: theDealsV3,
        discounts: theDiscountsV3,
        emails: theEmailsV3,
        fees: theFeesV3,
        invoices: theInvoicesV3,
        leads: theLeadsV3,
        lineItems: theLineItemsV3,
        listings: theListingsV3,
        lists: theListsV3,
        marketingEvents: theMarketingEventsV3,
        meetings: theMeetingsV3,
        notes: theNotesV3,
        objects: theObjectsV3,
        orders: theOrdersV3,
        postalMail: thePostalMailV3,
        products: theProductsV3,
        properties: thePropertiesV3,
        quotes: theQuotesV3,
        tasks: theTasksV3,
        taxes: theTaxesV3,
        tickets: theTicketsV3,
        timeline: theTimelineV3,
      },
      reads: {
        account: theAccountReadsV3,
        listings: theListingsReadsV3,
        marketingEvents: theMarketingEventsReadsV3,
      },
    },
  },
};
