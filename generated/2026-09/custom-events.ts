// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/events/custom/2026-09/send/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends occurrences of custom events, at most 500 in a request (the guide on custom events) and 1,250 requests a second. One that is sent twice has occurred twice. */
        post: operations["sendCustomEvents"];
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
        BatchedBehavioralEventHttpCompletionRequest: {
            /** @description The inputs. */
            inputs: components["schemas"]["BehavioralEventHttpCompletionRequest"][];
        };
        /** @description One occurrence of an event. */
        BehavioralEventHttpCompletionRequest: {
            /** @description The e-mail address of the contact that it is of. */
            email?: string | undefined;
            /** @description The event's whole name, as in `pe123_login`. */
            eventName: string;
            /** @description The id in HubSpot of the record that it is of. */
            objectId?: string | undefined;
            /**
             * Format: date-time
             * @description When it occurred; when it is sent, where nothing is said.
             */
            occurredAt?: (string | Date) | undefined;
            /** @description The event's properties, by name. */
            properties: {
                [key: string]: string | number | boolean | Date | undefined;
            };
            /** @description The visitor's tracking token. */
            utk?: string | undefined;
            /** @description Identifies the occurrence. */
            uuid?: string | undefined;
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
    sendCustomEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchedBehavioralEventHttpCompletionRequest"];
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
}
