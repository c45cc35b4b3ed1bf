// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/crm/objects/2026-03/{objectType}/batch/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives records by their id in HubSpot. */
        post: operations["archiveObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/objects/2026-03/{objectType}/batch/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates records. A record whose answer was lost may have been created: read before it is sent again. */
        post: operations["createObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/objects/2026-03/{objectType}/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads records by their id in HubSpot, or by a property with unique values, which is then to be among `properties`. */
        post: operations["readObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/objects/2026-03/{objectType}/batch/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Updates records by their id in HubSpot, or by a property with unique values. */
        post: operations["updateObjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/objects/2026-03/{objectType}/batch/upsert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates records, or updates those that have the same value of a property with unique values. */
        post: operations["upsertObjects"];
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
        /** @description A kind of association. */
        AssociationSpec: {
            /**
             * @description Who defined it: HubSpot, an app or the account.
             * @enum {string}
             */
            associationCategory: "HUBSPOT_DEFINED" | "INTEGRATOR_DEFINED" | "USER_DEFINED" | "WORK";
            /**
             * Format: int32
             * @description Its number; it says which way the association goes.
             */
            associationTypeId: number;
        };
        /** @description One request's worth of records. */
        BatchInputSimplePublicObjectBatchInput: {
            /** @description The records to write. */
            inputs: components["schemas"]["SimplePublicObjectBatchInput"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputSimplePublicObjectBatchInputForCreate: {
            /** @description The inputs. */
            inputs: components["schemas"]["SimplePublicObjectBatchInputForCreate"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputSimplePublicObjectBatchInputUpsert: {
            /** @description The inputs. */
            inputs: components["schemas"]["SimplePublicObjectBatchInputUpsert"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputSimplePublicObjectId: {
            /** @description The inputs. */
            inputs: components["schemas"]["SimplePublicObjectId"][];
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
        /** @description What became of a batch. */
        BatchResponseSimplePublicUpsertObject: {
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
            /** @description What the answer is about, in no particular order. */
            results: components["schemas"]["SimplePublicUpsertObject"][];
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
        /** @description What became of a batch. */
        BatchResponseSimplePublicUpsertObjectWithErrors: {
            /**
             * Format: date-time
             * @description When HubSpot was done with the batch.
             */
            completedAt: string;
            /** @description What was not done, and why. */
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
            /** @description What the answer is about, in no particular order. */
            results: components["schemas"]["SimplePublicUpsertObject"][];
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
        /** @description One association of a new record. */
        PublicAssociationsForObject: {
            to: components["schemas"]["PublicObjectId"];
            /** @description What kinds of association it is. */
            types: components["schemas"]["AssociationSpec"][];
        };
        /** @description A record, by its id. */
        PublicObjectId: {
            /** @description The record's id in HubSpot. */
            id: string;
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
        /** @description A record to create. */
        SimplePublicObjectBatchInputForCreate: {
            /** @description What the record is associated with from the start. */
            associations?: components["schemas"]["PublicAssociationsForObject"][] | undefined;
            /** @description Any text of the caller's own; errors about this record repeat it. */
            objectWriteTraceId?: string | undefined;
            /** @description The values by internal name. */
            properties: {
                [key: string]: string | number | boolean | Date | undefined;
            };
        };
        /** @description A record to create, or to change where there is one. */
        SimplePublicObjectBatchInputUpsert: {
            /** @description The record's value of the property that `idProperty` names, or its id in HubSpot. */
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
        /** @description One record as it now stands. */
        SimplePublicUpsertObject: {
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
            /** @description Whether it was created. */
            new: boolean;
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
    archiveObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records, such as `contacts` or `2-123`. */
                objectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputSimplePublicObjectId"];
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
    createObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records, such as `contacts` or `2-123`. */
                objectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputSimplePublicObjectBatchInputForCreate"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            201: {
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
    readObjects: {
        parameters: {
            query?: {
                archived?: boolean;
            };
            header?: never;
            path: {
                /** @description The type of the records, such as `contacts` or `2-123`. */
                objectType: string;
            };
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
    updateObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records, such as `contacts` or `2-123`. */
                objectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputSimplePublicObjectBatchInput"];
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
    upsertObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records, such as `contacts` or `2-123`. */
                objectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputSimplePublicObjectBatchInputUpsert"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicUpsertObject"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSimplePublicUpsertObjectWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
