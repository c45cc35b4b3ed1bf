// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/crm/lists/2026-09/{listId}/memberships/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes records members of a list; those that are members stay so, and those that HubSpot has not fail. No maximum of inputs is documented: 100 is what CRM batches take. */
        put: operations["addListMemberships"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/lists/2026-09/{listId}/memberships/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes records from a list, whether or not they are members. No maximum of inputs is documented: 100 is what CRM batches take. */
        put: operations["removeListMemberships"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/lists/2026-09/records/memberships/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the lists that records are members of. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["readListMemberships"];
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
        /** @description One request's worth of inputs. */
        BatchInputRecordIdInput: {
            /** @description The inputs. */
            inputs: components["schemas"]["RecordIdInput"][];
        };
        /** @description What became of a batch. */
        BatchResponseRecordIdWithMemberships: {
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
            results: components["schemas"]["RecordIdWithMemberships"][];
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
        /** @description What became of a batch that was not done in full. */
        BatchResponseRecordIdWithMembershipsWithErrors: {
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
            results: components["schemas"]["RecordIdWithMemberships"][];
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
            /** @description Identifies the request in HubSpot's logs. */
            correlationId?: string | undefined;
            /** @description The single findings. */
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
            /** @description The finding, as a constant. */
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
        /** @description One text. */
        ListsAddMembershipsText: {
            /** @description Its id in HubSpot. */
            recordId: string;
        };
        /** @description One text. */
        ListsRemoveMembershipsText: {
            /** @description Its id in HubSpot. */
            recordId: string;
        };
        /** @description What has changed of a list. */
        MembershipsUpdateResponse: {
            /** @description The records that HubSpot has not. */
            recordIdsMissing: string[];
            /** @description Those that are no longer members. */
            recordIdsRemoved: string[];
            /** @description Those that have become members. */
            recordsIdsAdded: string[];
        };
        /** @description A record. */
        RecordIdInput: {
            /** @description The id of its type, such as `0-1` of contacts. */
            objectTypeId: string;
            /** @description Its id in HubSpot. */
            recordId: string;
        };
        /** @description A record, and the lists that it is a member of. */
        RecordIdWithMemberships: {
            /** @description The id of its type, such as `0-1` of contacts. */
            objectTypeId: string;
            /** @description Its id in HubSpot. */
            recordId: string;
            /** @description Its memberships. */
            recordListMemberships: components["schemas"]["RecordListMembership"][];
        };
        /** @description A membership. */
        RecordListMembership: {
            /**
             * Format: date-time
             * @description When the record first became a member.
             */
            firstAddedTimestamp: string;
            /** @description Whether everybody of the account sees the list. */
            isPublicList?: boolean | undefined;
            /**
             * Format: date-time
             * @description When it last did.
             */
            lastAddedTimestamp: string;
            /** @description The list's id. */
            listId: string;
            /**
             * Format: int32
             * @description The list's version then.
             */
            listVersion: number;
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
    addListMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string[];
            };
        };
        responses: {
            /** @description The batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipsUpdateResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    removeListMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string[];
            };
        };
        responses: {
            /** @description The batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipsUpdateResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readListMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputRecordIdInput"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseRecordIdWithMemberships"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseRecordIdWithMembershipsWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
