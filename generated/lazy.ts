// Generated from the contracts by `npm run codegen`: do not edit.
import type { LazyContract } from "../src/contract.js";
import type { Versions } from "./operations.js";
import { createClient as createClient202603 } from "./2026-03/client.js";
import { createClient as createClient202609 } from "./2026-09/client.js";
import { createClient as createClientV3 } from "./v3/client.js";

const s0 = { path: "{fromObjectType}/{toObjectType}", batchSize: 100 } as const;
const s1 = { path: "{fromObjectType}/{toObjectType}", batchSize: 100, maxItems: 2000 } as const;
const s2 = { path: "{fromObjectType}/{toObjectType}", batchSize: 1000, maxItems: 2000 } as const;
const s3 = { path: "{fromObjectType}/{toObjectType}", batchSize: 100, maxItems: 1000 } as const;
const s4 = { archive: s0, archiveLabels: s1, create: s2, createDefault: s0, read: s3 };
const s5 = { path: "{objectId}/{subscriberState}", batchSize: 100 } as const;
const s6 = {
  path: "{externalEventId}/{subscriberState}",
  batchSize: 100,
  query: { externalAccountId: "optional" },
} as const;
const s7 = { create: s5, createByEmail: s5, createByExternalEvent: s6, createByExternalEventAndEmail: s6 };
const s8 = { path: "", batchSize: 100, maxItems: 100 } as const;
const s9 = {
  path: "",
  batchSize: 100,
  maxItems: 100,
  body: { idProperty: "optional", properties: "optional", propertiesWithHistory: "optional" },
  query: { archived: "optional" },
} as const;
const s10 = { archive: s8, create: s8, read: s9, update: s8, upsert: s8 };
const s11 = { path: "", batchSize: 50, maxItems: 50 } as const;
const s12 = {
  path: "",
  batchSize: 50,
  maxItems: 50,
  query: { endDate: "optional", properties: "optional", startDate: "optional" },
} as const;
const s13 = { archive: s11, create: s11, read: s12, update: s11 };
const s14 = { path: "", batchSize: 100, query: { businessUnitId: "optional", channel: "required" } } as const;
const s15 = {
  path: "",
  batchSize: 100,
  query: { businessUnitId: "optional", channel: "required", verbose: "optional" },
} as const;
const s16 = { path: "", batchSize: 100 } as const;
const s17 = { readStatuses: s14, readUnsubscribeAll: s14, unsubscribeAll: s15, writeStatuses: s16 };
const s18 = { path: "", batchSize: 500, maxItems: 500 } as const;
const s19 = { send: s18 };
const s20 = { read: s9, update: s8 };
const s21 = { path: "{listId}", batchSize: 100 } as const;
const s22 = { addMemberships: s21, readMemberships: s16, removeMemberships: s21 };
const s23 = { archive: s16, delete: s16, update: s16, upsert: s16 };
const s24 = { path: "{objectType}", batchSize: 100, maxItems: 100 } as const;
const s25 = {
  path: "{objectType}",
  batchSize: 100,
  maxItems: 100,
  body: { idProperty: "optional", properties: "optional", propertiesWithHistory: "optional" },
  query: { archived: "optional" },
} as const;
const s26 = { archive: s24, create: s24, read: s25, update: s24, upsert: s24 };
const s27 = { path: "{objectType}", batchSize: 100 } as const;
const s28 = {
  path: "{objectType}",
  batchSize: 100,
  body: { archived: "required", dataSensitivity: "optional" },
  query: { locale: "optional" },
} as const;
const s29 = { archive: s27, create: s27, read: s28 };
const s30 = { create: s16 };

/** What a client starts with of every version; an API's operations are loaded when one of them is called. */
export const contract: LazyContract<Versions> = {
  versions: {
    "2026-03": {
      createClient: createClient202603,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./2026-03/associations.operations.js").then((module) => module.associationsOperations) },
        attendance: { signatures: s7, load: () => import("./2026-03/attendance.operations.js").then((module) => module.attendanceOperations) },
        calls: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.callsOperations) },
        campaigns: { signatures: s13, load: () => import("./2026-03/campaigns.operations.js").then((module) => module.campaignsOperations) },
        carts: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.cartsOperations) },
        communicationPreferences: { signatures: s17, load: () => import("./2026-03/communication-preferences.operations.js").then((module) => module.communicationPreferencesOperations) },
        communications: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.contactsOperations) },
        customEvents: { signatures: s19, load: () => import("./2026-03/custom-events.operations.js").then((module) => module.customEventsOperations) },
        deals: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s20, load: () => import("./2026-03/listings.operations.js").then((module) => module.listingsOperations) },
        lists: { signatures: s22, load: () => import("./2026-03/lists.operations.js").then((module) => module.listsOperations) },
        marketingEvents: { signatures: s23, load: () => import("./2026-03/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s26, load: () => import("./2026-03/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.productsOperations) },
        properties: { signatures: s29, load: () => import("./2026-03/properties.operations.js").then((module) => module.propertiesOperations) },
        quotes: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s10, load: () => import("./2026-03/objects.operations.js").then((module) => module.ticketsOperations) },
        timeline: { signatures: s30, load: () => import("./2026-03/timeline.operations.js").then((module) => module.timelineOperations) },
      },
      reads: {
        account: () => import("./2026-03/account.reads.js").then((module) => module.accountReads),
        listings: () => import("./2026-03/listings.reads.js").then((module) => module.listingsReads),
        marketingEvents: () => import("./2026-03/marketing-events.reads.js").then((module) => module.marketingEventsReads),
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./2026-09/associations.operations.js").then((module) => module.associationsOperations) },
        attendance: { signatures: s7, load: () => import("./2026-09/attendance.operations.js").then((module) => module.attendanceOperations) },
        calls: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.callsOperations) },
        campaigns: { signatures: s13, load: () => import("./2026-09/campaigns.operations.js").then((module) => module.campaignsOperations) },
        carts: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.cartsOperations) },
        communicationPreferences: { signatures: s17, load: () => import("./2026-09/communication-preferences.operations.js").then((module) => module.communicationPreferencesOperations) },
        communications: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.contactsOperations) },
        customEvents: { signatures: s19, load: () => import("./2026-09/custom-events.operations.js").then((module) => module.customEventsOperations) },
        deals: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s20, load: () => import("./2026-09/listings.operations.js").then((module) => module.listingsOperations) },
        lists: { signatures: s22, load: () => import("./2026-09/lists.operations.js").then((module) => module.listsOperations) },
        marketingEvents: { signatures: s23, load: () => import("./2026-09/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s26, load: () => import("./2026-09/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.productsOperations) },
        properties: { signatures: s29, load: () => import("./2026-09/properties.operations.js").then((module) => module.propertiesOperations) },
        quotes: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s10, load: () => import("./2026-09/objects.operations.js").then((module) => module.ticketsOperations) },
      },
      reads: {
        account: () => import("./2026-09/account.reads.js").then((module) => module.accountReads),
        listings: () => import("./2026-09/listings.reads.js").then((module) => module.listingsReads),
        marketingEvents: () => import("./2026-09/marketing-events.reads.js").then((module) => module.marketingEventsReads),
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./v3/associations.operations.js").then((module) => module.associationsOperations) },
        attendance: { signatures: s7, load: () => import("./v3/attendance.operations.js").then((module) => module.attendanceOperations) },
        calls: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.callsOperations) },
        campaigns: { signatures: s13, load: () => import("./v3/campaigns.operations.js").then((module) => module.campaignsOperations) },
        carts: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.cartsOperations) },
        communicationPreferences: { signatures: s17, load: () => import("./v3/communication-preferences.operations.js").then((module) => module.communicationPreferencesOperations) },
        communications: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.contactsOperations) },
        customEvents: { signatures: s19, load: () => import("./v3/custom-events.operations.js").then((module) => module.customEventsOperations) },
        deals: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s20, load: () => import("./v3/listings.operations.js").then((module) => module.listingsOperations) },
        lists: { signatures: s22, load: () => import("./v3/lists.operations.js").then((module) => module.listsOperations) },
        marketingEvents: { signatures: s23, load: () => import("./v3/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s26, load: () => import("./v3/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.productsOperations) },
        properties: { signatures: s29, load: () => import("./v3/properties.operations.js").then((module) => module.propertiesOperations) },
        quotes: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s10, load: () => import("./v3/objects.operations.js").then((module) => module.ticketsOperations) },
        timeline: { signatures: s30, load: () => import("./v3/timeline.operations.js").then((module) => module.timelineOperations) },
      },
      reads: {
        account: () => import("./v3/account.reads.js").then((module) => module.accountReads),
        listings: () => import("./v3/listings.reads.js").then((module) => module.listingsReads),
        marketingEvents: () => import("./v3/marketing-events.reads.js").then((module) => module.marketingEventsReads),
      },
    },
  },
};
