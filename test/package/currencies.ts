/** A description as HubSpot publishes that of exchange rates, in words of our own. */
const text = { type: "string", description: "Their words." };
const time = { type: "string", format: "date-time", description: "Their words." };
const currency = { type: "string", description: "Their words.", enum: ["AED", "EUR", "GBP", "USD"] };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const objectOf = (properties: object, ...required: string[]) => ({ type: "object", required, properties });
const listOf = (name: string) => ({ type: "array", items: ref(name) });
const bodyOf = (name: string) => ({ content: { "application/json": { schema: ref(name) } } });

const batch = (input: string, answers: Readonly<Record<string, string>>, scope: string) => ({
  post: {
    tags: ["Batch"],
    summary: "Their words",
    operationId: `post-${input}`,
    parameters: [],
    requestBody: { ...bodyOf(input), required: true },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, name]) => [status, { description: "Their words.", ...bodyOf(name) }]),
      ),
      default: { $ref: "#/components/responses/Error" },
    },
    security: [{ oauth2: [scope] }, { private_apps: [scope] }],
  },
});

const rates = "/settings/currencies/2026-03/exchange-rates/batch";
const results = { results: listOf("ExchangeRate"), startedAt: time, completedAt: time, status: text };
const errors = { errors: listOf("StandardError"), numErrors: { type: "integer", format: "int32" } };

/** It, as JSON. */
export const currencies = {
  openapi: "3.0.1",
  info: { title: "Their title", version: "2026-03" },
  servers: [{ url: "https://api.hubapi.com" }],
  paths: {
    [`${rates}/create`]: batch(
      "BatchInputExchangeRateCreate",
      { "201": "BatchResponse", "207": "BatchResponseWithErrors" },
      "multi-currency-write",
    ),
    [`${rates}/update`]: batch(
      "BatchInputExchangeRateUpdate",
      { "200": "BatchResponse", "207": "BatchResponseWithErrors" },
      "multi-currency-write",
    ),
    [`${rates}/read`]: batch(
      "BatchInputPublicId",
      { "200": "BatchResponse", "207": "BatchResponseWithErrors" },
      "multi-currency-read",
    ),
  },
  components: {
    responses: { Error: { description: "Their words.", content: { "*/*": { schema: ref("Error") } } } },
    schemas: {
      ExchangeRate: objectOf(
        { id: text, fromCurrencyCode: currency, conversionRate: { type: "number" } },
        ...["id", "fromCurrencyCode", "conversionRate"],
      ),
      ExchangeRateCreate: objectOf(
        { fromCurrencyCode: currency, conversionRate: { type: "number" } },
        ...["fromCurrencyCode", "conversionRate"],
      ),
      ExchangeRateUpdate: objectOf(
        { id: text, conversionRate: { type: "number" }, effectiveAt: time },
        "id",
        "conversionRate",
      ),
      PublicId: objectOf({ id: text }, "id"),
      BatchInputExchangeRateCreate: objectOf({ inputs: listOf("ExchangeRateCreate") }, "inputs"),
      BatchInputExchangeRateUpdate: objectOf({ inputs: listOf("ExchangeRateUpdate") }, "inputs"),
      BatchInputPublicId: objectOf({ inputs: listOf("PublicId") }, "inputs"),
      BatchResponse: objectOf(results, "results", "startedAt", "completedAt", "status"),
      BatchResponseWithErrors: objectOf({ ...results, ...errors }, "results", "startedAt", "completedAt", "status"),
      StandardError: objectOf(
        {
          category: text,
          context: {
            type: "object",
            additionalProperties: { type: "array", items: { type: "string" } },
            properties: {},
          },
          errors: listOf("ErrorDetail"),
          id: text,
          links: { type: "object", additionalProperties: { type: "string" }, properties: {} },
          message: text,
          status: text,
          subCategory: { type: "object", properties: {} },
        },
        ...["category", "context", "errors", "links", "message", "status"],
      ),
      ErrorDetail: objectOf({ message: text, code: text }, "message"),
      Error: objectOf({ category: text, correlationId: text, message: text }, "category", "correlationId", "message"),
    },
  },
};
