// Generated from the contracts by `npm run codegen`: do not edit.
export interface paths {
    "/crm/properties/2026-09/{objectType}/batch/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives properties by their names, whether or not there are such. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["archiveProperties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/properties/2026-09/{objectType}/batch/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates properties, each under a name of its own. One whose answer was lost may be there: read before it is sent again. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["createProperties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/properties/2026-09/{objectType}/batch/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads properties by their names. No maximum of inputs is documented: 100 is what CRM batches take. */
        post: operations["readProperties"];
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
        BatchInputPropertyCreate: {
            /** @description The inputs. */
            inputs: components["schemas"]["PropertyCreate"][];
        };
        /** @description One request's worth of inputs. */
        BatchInputPropertyName: {
            /** @description The inputs. */
            inputs: components["schemas"]["PropertyName"][];
        };
        /** @description One request's worth of inputs. */
        BatchReadInputPropertyName: {
            /** @description Whether to read archived properties. */
            archived: boolean;
            /**
             * @description How confidential its values are.
             * @enum {string}
             */
            dataSensitivity?: ("highly_sensitive" | "non_sensitive" | "sensitive") | undefined;
            /** @description The inputs. */
            inputs: components["schemas"]["PropertyName"][];
        };
        /** @description What became of a batch. */
        BatchResponseProperty: {
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
            results: components["schemas"]["Property"][];
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
        BatchResponsePropertyWithErrors: {
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
            results: components["schemas"]["Property"][];
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
        /** @description One choice of a property. */
        Option: {
            /** @description What it means. */
            description?: string | undefined;
            /**
             * Format: int32
             * @description Where it stands among the others; -1 is after them.
             */
            displayOrder?: number | undefined;
            /** @description Whether forms and records leave it out. */
            hidden: boolean;
            /** @description What people read. */
            label: string;
            /** @description What a record has. */
            value: string;
        };
        /** @description One choice of a property. */
        OptionInput: {
            /** @description What it means. */
            description?: string | undefined;
            /**
             * Format: int32
             * @description Where it stands among the others; -1 is after them.
             */
            displayOrder: number;
            /** @description Whether forms and records leave it out. */
            hidden: boolean;
            /** @description What people read. */
            label: string;
            /** @description What a record has. */
            value: string;
        };
        /** @description A property. */
        Property: {
            /** @description Whether it is archived. */
            archived?: boolean | undefined;
            /**
             * Format: date-time
             * @description When it was archived.
             */
            archivedAt?: string | undefined;
            /** @description Whether HubSpot calculates its values. */
            calculated?: boolean | undefined;
            /** @description What it is calculated by. */
            calculationFormula?: string | undefined;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt?: string | undefined;
            /** @description Who created it. */
            createdUserId?: string | undefined;
            /** @description The property that says which currency its amounts are in. */
            currencyPropertyName?: string | undefined;
            /**
             * @description How confidential its values are.
             * @enum {string}
             */
            dataSensitivity?: ("highly_sensitive" | "non_sensitive" | "sensitive") | undefined;
            /**
             * @description How its days are shown.
             * @enum {string}
             */
            dateDisplayHint?: ("absolute" | "absolute_with_relative" | "time_since" | "time_until") | undefined;
            /** @description What it is for. */
            description: string;
            /**
             * Format: int32
             * @description Where it stands among the others; -1 is after them.
             */
            displayOrder?: number | undefined;
            /** @description Whether its choices are kept elsewhere, as owners are. */
            externalOptions?: boolean | undefined;
            /** @description How people fill it in. */
            fieldType: string;
            /** @description Whether forms may ask for it. */
            formField?: boolean | undefined;
            /** @description The group that it belongs to, such as `contactinformation`. */
            groupName: string;
            /** @description Whether no two records may have the same value. */
            hasUniqueValue?: boolean | undefined;
            /** @description Whether people don't see it. */
            hidden?: boolean | undefined;
            /** @description Whether HubSpot defined it. */
            hubspotDefined?: boolean | undefined;
            /** @description What people read. */
            label: string;
            modificationMetadata?: components["schemas"]["PropertyModificationMetadata"] | undefined;
            /** @description Its name in code, such as `erp_id`. */
            name: string;
            /**
             * @description How its numbers are shown.
             * @enum {string}
             */
            numberDisplayHint?: ("currency" | "duration" | "formatted" | "percentage" | "probability" | "unformatted") | undefined;
            /** @description Its choices. */
            options: components["schemas"]["Option"][];
            /** @description The type of the objects that its values are ids of. */
            referencedObjectType?: string | undefined;
            /** @description The kinds of confidential data that it holds. */
            sensitiveDataCategories?: string[] | undefined;
            /** @description Whether amounts are shown with their currency. */
            showCurrencySymbol?: boolean | undefined;
            /**
             * @description How its texts are shown.
             * @enum {string}
             */
            textDisplayHint?: ("domain_name" | "email" | "ip_address" | "multi_line" | "phone_number" | "physical_address" | "postal_code" | "unformatted_single_line") | undefined;
            /** @description What its values are. */
            type: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updatedAt?: string | undefined;
            /** @description Who last changed it. */
            updatedUserId?: string | undefined;
        };
        /** @description A property to create. */
        PropertyCreate: {
            /** @description What it is calculated by. */
            calculationFormula?: string | undefined;
            /** @description The property that says which currency its amounts are in. */
            currencyPropertyName?: string | undefined;
            /**
             * @description How confidential its values are.
             * @enum {string}
             */
            dataSensitivity?: ("highly_sensitive" | "non_sensitive" | "sensitive") | undefined;
            /** @description What it is for. */
            description?: string | undefined;
            /**
             * Format: int32
             * @description Where it stands among the others; -1 is after them.
             */
            displayOrder?: number | undefined;
            /** @description Whether its choices are kept elsewhere, as owners are. */
            externalOptions?: boolean | undefined;
            /**
             * @description How people fill it in.
             * @enum {string}
             */
            fieldType: "booleancheckbox" | "calculation_equation" | "checkbox" | "date" | "file" | "html" | "number" | "phonenumber" | "radio" | "select" | "text" | "textarea";
            /** @description Whether forms may ask for it. */
            formField?: boolean | undefined;
            /** @description The group that it belongs to, such as `contactinformation`. */
            groupName: string;
            /** @description Whether no two records may have the same value. */
            hasUniqueValue?: boolean | undefined;
            /** @description Whether people don't see it. */
            hidden?: boolean | undefined;
            /** @description What people read. */
            label: string;
            /** @description Its name in code, such as `erp_id`. */
            name: string;
            /**
             * @description How its numbers are shown.
             * @enum {string}
             */
            numberDisplayHint?: ("currency" | "duration" | "formatted" | "percentage" | "probability" | "unformatted") | undefined;
            /** @description Its choices. */
            options?: components["schemas"]["OptionInput"][] | undefined;
            /** @description The type of the objects that its values are ids of. */
            referencedObjectType?: string | undefined;
            /** @description Whether amounts are shown with their currency. */
            showCurrencySymbol?: boolean | undefined;
            /**
             * @description How its texts are shown.
             * @enum {string}
             */
            textDisplayHint?: ("domain_name" | "email" | "ip_address" | "multi_line" | "phone_number" | "physical_address" | "postal_code" | "unformatted_single_line") | undefined;
            /**
             * @description What its values are.
             * @enum {string}
             */
            type: "bool" | "date" | "datetime" | "enumeration" | "number" | "phone_number" | "string";
        };
        /** @description What may be changed of a property. */
        PropertyModificationMetadata: {
            /** @description Whether it can be archived. */
            archivable: boolean;
            /** @description Whether its definition stays as it is. */
            readOnlyDefinition: boolean;
            /** @description Whether its choices stay as they are. */
            readOnlyOptions?: boolean | undefined;
            /** @description Whether HubSpot alone writes its values. */
            readOnlyValue: boolean;
        };
        /** @description A property, by its name. */
        PropertyName: {
            /** @description Its name in code, such as `erp_id`. */
            name: string;
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
    archiveProperties: {
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
                "application/json": components["schemas"]["BatchInputPropertyName"];
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
    createProperties: {
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
                "application/json": components["schemas"]["BatchInputPropertyCreate"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseProperty"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePropertyWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    readProperties: {
        parameters: {
            query?: {
                locale?: string;
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
                "application/json": components["schemas"]["BatchReadInputPropertyName"];
            };
        };
        responses: {
            /** @description The whole batch was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponseProperty"];
                };
            };
            /** @description Some of the batch was done, and some was not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponsePropertyWithErrors"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
