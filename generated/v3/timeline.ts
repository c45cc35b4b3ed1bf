// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/integrators/timeline/v3/events/batch/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates events on timelines. One whose answer was lost may have been created: give each an id of its own, and read before it is sent again. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createTimeline"];
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
        BatchInputTimelineEvent: {
            /** @description The inputs. */
            inputs: components["schemas"]["TimelineEvent"][];
        };
        /** @description What became of a batch. */
        BatchResponseTimelineEventResponse: {
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
            results: components["schemas"]["TimelineEventResponse"][];
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
        BatchResponseTimelineEventResponseWithErrors: {
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
            results: components["schemas"]["TimelineEventResponse"][];
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
        /** @description An event to create. */
        TimelineEvent: {
            /** @description The type of the record, where it is of a custom one. */
            customObjectTypeId?: string | undefined;
            /** @description The domain of the company that it is of. */
            domain?: string | undefined;
            /** @description The e-mail address of the contact that it is of. */
            email?: string | undefined;
            /** @description The template that it is of. */
            eventTemplateId: string;
            /** @description What its template may show beside. */
            extraData?: Record<string, unknown> | undefined;
            /** @description Its own id; without one, HubSpot gives it one. */
            id?: string | undefined;
            /** @description The id in HubSpot of the record that it is of. */
            objectId?: string | undefined;
            timelineIFrame?: components["schemas"]["TimelineEventIFrame"] | undefined;
            /**
             * Format: date-time
             * @description When it took place; when it is sent, where nothing is said.
             */
            timestamp?: (string | Date) | undefined;
            /** @description The values of its template's tokens, by name. */
            tokens: {
                [key: string]: string | number | boolean | Date | undefined;
            };
            /** @description The visitor's tracking token. */
            utk?: string | undefined;
        };
        /** @description A page to look at from the timeline. */
        TimelineEventIFrame: {
            /** @description What stands above it. */
            headerLabel: string;
            /**
             * Format: int32
             * @description Its height in pixels.
             */
            height: number;
            /** @description What the link to it says. */
            linkLabel: string;
            /** @description Its URL. */
            url: string;
            /**
             * Format: int32
             * @description Its width in pixels.
             */
            width: number;
        };
        /** @description An event. */
        TimelineEventResponse: {
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt?: string | undefined;
            /** @description The type of the record, where it is of a custom one. */
            customObjectTypeId?: string | undefined;
            /** @description The domain of the company that it is of. */
            domain?: string | undefined;
            /** @description The e-mail address of the contact that it is of. */
            email?: string | undefined;
            /** @description The template that it is of. */
            eventTemplateId: string;
            /** @description What its template may show beside. */
            extraData?: Record<string, unknown> | undefined;
            /** @description Its own id; without one, HubSpot gives it one. */
            id: string;
            /** @description The id in HubSpot of the record that it is of. */
            objectId?: string | undefined;
            /** @description The type of the record. */
            objectType: string;
            timelineIFrame?: components["schemas"]["TimelineEventIFrame"] | undefined;
            /**
             * Format: date-time
             * @description When it took place; when it is sent, where nothing is said.
             */
            timestamp?: string | undefined;
            /** @description The values of its template's tokens, by name. */
            tokens: {
                [key: string]: string;
            };
            /** @description The visitor's tracking token. */
            utk?: string | undefined;
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
    createTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputTimelineEvent"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseTimelineEventResponse"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseTimelineEventResponseWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
