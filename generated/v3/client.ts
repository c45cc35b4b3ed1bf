// Generated from the contracts by `npm run codegen`: do not edit.
import createFetchClient, { type Client } from "openapi-fetch";
import type { paths as Associations } from "./associations.js";
import type { paths as Listings } from "./listings.js";
import type { paths as MarketingEvents } from "./marketing-events.js";
import type { paths as Objects } from "./objects.js";

/** The fetch client of this version, over all of its paths. */
export type ApiClient = Client<Associations & Listings & MarketingEvents & Objects>;

/** Makes the fetch client. */
export const createClient = createFetchClient<Associations & Listings & MarketingEvents & Objects>;
