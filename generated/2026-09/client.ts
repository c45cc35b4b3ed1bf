// Generated from the contracts by `npm run codegen`: do not edit.
import createFetchClient, { type Client } from "openapi-fetch";
import type { paths as Account } from "./account.js";
import type { paths as Associations } from "./associations.js";
import type { paths as Attendance } from "./attendance.js";
import type { paths as Campaigns } from "./campaigns.js";
import type { paths as CommunicationPreferences } from "./communication-preferences.js";
import type { paths as CustomEvents } from "./custom-events.js";
import type { paths as Listings } from "./listings.js";
import type { paths as Lists } from "./lists.js";
import type { paths as MarketingEvents } from "./marketing-events.js";
import type { paths as Objects } from "./objects.js";
import type { paths as Properties } from "./properties.js";

/** The fetch client of this version, over all of its paths. */
export type ApiClient = Client<Account & Associations & Attendance & Campaigns & CommunicationPreferences & CustomEvents & Listings & Lists & MarketingEvents & Objects & Properties>;

/** Makes the fetch client. */
export const createClient = createFetchClient<Account & Associations & Attendance & Campaigns & CommunicationPreferences & CustomEvents & Listings & Lists & MarketingEvents & Objects & Properties>;
