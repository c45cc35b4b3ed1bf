// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/marketing/campaigns/2026-09/batch/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives campaigns by their id in HubSpot, whether or not there are such. */
        post: operations["archiveCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/campaigns/2026-09/batch/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates campaigns. One whose answer was lost may have been created: read before it is sent again. */
        post: operations["createCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/campaigns/2026-09/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads campaigns by their id in HubSpot; without `properties`, none of those are answered. */
        post: operations["readCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/marketing/campaigns/2026-09/batch/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Updates campaigns by their id in HubSpot. */
        post: operations["updateCampaigns"];
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
        BatchInputPublicCampaignBatchUpdateItem: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicCampaignBatchUpdateItem"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicCampaignDeleteInput: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicCampaignDeleteInput"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicCampaignInput: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicCampaignInput"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicCampaignReadInput: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicCampaignReadInput"][];
        };
        /** @description What became of a batch. */
        BatchResponsePublicCampaign: {
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
            results: components["schemas"]["PublicCampaign"][];
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
        BatchResponsePublicCampaignWithAssets: {
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
            results: components["schemas"]["PublicCampaignWithAssets"][];
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
        BatchResponsePublicCampaignWithAssetsWithErrors: {
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
            results: components["schemas"]["PublicCampaignWithAssets"][];
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
        BatchResponsePublicCampaignWithErrors: {
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
            results: components["schemas"]["PublicCampaign"][];
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
        /** @description Assets of one kind. */
        CollectionResponsePublicCampaignAsset: {
            paging?: components["schemas"]["Paging"] | undefined;
            /** @description The assets. */
            results: components["schemas"]["PublicCampaignAsset"][];
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
        /** @description The page after this one. */
        NextPage: {
            /** @description Where it begins. */
            after: string;
            /** @description Its URL. */
            link?: string | undefined;
        };
        /** @description The pages beside this one. */
        Paging: {
            next?: components["schemas"]["NextPage"] | undefined;
            prev?: components["schemas"]["PreviousPage"] | undefined;
        };
        /** @description The page before this one. */
        PreviousPage: {
            /** @description Where it ends. */
            before: string;
            /** @description Its URL. */
            link?: string | undefined;
        };
        /** @description A business unit. */
        PublicBusinessUnit: {
            /**
             * Format: int64
             * @description Its id in HubSpot.
             */
            id: number;
        };
        /** @description A campaign. */
        PublicCampaign: {
            /** @description The business units that it is of. */
            businessUnits: components["schemas"]["PublicBusinessUnit"][];
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Its id in HubSpot. */
            id: string;
            /** @description The values of its properties, by name. */
            properties: {
                [key: string]: string | null;
            };
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
        };
        /** @description Something that a campaign uses. */
        PublicCampaignAsset: {
            /** @description Its id in HubSpot. */
            id: string;
            /** @description What is counted of it, by name. */
            metrics?: {
                [key: string]: number;
            } | undefined;
            /** @description What it is called. */
            name?: string | undefined;
        };
        /** @description A campaign to change. */
        PublicCampaignBatchUpdateItem: {
            /** @description Its id in HubSpot. */
            id: string;
            /** @description The values of its properties, by name. */
            properties: {
                [key: string]: string | number | boolean | Date | undefined;
            };
        };
        /** @description A campaign to archive. */
        PublicCampaignDeleteInput: {
            /** @description Its id in HubSpot. */
            id: string;
        };
        /** @description A campaign to create. */
        PublicCampaignInput: {
            /** @description The values of its properties, by name; `hs_name` tells it from others. */
            properties: {
                [key: string]: string | number | boolean | Date | undefined;
            };
        };
        /** @description A campaign to read. */
        PublicCampaignReadInput: {
            /** @description Its id in HubSpot. */
            id: string;
        };
        /** @description A campaign, and what it uses. */
        PublicCampaignWithAssets: {
            /** @description Its assets, by their kind. */
            assets: {
                [key: string]: components["schemas"]["CollectionResponsePublicCampaignAsset"];
            };
            /** @description The business units that it is of. */
            businessUnits: components["schemas"]["PublicBusinessUnit"][];
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /** @description Its id in HubSpot. */
            id: string;
            /** @description The values of its properties, by name. */
            properties: {
                [key: string]: string | null;
            };
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt: string;
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
    archiveCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicCampaignDeleteInput"];
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
    createCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicCampaignInput"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaign"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaignWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readCampaigns: {
        parameters: {
            query?: {
                endDate?: string;
                properties?: string[];
                startDate?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicCampaignReadInput"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaignWithAssets"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaignWithAssetsWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updateCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicCampaignBatchUpdateItem"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaign"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicCampaignWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
