// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/marketing/marketing-events/2026-03": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's marketing events, a page at a time. */
        get: operations["listMarketingEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/{objectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives a marketing event by its id in HubSpot. */
        get: operations["getMarketingEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/batch/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives marketing events by their id in HubSpot; those that are missing are named in a 207. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["archiveMarketingEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/batch/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Updates marketing events by their id in HubSpot. */
        post: operations["updateMarketingEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/events/{externalEventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives a marketing event that this app has created, by its external ids. */
        get: operations["getMarketingEventByExternalId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/events/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes marketing events by the external ids that an app has created them under. Its answers are not documented (confidence low), and neither is a maximum of inputs: 100 is what CRM batches take. */
        post: operations["deleteMarketingEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/marketing-events/2026-03/events/upsert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates marketing events, or updates those that this app has created under the same external ids. */
        post: operations["upsertMarketingEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The app that an event comes from. */
        AppInfo: {
            /** @description The app's id. */
            id: string;
            /** @description The app's name. */
            name: string;
        };
        /** @description One request's worth of records. */
        BatchInputMarketingEventCreateRequestParams: {
            /** @description The records to write. */
            inputs: components["schemas"]["MarketingEventCreateRequestParams"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputMarketingEventExternalUniqueIdentifier: {
            /** @description The inputs. */
            inputs: components["schemas"]["MarketingEventExternalUniqueIdentifier"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputMarketingEventPublicObjectIdDeleteRequest: {
            /** @description The inputs. */
            inputs: components["schemas"]["MarketingEventPublicObjectIdDeleteRequest"][];
        };
        /** @description One request's worth of records. */
        BatchInputMarketingEventPublicUpdateRequestFullV2: {
            /** @description The records to write. */
            inputs: components["schemas"]["MarketingEventPublicUpdateRequestFullV2"][];
        };
        /** @description What became of a batch of upserts. */
        BatchResponseMarketingEventPublicDefaultResponse: {
            /**
             * Format: date-time
             * @description When HubSpot was done with the batch.
             */
            completedAt: string;
            /** @description What was not written, and why. */
            errors?: components["schemas"]["StandardError"][] | undefined;
            /** @description Further reading, by name. */
            links?: {
                [key: string]: string;
            } | undefined;
            /**
             * Format: int32
             * @description How many entries `errors` has.
             */
            numErrors?: number | undefined;
            /**
             * Format: date-time
             * @description When the batch reached HubSpot.
             */
            requestedAt?: string | undefined;
            /** @description What was written, in no particular order. */
            results: components["schemas"]["MarketingEventPublicDefaultResponse"][];
            /**
             * Format: date-time
             * @description When HubSpot began with the batch.
             */
            startedAt: string;
            /**
             * @description How far the batch has come.
             * @enum {string}
             */
            status: "CANCELED" | "COMPLETE" | "PENDING" | "PROCESSING";
        };
        /** @description What became of a batch of updates. */
        BatchResponseMarketingEventPublicDefaultResponseV2: {
            /**
             * Format: date-time
             * @description When HubSpot was done with the batch.
             */
            completedAt: string;
            /** @description What was not written, and why. */
            errors?: components["schemas"]["StandardError"][] | undefined;
            /** @description Further reading, by name. */
            links?: {
                [key: string]: string;
            } | undefined;
            /**
             * Format: int32
             * @description How many entries `errors` has.
             */
            numErrors?: number | undefined;
            /**
             * Format: date-time
             * @description When the batch reached HubSpot.
             */
            requestedAt?: string | undefined;
            /** @description What was written, in no particular order. */
            results: components["schemas"]["MarketingEventPublicDefaultResponseV2"][];
            /**
             * Format: date-time
             * @description When HubSpot began with the batch.
             */
            startedAt: string;
            /**
             * @description How far the batch has come.
             * @enum {string}
             */
            status: "CANCELED" | "COMPLETE" | "PENDING" | "PROCESSING";
        };
        /** @description What became of a batch of updates that was not written in full. */
        BatchResponseMarketingEventPublicDefaultResponseV2WithErrors: {
            /**
             * Format: date-time
             * @description When HubSpot was done with the batch.
             */
            completedAt: string;
            /** @description What was not written, and why. */
            errors?: components["schemas"]["StandardError"][] | undefined;
            /** @description Further reading, by name. */
            links?: {
                [key: string]: string;
            } | undefined;
            /**
             * Format: int32
             * @description How many entries `errors` has.
             */
            numErrors?: number | undefined;
            /**
             * Format: date-time
             * @description When the batch reached HubSpot.
             */
            requestedAt?: string | undefined;
            /** @description What was written, in no particular order. */
            results: components["schemas"]["MarketingEventPublicDefaultResponseV2"][];
            /**
             * Format: date-time
             * @description When HubSpot began with the batch.
             */
            startedAt: string;
            /**
             * @description How far the batch has come.
             * @enum {string}
             */
            status: "CANCELED" | "COMPLETE" | "PENDING" | "PROCESSING";
        };
        /** @description A page of marketing events. */
        CollectionResponseMarketingEventPublicReadResponseV2ForwardPaging: {
            paging?: components["schemas"]["ForwardPaging"] | undefined;
            /** @description The events. */
            results: components["schemas"]["MarketingEventPublicReadResponseV2"][];
        };
        /** @description The value of one property. */
        CrmPropertyWrapper: {
            /** @description The property's internal name. */
            name: string;
            /** @description The value, as text. */
            value: string;
        };
        /** @description Why a whole request was refused. */
        Error: {
            /** @description The kind of problem, as a constant. */
            category?: string | undefined;
            /** @description What the error is about. */
            context?: {
                [key: string]: string[];
            } | undefined;
            /**
             * Format: uuid
             * @description Identifies this request when asking HubSpot's support.
             */
            correlationId?: string | undefined;
            /** @description The single findings behind this error. */
            errors?: components["schemas"]["ErrorDetail"][] | undefined;
            /** @description Further reading, by name. */
            links?: {
                [key: string]: string;
            } | undefined;
            /** @description The problem in words. */
            message?: string | undefined;
            /** @description A finer kind of problem. */
            subCategory?: string | undefined;
        };
        /** @description One finding behind an error. */
        ErrorDetail: {
            /** @description The finding as a constant. */
            code?: string | undefined;
            /** @description What the finding is about. */
            context?: {
                [key: string]: string[];
            } | undefined;
            /** @description The field or parameter at fault. */
            in?: string | undefined;
            /** @description The finding in words. */
            message?: string | undefined;
            /** @description A finer kind of finding. */
            subCategory?: string | undefined;
        };
        /** @description Where the list goes on. */
        ForwardPaging: {
            next?: components["schemas"]["NextPage"] | undefined;
        };
        /** @description One marketing event, known by its external ids. */
        MarketingEventCreateRequestParams: {
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties?: components["schemas"]["PropertyValue"][] | undefined;
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | Date) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: boolean | undefined;
            /** @description Whether the event is over. */
            eventCompleted?: boolean | undefined;
            /** @description What the event is about. */
            eventDescription?: string | undefined;
            /** @description The event's name. */
            eventName: string;
            /** @description Who holds the event. */
            eventOrganizer: string;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: string | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: string | undefined;
            /** @description The account's id in the system the event comes from. */
            externalAccountId: string;
            /** @description The event's id in the system it comes from. */
            externalEventId: string;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | Date) | undefined;
        };
        /** @description An event, by what its app calls it. */
        MarketingEventExternalUniqueIdentifier: {
            /**
             * Format: int32
             * @description The app that has created it.
             */
            appId: number;
            /** @description The account it belongs to in the app. */
            externalAccountId: string;
            /** @description Its id in the app. */
            externalEventId: string;
        };
        /** @description One marketing event as an upsert left it. */
        MarketingEventPublicDefaultResponse: {
            /**
             * Format: date-time
             * @description When HubSpot first stored the event.
             */
            createdAt: string;
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties: components["schemas"]["PropertyValue"][];
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | null) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: (boolean | null) | undefined;
            /** @description Whether the event is over. */
            eventCompleted?: (boolean | null) | undefined;
            /** @description What the event is about. */
            eventDescription?: (string | null) | undefined;
            /** @description The event's name. */
            eventName: string;
            /** @description Who holds the event. */
            eventOrganizer: string;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: (string | null) | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: (string | null) | undefined;
            /** @description The event's id in HubSpot. */
            id: string;
            /** @description The event's id in HubSpot. */
            objectId?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When HubSpot last changed the event.
             */
            updatedAt: string;
        };
        /** @description One marketing event as an update left it. */
        MarketingEventPublicDefaultResponseV2: {
            appInfo?: (components["schemas"]["AppInfo"] | null) | undefined;
            /**
             * Format: date-time
             * @description When HubSpot first stored the event.
             */
            createdAt: string;
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties: components["schemas"]["CrmPropertyWrapper"][];
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | null) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: (boolean | null) | undefined;
            /** @description Whether the event is over. */
            eventCompleted?: (boolean | null) | undefined;
            /** @description What the event is about. */
            eventDescription?: (string | null) | undefined;
            /** @description The event's name. */
            eventName: string;
            /** @description Who holds the event. */
            eventOrganizer?: (string | null) | undefined;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: (string | null) | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: (string | null) | undefined;
            /** @description The event's id in HubSpot. */
            objectId: string;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When HubSpot last changed the event.
             */
            updatedAt: string;
        };
        /** @description An event, by its id in HubSpot. */
        MarketingEventPublicObjectIdDeleteRequest: {
            /** @description The event's id in HubSpot. */
            objectId: string;
        };
        /** @description One marketing event, and how many people took part. */
        MarketingEventPublicReadResponse: {
            /**
             * Format: int32
             * @description How many people attended.
             */
            attendees: number;
            /**
             * Format: int32
             * @description How many people cancelled their registration.
             */
            cancellations: number;
            /**
             * Format: date-time
             * @description When HubSpot first stored the event.
             */
            createdAt: string;
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties?: components["schemas"]["PropertyValue"][] | undefined;
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | null) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: (boolean | null) | undefined;
            /** @description Whether the event is over. */
            eventCompleted?: (boolean | null) | undefined;
            /** @description What the event is about. */
            eventDescription?: (string | null) | undefined;
            /** @description The event's name. */
            eventName: string;
            /** @description Who holds the event. */
            eventOrganizer: string;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: (string | null) | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: (string | null) | undefined;
            /** @description The event's id in the system it comes from. */
            externalEventId: string;
            /** @description The event's id in HubSpot. */
            id: string;
            /**
             * Format: int32
             * @description How many people registered and did not attend.
             */
            noShows: number;
            /** @description The event's id in HubSpot. */
            objectId?: (string | null) | undefined;
            /**
             * Format: int32
             * @description How many people registered.
             */
            registrants: number;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When HubSpot last changed the event.
             */
            updatedAt: string;
        };
        /** @description One marketing event, and how many people took part. */
        MarketingEventPublicReadResponseV2: {
            appInfo?: (components["schemas"]["AppInfo"] | null) | undefined;
            /**
             * Format: int32
             * @description How many people attended.
             */
            attendees?: number | undefined;
            /**
             * Format: int32
             * @description How many people cancelled their registration.
             */
            cancellations?: number | undefined;
            /**
             * Format: date-time
             * @description When HubSpot first stored the event.
             */
            createdAt: string;
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties: components["schemas"]["CrmPropertyWrapper"][];
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | null) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: (boolean | null) | undefined;
            /** @description Whether the event is over. */
            eventCompleted?: (boolean | null) | undefined;
            /** @description What the event is about. */
            eventDescription?: (string | null) | undefined;
            /** @description The event's name. */
            eventName: string;
            /** @description Who holds the event. */
            eventOrganizer?: (string | null) | undefined;
            /** @description How far the event has come. */
            eventStatus?: string | undefined;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: (string | null) | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: (string | null) | undefined;
            /** @description The event's id in the system it comes from. */
            externalEventId?: string | undefined;
            /**
             * Format: int32
             * @description How many people registered and did not attend.
             */
            noShows?: number | undefined;
            /** @description The event's id in HubSpot. */
            objectId: string;
            /**
             * Format: int32
             * @description How many people registered.
             */
            registrants?: number | undefined;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When HubSpot last changed the event.
             */
            updatedAt: string;
        };
        /** @description What to change of one marketing event. */
        MarketingEventPublicUpdateRequestFullV2: {
            /** @description Values of properties that the account has added to its marketing events. */
            customProperties?: components["schemas"]["PropertyValue"][] | undefined;
            /**
             * Format: date-time
             * @description When the event ends.
             */
            endDateTime?: (string | Date) | undefined;
            /** @description Whether the event was called off. */
            eventCancelled?: boolean | undefined;
            /** @description What the event is about. */
            eventDescription?: string | undefined;
            /** @description The event's name. */
            eventName?: string | undefined;
            /** @description Who holds the event. */
            eventOrganizer?: string | undefined;
            /** @description The kind of event, such as `WEBINAR` or `CONFERENCE`. */
            eventType?: string | undefined;
            /** @description Where the event can be found in the system it comes from. */
            eventUrl?: string | undefined;
            /** @description The event's id in HubSpot. */
            objectId: string;
            /**
             * Format: date-time
             * @description When the event starts.
             */
            startDateTime?: (string | Date) | undefined;
        };
        /** @description One hidden part of a value. */
        MaskedSubstring: {
            /**
             * Format: int32
             * @description Where the part ends.
             */
            end: number;
            /**
             * Format: int32
             * @description Where the part starts.
             */
            start: number;
        };
        /** @description The parts of a value that are hidden from view. */
        MaskedSubstrings: {
            /** @description The hidden parts. */
            substrings: components["schemas"]["MaskedSubstring"][];
        };
        /** @description The next page. */
        NextPage: {
            /** @description What to ask the next page with. */
            after: string;
            /** @description The next page's address. */
            link?: string | undefined;
        };
        /** @description The value of one property, and where it came from. */
        PropertyValue: {
            /**
             * @description How sensitive the value is.
             * @enum {string}
             */
            dataSensitivity?: ("high" | "none" | "standard") | undefined;
            /** @description Whether the value is stored encrypted. */
            isEncrypted?: boolean | undefined;
            /** @description Whether the value is stored apart for its size. */
            isLargeValue?: boolean | undefined;
            maskedSubstrings?: components["schemas"]["MaskedSubstrings"] | undefined;
            /** @description The property's internal name. */
            name: string;
            /**
             * Format: int64
             * @description When the value was stored, in ms since 1970.
             */
            persistenceTimestamp?: number | undefined;
            /** @description The request that set the value. */
            requestId?: string | undefined;
            /** @description Whether a person chose the value. */
            selectedByUser?: boolean | undefined;
            /**
             * Format: int64
             * @description When a person chose the value, in ms since 1970.
             */
            selectedByUserTimestamp?: number | undefined;
            /**
             * @description The part of HubSpot that set the value.
             * @enum {string}
             */
            source?: ("ACADEMY" | "ACCEPTANCE_TEST" | "ACTIVITY_AUTO_ASSOCIATE" | "ACTIVITY_LOG_REVERT" | "ADS" | "AI_GROUP" | "ANALYTICS" | "API" | "APPROVALS" | "ASSISTS" | "ASSOCIATIONS" | "AUTOMATION_JOURNEY" | "AUTOMATION_PLATFORM" | "AUTO_ASSOCIATE_BY_DOMAIN" | "AVATARS_SERVICE" | "BATCH_UPDATE" | "BCC_TO_CRM" | "BEHAVIORAL_EVENTS" | "BET_ASSIGNMENT" | "BET_CRM_CONNECTOR" | "BIDEN" | "BILLING" | "BOT" | "BREEZE_AGENT" | "CALCULATED" | "CENTRAL_EXCHANGE_RATES" | "CHATSPOT" | "CLONE_OBJECTS" | "COMMUNICATOR" | "COMPANIES" | "COMPANY_FAMILIES" | "COMPANY_INSIGHTS" | "CONNECTED_ACCOUNT" | "CONTACTS" | "CONTACTS_WEB" | "CONTENT_MEMBERSHIP" | "CONVERSATIONAL_ENRICHMENT" | "CONVERSATIONS" | "CRM_PROCESSES_PLATFORM" | "CRM_UI" | "CRM_UI_BULK_ACTION" | "CUSTOMER_AGENT" | "CUSTOMER_PORTAL" | "DATASET" | "DATA_ENRICHMENT" | "DATA_QUALITY" | "DEALS" | "DEFAULT" | "DELETE_OBJECTS" | "DI_WRITE_TO_CRM" | "EMAIL" | "EMAIL_INBOX_IMPORT" | "EMAIL_INTEGRATION" | "ENGAGEMENTS" | "EXTENSION" | "FILE_MANAGER" | "FLYWHEEL_PRODUCT_DATA_SYNC" | "FORECASTING" | "FORM" | "FORWARD_TO_CRM" | "GMAIL_INTEGRATION" | "GOALS" | "HEISENBERG" | "HELP_DESK" | "HELP_DESK_AI" | "IMPORT" | "INTEGRATION" | "INTEGRATIONS_PLATFORM" | "INTEGRATIONS_SYNC" | "INTENT" | "INTERNAL_PROCESSING" | "LEADIN" | "LEGAL_BASIS_REMEDIATION" | "MARKETPLACE" | "MARKETS" | "MARKET_SOURCING" | "MEETINGS" | "MERGE_COMPANIES" | "MERGE_CONTACTS" | "MERGE_OBJECTS" | "MERGE_REVERT_OBJECTS" | "MICROAPPS" | "MIGRATION" | "MOBILE_ANDROID" | "MOBILE_IOS" | "PAYMENTS" | "PIPELINE_SETTINGS" | "PLAYBOOKS" | "PORTAL_OBJECT_SYNC" | "PORTAL_USER_ASSOCIATOR" | "PRESENTATIONS" | "PRIMARY_AUTOMATION" | "PROPERTY_DEFAULT_VALUE" | "PROPERTY_RESTORE" | "PROPERTY_SETTINGS" | "PROSPECTING_AGENT" | "QUOTAS" | "QUOTES" | "RECYCLING_BIN" | "RESTORE_OBJECTS" | "REVENUE_PLATFORM" | "SALES" | "SALESFORCE" | "SALES_MESSAGES" | "SEQUENCES" | "SETTINGS" | "SIDEKICK" | "SIGNALS" | "SLACK_INTEGRATION" | "SMART_DATA_CAPTURE" | "SOCIAL" | "SUCCESS" | "TALLY" | "TASK" | "UNKNOWN" | "WAL_INCREMENTAL" | "WORKFLOWS" | "WORKFLOW_CONTACT_DELETE_ACTION" | "WORK_UI") | undefined;
            /** @description What set the value, within its source. */
            sourceId?: string | undefined;
            /** @description What set the value, for people to read. */
            sourceLabel?: string | undefined;
            /** @description More on the source, in base64. */
            sourceMetadata?: string | undefined;
            /** @description The service that passed the value on. */
            sourceUpstreamDeployable?: string | undefined;
            /** @description The contacts that the value comes from. */
            sourceVid?: number[] | undefined;
            /**
             * Format: int64
             * @description When the value was set, in ms since 1970.
             */
            timestamp?: number | undefined;
            /** @description The unit that the value is in. */
            unit?: string | undefined;
            /**
             * Format: int32
             * @description The user who set the value.
             */
            updatedByUserId?: number | undefined;
            /** @description Whether `timestamp` also says when the value was stored. */
            useTimestampAsPersistenceTimestamp?: boolean | undefined;
            /** @description The value, as text. */
            value: string;
        };
        /** @description One reason why part of a batch was not written. */
        StandardError: {
            /** @description The kind of problem, as a constant. */
            category?: string | undefined;
            /** @description What the error is about; each key holds a list, for instance of ids. */
            context?: {
                [key: string]: string[];
            } | undefined;
            /** @description The single findings behind this error. */
            errors?: components["schemas"]["ErrorDetail"][] | undefined;
            /** @description Identifies this error. */
            id?: string | undefined;
            /** @description Further reading, by name. */
            links?: {
                [key: string]: string;
            } | undefined;
            /** @description The problem in words. */
            message?: string | undefined;
            /** @description Says `error`. */
            status?: string | undefined;
            /** @description A finer kind of problem. */
            subCategory?: string | undefined;
        };
    };
    responses: {
        /** @description The whole request was refused. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listMarketingEvents: {
        parameters: {
            query?: {
                /** @description Where the page begins: what the page before it gave as `paging.next.after`. */
                after?: string;
                /** @description Most records of the page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionResponseMarketingEventPublicReadResponseV2ForwardPaging"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getMarketingEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's id in HubSpot. */
                objectId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketingEventPublicReadResponseV2"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    archiveMarketingEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventPublicObjectIdDeleteRequest"];
            };
        };
        responses: {
            /** @description The batch was done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    updateMarketingEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventPublicUpdateRequestFullV2"];
            };
        };
        responses: {
            /** @description Every record was written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseMarketingEventPublicDefaultResponseV2"];
                };
            };
            /** @description Some records were written, and some were not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseMarketingEventPublicDefaultResponseV2WithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getMarketingEventByExternalId: {
        parameters: {
            query: {
                /** @description The account's id in the system that the event comes from. */
                externalAccountId: string;
            };
            header?: never;
            path: {
                /** @description The event's id in the system it comes from. */
                externalEventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketingEventPublicReadResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteMarketingEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventExternalUniqueIdentifier"];
            };
        };
        responses: {
            /** @description The batch was done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    upsertMarketingEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventCreateRequestParams"];
            };
        };
        responses: {
            /** @description The batch was processed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseMarketingEventPublicDefaultResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
