// Generated from the contracts by `npm run codegen`: do not edit.
import type { ApiLoaders } from "../../src/contract.js";
import type { Versions } from "../operations.js";
import { createClient } from "./client.js";

/** What makes the client of 2026-09, and loads each API, with its first call. */
export const loaders: ApiLoaders<Versions["2026-09"]> = {
  createClient,
  operations: {
    associations: () => import("./associations.operations.js").then((module) => module.associationsOperations),
    attendance: () => import("./attendance.operations.js").then((module) => module.attendanceOperations),
    calls: () => import("./objects.operations.js").then((module) => module.callsOperations),
    campaigns: () => import("./campaigns.operations.js").then((module) => module.campaignsOperations),
    carts: () => import("./objects.operations.js").then((module) => module.cartsOperations),
    communicationPreferences: () => import("./communication-preferences.operations.js").then((module) => module.communicationPreferencesOperations),
    communications: () => import("./objects.operations.js").then((module) => module.communicationsOperations),
    companies: () => import("./objects.operations.js").then((module) => module.companiesOperations),
    contacts: () => import("./objects.operations.js").then((module) => module.contactsOperations),
    customEvents: () => import("./custom-events.operations.js").then((module) => module.customEventsOperations),
    deals: () => import("./objects.operations.js").then((module) => module.dealsOperations),
    discounts: () => import("./objects.operations.js").then((module) => module.discountsOperations),
    emails: () => import("./objects.operations.js").then((module) => module.emailsOperations),
    fees: () => import("./objects.operations.js").then((module) => module.feesOperations),
    invoices: () => import("./objects.operations.js").then((module) => module.invoicesOperations),
    leads: () => import("./objects.operations.js").then((module) => module.leadsOperations),
    lineItems: () => import("./objects.operations.js").then((module) => module.lineItemsOperations),
    listings: () => import("./listings.operations.js").then((module) => module.listingsOperations),
    lists: () => import("./lists.operations.js").then((module) => module.listsOperations),
    marketingEvents: () => import("./marketing-events.operations.js").then((module) => module.marketingEventsOperations),
    meetings: () => import("./objects.operations.js").then((module) => module.meetingsOperations),
    notes: () => import("./objects.operations.js").then((module) => module.notesOperations),
    objects: () => import("./objects.operations.js").then((module) => module.objectsOperations),
    orders: () => import("./objects.operations.js").then((module) => module.ordersOperations),
    postalMail: () => import("./objects.operations.js").then((module) => module.postalMailOperations),
    products: () => import("./objects.operations.js").then((module) => module.productsOperations),
    properties: () => import("./properties.operations.js").then((module) => module.propertiesOperations),
    quotes: () => import("./objects.operations.js").then((module) => module.quotesOperations),
    tasks: () => import("./objects.operations.js").then((module) => module.tasksOperations),
    taxes: () => import("./objects.operations.js").then((module) => module.taxesOperations),
    tickets: () => import("./objects.operations.js").then((module) => module.ticketsOperations),
  },
  reads: {
    account: () => import("./account.reads.js").then((module) => module.accountReads),
    listings: () => import("./listings.reads.js").then((module) => module.listingsReads),
    marketingEvents: () => import("./marketing-events.reads.js").then((module) => module.marketingEventsReads),
  },
};
