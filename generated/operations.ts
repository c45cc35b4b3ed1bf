// Generated from the contracts by `npm run codegen`: do not edit.
import type { Contract } from "../src/contract.js";
import { type ApiClient as Client202603, createClient as createClient202603 } from "./2026-03/client.js";
import { listingsOperations as theListings202603, type ListingsOperations as Listings202603 } from "./2026-03/listings.operations.js";
import { marketingEventsOperations as theMarketingEvents202603, type MarketingEventsOperations as MarketingEvents202603 } from "./2026-03/marketing-events.operations.js";
import { type ApiClient as Client202609, createClient as createClient202609 } from "./2026-09/client.js";
import { listingsOperations as theListings202609, type ListingsOperations as Listings202609 } from "./2026-09/listings.operations.js";
import { marketingEventsOperations as theMarketingEvents202609, type MarketingEventsOperations as MarketingEvents202609 } from "./2026-09/marketing-events.operations.js";
import { type ApiClient as ClientV3, createClient as createClientV3 } from "./v3/client.js";
import { listingsOperations as theListingsV3, type ListingsOperations as ListingsV3 } from "./v3/listings.operations.js";
import { marketingEventsOperations as theMarketingEventsV3, type MarketingEventsOperations as MarketingEventsV3 } from "./v3/marketing-events.operations.js";

/** The inputs, records and parameters of every operation, by version. */
export interface Versions {
  "2026-03": {
    client: Client202603;
    operations: {
      /** The batch operations of `listings` in 2026-03: `update`. */
      listings: Listings202603;
      /** The batch operations of `marketingEvents` in 2026-03: `update`, `upsert`. */
      marketingEvents: MarketingEvents202603;
    };
  };
  "2026-09": {
    client: Client202609;
    operations: {
      /** The batch operations of `listings` in 2026-09: `update`. */
      listings: Listings202609;
      /** The batch operations of `marketingEvents` in 2026-09: `update`, `upsert`. */
      marketingEvents: MarketingEvents202609;
    };
  };
  v3: {
    client: ClientV3;
    operations: {
      /** The batch operations of `listings` in v3: `update`. */
      listings: ListingsV3;
      /** The batch operations of `marketingEvents` in v3: `update`, `upsert`. */
      marketingEvents: MarketingEventsV3;
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
        listings: theListings202603,
        marketingEvents: theMarketingEvents202603,
      },
    },
    "2026-09": {
      createClient: createClient202609,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: theListings202609,
        marketingEvents: theMarketingEvents202609,
      },
    },
    v3: {
      createClient: createClientV3,
      baseUrl: "https://api.hubapi.com",
      operations: {
        listings: theListingsV3,
        marketingEvents: theMarketingEventsV3,
      },
    },
  },
};
