// Generated from the contracts by `npm run codegen`: do not edit.
import type { LazyContract } from "../src/contract.js";
import type { Versions } from "./operations.js";
import { createClient as createClient202603 } from "./2026-03/client.js";
import { createClient as createClient202609 } from "./2026-09/client.js";
import { createClient as createClientV3 } from "./v3/client.js";

const s0 = { path: "", batchSize: 100, maxItems: 100 } as const;
const s1 = { update: s0 };
const s2 = { path: "", batchSize: 100 } as const;
const s3 = { update: s2, upsert: s2 };

/** What a client starts with of every version; an API's operations are loaded when one of them is called. */
export const contract: LazyContract<Versions> = {
  versions: {
    "2026-03": {
      createClient: createClient202603,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: { signatures: s1, load: () => import("./2026-03/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s3, load: () => import("./2026-03/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: { signatures: s1, load: () => import("./2026-09/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s3, load: () => import("./2026-09/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: { signatures: s1, load: () => import("./v3/listings.operations.js").then((module) => module.listingsOperations) },
        marketingEvents: { signatures: s3, load: () => import("./v3/marketing-events.operations.js").then((module) => module.marketingEventsOperations) },
      },
    },
  },
};
