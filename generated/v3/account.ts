// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/account-info/v3/api-usage/daily/private-apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives how many requests the account's private apps have sent today; it may lag behind. */
        get: operations["getDailyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account-info/v3/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives the account that the token is of. */
        get: operations["getAccountDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/v2/private-apps/get/access-token-info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the scopes of a private app's token. */
        post: operations["getTokenInfo"];
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
        /** @description How much of a limit is used. */
        ApiUsage: {
            /**
             * Format: date-time
             * @description When it was counted.
             */
            collectedAt?: string | undefined;
            /**
             * Format: int64
             * @description Requests so far.
             */
            currentUsage: number;
            /** @description Whether it was counted just now, such as `SUCCESS` or `CACHED`. */
            fetchStatus?: string | undefined;
            /** @description The limit's name. */
            name: string;
            /**
             * Format: date-time
             * @description When the count begins anew.
             */
            resetsAt?: string | undefined;
            /**
             * Format: int64
             * @description Requests at most.
             */
            usageLimit: number;
        };
        /** @description How much of the limits is used. */
        CollectionResponseApiUsage: {
            /** @description The limits. */
            results: components["schemas"]["ApiUsage"][];
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
        /** @description An account. */
        PortalInformationResponse: {
            /** @description The kind of account, such as `STANDARD` or `DEVELOPER_TEST`. */
            accountType: string;
            /** @description Currencies beside the company's. */
            additionalCurrencies?: string[] | undefined;
            /** @description The company's currency. */
            companyCurrency?: string | undefined;
            /** @description Where its data is kept. */
            dataHostingLocation?: string | undefined;
            /**
             * Format: int64
             * @description The account's id.
             */
            portalId: number;
            /** @description The time zone at whose midnight its day begins. */
            timeZone: string;
            /** @description The host of its pages in HubSpot. */
            uiDomain?: string | undefined;
            /** @description Its distance from UTC. */
            utcOffset?: string | undefined;
            /**
             * Format: int64
             * @description Its distance from UTC, in milliseconds.
             */
            utcOffsetMilliseconds?: number | undefined;
        };
        /** @description What a token is of, and what it may do. */
        TokenInfo: {
            /**
             * Format: int64
             * @description The app's id.
             */
            appId?: number | undefined;
            /**
             * Format: int64
             * @description The account's id.
             */
            hubId: number;
            /** @description What it may do. */
            scopes: string[];
            /**
             * Format: int64
             * @description The user who made it.
             */
            userId?: number | undefined;
        };
        /** @description The token to ask about. */
        TokenInfoRequest: {
            /** @description The token. */
            tokenKey: string;
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
    getDailyUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionResponseApiUsage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAccountDetails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalInformationResponse"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTokenInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInfoRequest"];
            };
        };
        responses: {
            /** @description What the token may do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenInfo"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
