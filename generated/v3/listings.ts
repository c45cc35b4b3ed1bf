// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/crm/v3/objects/0-420": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account's listings, a page at a time. */
        get: operations["listListings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v3/objects/0-420/{listingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives a listing by its id in HubSpot, or by a property with unique values. */
        get: operations["getListing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v3/objects/0-420/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads listings by their id in HubSpot, or by a property with unique values, which is then to be among `properties`. */
        post: operations["readListings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v3/objects/0-420/batch/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Updates listings by their id in HubSpot, or by a property with unique values. */
        post: operations["updateListings"];
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
        /** @description One request's worth of records. */
        BatchInputSimplePublicObjectBatchInput: {
            /** @description The records to write. */
            inputs: components["schemas"]["SimplePublicObjectBatchInput"][];
        };
        /** @description The records to read, and what of them. */
        BatchReadInputSimplePublicObjectId: {
            /** @description The property with unique values that the ids are values of. */
            idProperty?: string | undefined;
            /** @description The records to read. */
            inputs: components["schemas"]["SimplePublicObjectId"][];
            /** @description The properties to answer with. */
            properties?: string[] | undefined;
            /** @description The properties to answer with that come with their earlier values. */
            propertiesWithHistory?: string[] | undefined;
        };
        /** @description What became of a batch. */
        BatchResponseSimplePublicObject: {
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
            results: components["schemas"]["SimplePublicObject"][];
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
        /** @description What became of a batch that was not written in full. */
        BatchResponseSimplePublicObjectWithErrors: {
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
            results: components["schemas"]["SimplePublicObject"][];
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
        /** @description A page of listings. */
        CollectionResponseSimplePublicObjectForwardPaging: {
            paging?: components["schemas"]["ForwardPaging"] | undefined;
            /** @description The listings. */
            results: components["schemas"]["SimplePublicObject"][];
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
        /** @description The next page. */
        NextPage: {
            /** @description What to ask the next page with. */
            after: string;
            /** @description The next page's address. */
            link?: string | undefined;
        };
        /** @description One thing that HubSpot did differently from what it was asked. */
        PublicObjectWarning: {
            /** @description The kind of warning, as a constant, such as `PROPERTY_VALUE_NORMALIZED` for a value stored in another form. */
            category: string;
            /** @description What the warning is about. */
            context: {
                [key: string]: string;
            };
            /** @description The warning in words. */
            message: string;
        };
        /** @description One record as it now stands. */
        SimplePublicObject: {
            /** @description Whether the record is in the recycling bin. */
            archived: boolean;
            /**
             * Format: date-time
             * @description When the record was archived.
             */
            archivedAt?: (string | null) | undefined;
            /**
             * Format: date-time
             * @description When the record was created.
             */
            createdAt: string;
            /** @description The record's id in HubSpot. */
            id: string;
            /** @description The text that the record was sent with. */
            objectWriteTraceId?: (string | null) | undefined;
            /** @description Values by internal name. */
            properties: {
                [key: string]: string | null;
            };
            /** @description Earlier values by internal name, latest first. */
            propertiesWithHistory?: ({
                [key: string]: components["schemas"]["ValueWithTimestamp"][];
            } | null) | undefined;
            /**
             * Format: date-time
             * @description When the record was last changed.
             */
            updatedAt: string;
            /** @description Where the record is found in HubSpot. */
            url?: (string | null) | undefined;
            /** @description What HubSpot did differently from what it was asked. */
            warnings?: (components["schemas"]["PublicObjectWarning"][] | null) | undefined;
        };
        /** @description What to change of one record. */
        SimplePublicObjectBatchInput: {
            /** @description The record's id in HubSpot, or its value of the property that `idProperty` names. */
            id: string;
            /** @description The property with unique values that `id` is a value of. */
            idProperty?: string | undefined;
            /** @description Any text of the caller's own; errors about this record repeat it. */
            objectWriteTraceId?: string | undefined;
            /** @description The new values by internal name; an empty text clears a property. */
            properties: {
                [key: string]: string | number | boolean | Date | undefined;
            };
        };
        /** @description Names a record. */
        SimplePublicObjectId: {
            /** @description The record's id in HubSpot, or its value of the property that `idProperty` names. */
            id: string;
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
        /** @description A value that a property had. */
        ValueWithTimestamp: {
            /** @description What set the value, within its source. */
            sourceId?: string | undefined;
            /** @description What set the value, for people to read. */
            sourceLabel?: string | undefined;
            /** @description The part of HubSpot that set the value. */
            sourceType: string;
            /**
             * Format: date-time
             * @description When the value was set.
             */
            timestamp: string;
            /**
             * Format: int32
             * @description The user who set the value.
             */
            updatedByUserId?: number | undefined;
            /** @description The value, as text. */
            value: string;
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
    listListings: {
        parameters: {
            query?: {
                /** @description Where the page begins: what the page before it gave as `paging.next.after`. */
                after?: string;
                /** @description Whether to look in the recycling bin. */
                archived?: boolean;
                /** @description Most records of the page. */
                limit?: number;
                /** @description The properties to answer with. */
                properties?: string[];
                /** @description The properties to answer with that come with their earlier values. */
                propertiesWithHistory?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of listings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionResponseSimplePublicObjectForwardPaging"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getListing: {
        parameters: {
            query?: {
                /** @description Whether to look in the recycling bin. */
                archived?: boolean;
                /** @description The property with unique values that `listingId` is a value of. */
                idProperty?: string;
                /** @description The properties to answer with. */
                properties?: string[];
                /** @description The properties to answer with that come with their earlier values. */
                propertiesWithHistory?: string[];
            };
            header?: never;
            path: {
                /** @description The listing's id in HubSpot, or its value of the property that `idProperty` names. */
                listingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimplePublicObject"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readListings: {
        parameters: {
            query?: {
                archived?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchReadInputSimplePublicObjectId"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicObject"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicObjectWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updateListings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputSimplePublicObjectBatchInput"];
            };
        };
        responses: {
            /** @description Every record was written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicObject"];
                };
            };
            /** @description Some records were written, and some were not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicObjectWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
