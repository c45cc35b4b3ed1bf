// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its id in HubSpot and contacts by their ids. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createAttendance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/v3/marketing-events/{objectId}/attendance/{subscriberState}/email-create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its id in HubSpot and contacts by their e-mail addresses, creating those that are missing. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createAttendanceByEmail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its external id and contacts by their ids. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createAttendanceByExternalEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/v3/marketing-events/attendance/{externalEventId}/{subscriberState}/email-create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that contacts `register`, `attend` or `cancel` (the path's subscriberState), for an event by its external id and contacts by their e-mail addresses, creating those that are missing. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createAttendanceByExternalEventAndEmail"];
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
        BatchInputMarketingEventEmailSubscriber: {
            /** @description The inputs. */
            inputs: components["schemas"]["MarketingEventEmailSubscriber"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputMarketingEventSubscriber: {
            /** @description The inputs. */
            inputs: components["schemas"]["MarketingEventSubscriber"][];
        };
        /** @description What became of a batch that was not done in full. */
        BatchResponseSubscriberEmailResponse: {
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
            results: components["schemas"]["SubscriberEmailResponse"][];
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
        BatchResponseSubscriberVidResponse: {
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
            results: components["schemas"]["SubscriberVidResponse"][];
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
        /** @description What a contact did, by its e-mail address. */
        MarketingEventEmailSubscriber: {
            /** @description The values of the contact's properties, by name; they are set where it is created. */
            contactProperties?: {
                [key: string]: string | number | boolean | Date | undefined;
            } | undefined;
            /** @description The contact's e-mail address. */
            email: string;
            /**
             * Format: int64
             * @description When, in ms since 1970.
             */
            interactionDateTime: number;
            /** @description The values of the attendance's properties, by name. */
            properties?: {
                [key: string]: string | number | boolean | Date | undefined;
            } | undefined;
        };
        /** @description What a contact did. */
        MarketingEventSubscriber: {
            /**
             * Format: int64
             * @description When, in ms since 1970.
             */
            interactionDateTime: number;
            /** @description The values of the attendance's properties, by name. */
            properties?: {
                [key: string]: string | number | boolean | Date | undefined;
            } | undefined;
            /**
             * Format: int64
             * @description The contact's id in HubSpot.
             */
            vid: number;
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
        /** @description A contact whose attendance was recorded. */
        SubscriberEmailResponse: {
            /** @description The contact's e-mail address. */
            email: string;
            /**
             * Format: int64
             * @description The contact's id in HubSpot.
             */
            vid: number;
        };
        /** @description A contact whose attendance was recorded. */
        SubscriberVidResponse: {
            /**
             * Format: int64
             * @description The contact's id in HubSpot.
             */
            vid: number;
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
    createAttendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                objectId: string;
                /** @description What the contacts do, such as `register`, `attend` or `cancel`. */
                subscriberState: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventSubscriber"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSubscriberVidResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createAttendanceByEmail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                objectId: string;
                /** @description What the contacts do, such as `register`, `attend` or `cancel`. */
                subscriberState: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventEmailSubscriber"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSubscriberEmailResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createAttendanceByExternalEvent: {
        parameters: {
            query?: {
                externalAccountId?: string;
            };
            header?: never;
            path: {
                externalEventId: string;
                /** @description What the contacts do, such as `register`, `attend` or `cancel`. */
                subscriberState: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventSubscriber"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSubscriberVidResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createAttendanceByExternalEventAndEmail: {
        parameters: {
            query?: {
                externalAccountId?: string;
            };
            header?: never;
            path: {
                externalEventId: string;
                /** @description What the contacts do, such as `register`, `attend` or `cancel`. */
                subscriberState: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputMarketingEventEmailSubscriber"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseSubscriberEmailResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
