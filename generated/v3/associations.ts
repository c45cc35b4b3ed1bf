// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes associations. Its answers are not documented (confidence low), and neither is a maximum of inputs: 100 is what CRM batches take. */
        post: operations["archiveAssociations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/associate/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Associates records without a label. Answers show both directions (confidence medium). No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createDefaultAssociations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Associates records, with labels. At most 2,000 inputs are documented (confidence medium). */
        post: operations["createAssociations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/labels/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes labels from associations. Its answers are not documented (confidence low). */
        post: operations["archiveLabelsAssociations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/v4/associations/{fromObjectType}/{toObjectType}/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads what records are associated with. A record without any succeeds, without a record to show. At most 1,000 inputs are documented. */
        post: operations["readAssociations"];
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
        /** @description A kind of association, with its label. */
        AssociationSpecWithLabel: {
            /**
             * @description Who defined it: HubSpot, an app or the account.
             * @enum {string}
             */
            category: "HUBSPOT_DEFINED" | "INTEGRATOR_DEFINED" | "USER_DEFINED" | "WORK";
            /** @description The type of the records it starts at. */
            fromObjectTypeId?: string | undefined;
            /** @description What people call it; null where it has no label. */
            label?: string | undefined;
            /** @description The type of the records it leads to. */
            toObjectTypeId?: string | undefined;
            /**
             * Format: int32
             * @description Its number.
             */
            typeId: number;
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicAssociationMultiArchive: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicAssociationMultiArchive"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicAssociationMultiPost: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicAssociationMultiPost"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicDefaultAssociationMultiPost: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicDefaultAssociationMultiPost"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPublicFetchAssociationsBatchRequest: {
            /** @description The inputs. */
            inputs: components["schemas"]["PublicFetchAssociationsBatchRequest"][];
        };
        /** @description What became of a batch. */
        BatchResponseLabelsBetweenObjectPair: {
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
            results: components["schemas"]["LabelsBetweenObjectPair"][];
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
        BatchResponseLabelsBetweenObjectPairWithErrors: {
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
            results: components["schemas"]["LabelsBetweenObjectPair"][];
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
        BatchResponsePublicAssociationMultiWithLabel: {
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
            results: components["schemas"]["PublicAssociationMultiWithLabel"][];
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
        BatchResponsePublicAssociationMultiWithLabelWithErrors: {
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
            results: components["schemas"]["PublicAssociationMultiWithLabel"][];
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
        BatchResponsePublicDefaultAssociation: {
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
            results: components["schemas"]["PublicDefaultAssociation"][];
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
        /** @description Two records, and how they are associated now. */
        LabelsBetweenObjectPair: {
            /** @description The id of the record at the start. */
            fromObjectId: string;
            /** @description Its type. */
            fromObjectTypeId: string;
            /** @description The labels of their association. */
            labels: string[];
            /** @description The id of the record at the other end. */
            toObjectId: string;
            /** @description Its type. */
            toObjectTypeId: string;
        };
        /** @description One associated record. */
        MultiAssociatedObjectWithLabel: {
            /** @description The kinds of association. */
            associationTypes: components["schemas"]["AssociationSpecWithLabel"][];
            /** @description The record's id in HubSpot. */
            toObjectId: string;
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
        /** @description Associations of one record to remove. */
        PublicAssociationMultiArchive: {
            from: components["schemas"]["PublicObjectId"];
            /** @description The records at the other end. */
            to: components["schemas"]["PublicObjectId"][];
        };
        /** @description Two records to associate, or to take labels from. */
        PublicAssociationMultiPost: {
            from: components["schemas"]["PublicObjectId"];
            to: components["schemas"]["PublicObjectId"];
            /** @description The kinds of association. */
            types: components["schemas"]["AssociationSpec"][];
        };
        /** @description What a record is associated with. */
        PublicAssociationMultiWithLabel: {
            from: components["schemas"]["PublicObjectId"];
            paging?: components["schemas"]["Paging"] | undefined;
            /** @description The records it is associated with. */
            to: components["schemas"]["MultiAssociatedObjectWithLabel"][];
        };
        /** @description One association; HubSpot answers with both of its directions. */
        PublicDefaultAssociation: {
            associationSpec: components["schemas"]["AssociationSpec"];
            from: components["schemas"]["PublicObjectId"];
            to: components["schemas"]["PublicObjectId"];
        };
        /** @description Two records to associate without a label. */
        PublicDefaultAssociationMultiPost: {
            from: components["schemas"]["PublicObjectId"];
            to: components["schemas"]["PublicObjectId"];
        };
        /** @description A record whose associations to read. */
        PublicFetchAssociationsBatchRequest: {
            /** @description Where an earlier answer left off. */
            after?: string | undefined;
            /** @description The record's id in HubSpot. */
            id: string;
        };
        /** @description A record, by its id. */
        PublicObjectId: {
            /** @description The record's id in HubSpot. */
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
    archiveAssociations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records at the start, such as `contacts` or `2-123`. */
                fromObjectType: string;
                /** @description The type of the records at the other end, such as `companies` or `2-123`. */
                toObjectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicAssociationMultiArchive"];
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
    createDefaultAssociations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records at the start, such as `contacts` or `2-123`. */
                fromObjectType: string;
                /** @description The type of the records at the other end, such as `companies` or `2-123`. */
                toObjectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicDefaultAssociationMultiPost"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicDefaultAssociation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createAssociations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records at the start, such as `contacts` or `2-123`. */
                fromObjectType: string;
                /** @description The type of the records at the other end, such as `companies` or `2-123`. */
                toObjectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicAssociationMultiPost"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseLabelsBetweenObjectPair"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseLabelsBetweenObjectPairWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    archiveLabelsAssociations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records at the start, such as `contacts` or `2-123`. */
                fromObjectType: string;
                /** @description The type of the records at the other end, such as `companies` or `2-123`. */
                toObjectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicAssociationMultiPost"];
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
    readAssociations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type of the records at the start, such as `contacts` or `2-123`. */
                fromObjectType: string;
                /** @description The type of the records at the other end, such as `companies` or `2-123`. */
                toObjectType: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchInputPublicFetchAssociationsBatchRequest"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicAssociationMultiWithLabel"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePublicAssociationMultiWithLabelWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
