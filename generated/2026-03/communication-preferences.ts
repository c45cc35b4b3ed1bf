// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/communication-preferences/2026-03/statuses/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads what contacts have agreed to, by their e-mail addresses. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["readStatuses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communication-preferences/2026-03/statuses/batch/unsubscribe-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unsubscribes contacts from everything, by their e-mail addresses. With `verbose`, answers say from what. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["unsubscribeAllStatuses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communication-preferences/2026-03/statuses/batch/unsubscribe-all/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads whether contacts have unsubscribed from everything, by their e-mail addresses. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["readUnsubscribeAllStatuses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/communication-preferences/2026-03/statuses/batch/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Subscribes contacts to types of messages, or unsubscribes them. Answers are not documented in detail (confidence low). No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["writeStatuses"];
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
        BatchInputPublicStatusRequest: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicStatusRequest"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputString: {
            /** @description The e-mail addresses. */
            inputs: string[];
        };
        /** @description What became of a batch that was not done in full. */
        BatchResponsePublicBulkOptOutFromAllResponse: {
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
            results: components["schemas"]["PublicBulkOptOutFromAllResponse"][];
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
        BatchResponsePublicStatus: {
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
            results: components["schemas"]["PublicStatus"][];
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
        BatchResponsePublicStatusBulkResponse: {
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
            results: components["schemas"]["PublicStatusBulkResponse"][];
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
        BatchResponsePublicStatusBulkResponseWithErrors: {
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
            results: components["schemas"]["PublicStatusBulkResponse"][];
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
        BatchResponsePublicWideStatusBulkResponse: {
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
            results: components["schemas"]["PublicWideStatusBulkResponse"][];
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
        BatchResponsePublicWideStatusBulkResponseWithErrors: {
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
            results: components["schemas"]["PublicWideStatusBulkResponse"][];
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
        /** @description One text. */
        CommunicationPreferencesReadStatusesText: {
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
        };
        /** @description One text. */
        CommunicationPreferencesReadUnsubscribeAllText: {
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
        };
        /** @description One text. */
        CommunicationPreferencesUnsubscribeAllText: {
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
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
        /** @description A contact that was unsubscribed from everything. */
        PublicBulkOptOutFromAllResponse: {
            /** @description One for each type of subscription. */
            statuses?: components["schemas"]["PublicStatus"][] | undefined;
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
        };
        /** @description What a contact has agreed to. */
        PublicStatus: {
            /**
             * Format: int64
             * @description The business unit.
             */
            businessUnitId?: number | undefined;
            /**
             * @description Where the messages are sent.
             * @enum {string}
             */
            channel: "EMAIL";
            /**
             * @description On what the permission rests.
             * @enum {string}
             */
            legalBasis?: ("CONSENT_WITH_NOTICE" | "LEGITIMATE_INTEREST_CLIENT" | "LEGITIMATE_INTEREST_OTHER" | "LEGITIMATE_INTEREST_PQL" | "NON_GDPR" | "PERFORMANCE_OF_CONTRACT" | "PROCESS_AND_STORE") | undefined;
            /** @description The same in words. */
            legalBasisExplanation?: string | undefined;
            /**
             * @description What has come of it.
             * @enum {string}
             */
            setStatusSuccessReason?: ("NO_STATUS_CHANGE" | "REQUESTED_CHANGE_OCCURRED" | "RESUBSCRIBE_OCCURRED" | "UNSUBSCRIBE_FROM_ALL_OCCURRED") | undefined;
            /** @description Where it comes from. */
            source: string;
            /**
             * @description Whether the contact is subscribed.
             * @enum {string}
             */
            status: "NOT_SPECIFIED" | "SUBSCRIBED" | "UNSUBSCRIBED";
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
            /**
             * Format: int64
             * @description The type of subscription, by its id in HubSpot.
             */
            subscriptionId: number;
            /** @description What the type of subscription is called. */
            subscriptionName?: string | undefined;
            /**
             * Format: date-time
             * @description Since when.
             */
            timestamp: string;
        };
        /** @description All that a contact has agreed to. */
        PublicStatusBulkResponse: {
            /** @description One for each type of subscription. */
            statuses: components["schemas"]["PublicStatus"][];
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
        };
        /** @description What a contact agrees to, or no longer does. */
        PublicStatusRequest: {
            /**
             * @description Where the messages are sent.
             * @enum {string}
             */
            channel: "EMAIL";
            /**
             * @description On what the permission rests.
             * @enum {string}
             */
            legalBasis?: ("CONSENT_WITH_NOTICE" | "LEGITIMATE_INTEREST_CLIENT" | "LEGITIMATE_INTEREST_OTHER" | "LEGITIMATE_INTEREST_PQL" | "NON_GDPR" | "PERFORMANCE_OF_CONTRACT" | "PROCESS_AND_STORE") | undefined;
            /** @description The same in words. */
            legalBasisExplanation?: string | undefined;
            /**
             * @description Whether the contact is to be subscribed, such as `SUBSCRIBED`.
             * @enum {string}
             */
            statusState: "NOT_SPECIFIED" | "SUBSCRIBED" | "UNSUBSCRIBED";
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
            /**
             * Format: int64
             * @description The type of subscription, by its id in HubSpot.
             */
            subscriptionId: number;
        };
        /** @description Whether a contact has unsubscribed from everything of one sender. */
        PublicWideStatus: {
            /**
             * Format: int64
             * @description The business unit.
             */
            businessUnitId?: number | undefined;
            /**
             * @description Where the messages are sent.
             * @enum {string}
             */
            channel: "EMAIL";
            /**
             * @description Whether the contact is subscribed, such as `UNSUBSCRIBED`.
             * @enum {string}
             */
            status: "NOT_SPECIFIED" | "SUBSCRIBED" | "UNSUBSCRIBED";
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            timestamp: string;
            /**
             * @description Whose messages it is about, such as `PORTAL_WIDE`.
             * @enum {string}
             */
            wideStatusType: "BUSINESS_UNIT_WIDE" | "PORTAL_WIDE";
        };
        /** @description Whether a contact has unsubscribed from everything. */
        PublicWideStatusBulkResponse: {
            /** @description The contact, by its e-mail address, such as `ada@example.com`. */
            subscriberIdString: string;
            /** @description One for the account and each business unit. */
            wideStatuses: components["schemas"]["PublicWideStatus"][];
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
    readStatuses: {
        parameters: {
            query: {
                businessUnitId?: number;
                channel: "EMAIL";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputString"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicStatusBulkResponse"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicStatusBulkResponseWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    unsubscribeAllStatuses: {
        parameters: {
            query: {
                businessUnitId?: number;
                channel: "EMAIL";
                verbose?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputString"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicBulkOptOutFromAllResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readUnsubscribeAllStatuses: {
        parameters: {
            query: {
                businessUnitId?: number;
                channel: "EMAIL";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputString"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicWideStatusBulkResponse"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicWideStatusBulkResponseWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    writeStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicStatusRequest"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicStatus"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
