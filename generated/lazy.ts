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
const s5 = { path: "", batchSize: 100, maxItems: 100 } as const;
const s6 = {
  path: "",
  batchSize: 100,
  maxItems: 100,
  body: { idProperty: "optional", properties: "optional", propertiesWithHistory: "optional" },
  query: { archived: "optional" },
} as const;
const s7 = { archive: s5, create: s5, read: s6, update: s5, upsert: s5 };
const s8 = { update: s5 };
const s9 = { path: "", batchSize: 100 } as const;
const s10 = { update: s9, upsert: s9 };
const s11 = { path: "{objectType}", batchSize: 100, maxItems: 100 } as const;
const s12 = {
  path: "{objectType}",
  batchSize: 100,
  maxItems: 100,
  body: { idProperty: "optional", properties: "optional", propertiesWithHistory: "optional" },
  query: { archived: "optional" },
} as const;
const s13 = { archive: s11, create: s11, read: s12, update: s11, upsert: s11 };

/** What a client starts with of every version; an API's operations are loaded when one of them is called. */
export const contract: LazyContract<Versions> = {
  versions: {
    "2026-03": {
      createClient: createClient202603,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./2026-03/associations.operations.js").then((module) => module.associationsOperations) },
        calls: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.callsOperations) },
        carts: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.cartsOperations) },
        communications: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.contactsOperations) },
        deals: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s8, load: () => import("./2026-03/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s10, load: () => import("./2026-03/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s13, load: () => import("./2026-03/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.productsOperations) },
        quotes: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s7, load: () => import("./2026-03/objects.operations.js").then((module) => module.ticketsOperations) },
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./2026-09/associations.operations.js").then((module) => module.associationsOperations) },
        calls: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.callsOperations) },
        carts: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.cartsOperations) },
        communications: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.contactsOperations) },
        deals: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s8, load: () => import("./2026-09/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s10, load: () => import("./2026-09/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s13, load: () => import("./2026-09/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.productsOperations) },
        quotes: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s7, load: () => import("./2026-09/objects.operations.js").then((module) => module.ticketsOperations) },
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        associations: { signatures: s4, load: () => import("./v3/associations.operations.js").then((module) => module.associationsOperations) },
        calls: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.callsOperations) },
        carts: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.cartsOperations) },
        communications: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.communicationsOperations) },
        companies: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.companiesOperations) },
        contacts: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.contactsOperations) },
        deals: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.dealsOperations) },
        discounts: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.discountsOperations) },
        emails: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.emailsOperations) },
        fees: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.feesOperations) },
        invoices: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.invoicesOperations) },
        leads: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.leadsOperations) },
        lineItems: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.lineItemsOperations) },
        listings: { signatures: s8, load: () => import("./v3/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s10, load: () => import("./v3/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
        meetings: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.meetingsOperations) },
        notes: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.notesOperations) },
        objects: { signatures: s13, load: () => import("./v3/objects.operations.js").then((module) => module.objectsOperations) },
        orders: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.ordersOperations) },
        postalMail: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.postalMailOperations) },
        products: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.productsOperations) },
        quotes: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.quotesOperations) },
        tasks: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.tasksOperations) },
        taxes: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.taxesOperations) },
        tickets: { signatures: s7, load: () => import("./v3/objects.operations.js").then((module) => module.ticketsOperations) },
      },
    },
  },
};
