// Generated from the contracts by `npm run codegen`: do not edit.
import type { LazyContract } from "../src/contract.js";
import type { Versions } from "./operations.js";

const s0 = { path: "{fromObjectType}/{toObjectType}", batchSize: 100 } as const;
const s1 = { path: "{fromObjectType}/{toObjectType}", batchSize: 100, maxItems: 2000 } as const;
const s2 = { path: "{fromObjectType}/{toObjectType}", batchSize: 1000, maxItems: 2000 } as const;
const s3 = { path: "{fromObjectType}/{toObjectType}", batchSize: 1000, maxItems: 1000 } as const;
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
const s31 = { associations: s4, attendance: s7, calls: s10, campaigns: s13, carts: s10, communicationPreferences: s17, communications: s10, companies: s10, contacts: s10, customEvents: s19, deals: s10, discounts: s10, emails: s10, fees: s10, invoices: s10, leads: s10, lineItems: s10, listings: s20, lists: s22, marketingEvents: s23, meetings: s10, notes: s10, objects: s26, orders: s10, postalMail: s10, products: s10, properties: s29, quotes: s10, tasks: s10, taxes: s10, tickets: s10, timeline: s30 };
const s32 = { associations: s4, attendance: s7, calls: s10, campaigns: s13, carts: s10, communicationPreferences: s17, communications: s10, companies: s10, contacts: s10, customEvents: s19, deals: s10, discounts: s10, emails: s10, fees: s10, invoices: s10, leads: s10, lineItems: s10, listings: s20, lists: s22, marketingEvents: s23, meetings: s10, notes: s10, objects: s26, orders: s10, postalMail: s10, products: s10, properties: s29, quotes: s10, tasks: s10, taxes: s10, tickets: s10 };

/** What a client starts with of every version: its operations are loaded when they are called. */
export const contract: LazyContract<Versions> = {
  versions: {
    "2026-03": {
      baseUrl: "https://api.hubapi.com",
      signatures: s31,
      load: () => import("./2026-03/loaders.js").then((module) => module.loaders),
    },
    "2026-09": {
      baseUrl: "https://api.hubapi.com",
      signatures: s32,
      load: () => import("./2026-09/loaders.js").then((module) => module.loaders),
    },
    v3: {
      baseUrl: "https://api.hubapi.com",
      signatures: s31,
      load: () => import("./v3/loaders.js").then((module) => module.loaders),
    },
  },
};
