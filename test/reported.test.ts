/** What others have reported of HubSpot's batch endpoints, in inputs of our own: from the call to what it tells. */
import { expect, test } from "vitest";
import { createClient, formatReport, type MarketingEventUpsertInput, withStatus } from "../src/index.js";
import { answer as answered, fakeFetch, type Handler, refusal, respond, type Sent } from "./helpers/http.js";

/** A client whose requests are answered so. */
function connect(handler: Handler) {
  const { fetch, sent } = fakeFetch(handler);
  const quota = { requests: 100_000, intervalMs: 1_000 };
  return { hubspot: createClient({ accessToken: "any", fetch, quota, retry: { initialDelayMs: 1 } }), sent };
}

const written = ({ inputs }: Sent) =>
  answered(
    inputs.map((input) => ({ createdAt: "", updatedAt: "", archived: false, properties: {}, ...input })).reverse(),
  );
const events = (...names: string[]): MarketingEventUpsertInput[] =>
  names.map((name) => ({
    externalAccountId: "shop",
    externalEventId: name,
    eventName: name,
    eventOrganizer: "Box office",
  }));
const has = ({ inputs }: Sent, field: string, value: string) => inputs.some((input) => input[field] === value);
/** What is sent of a record's properties, by its id. */
const propertiesIn = (sent: readonly Sent[]) =>
  sent.flatMap(({ inputs }) => inputs.map(({ id, properties }) => [id, properties]));

test("a refusal of two properties fails the record that has them, and the report names both with their codes", async () => {
  const faults = [
    { isValid: false, message: "dear was not a valid number.", error: "INVALID_INTEGER", name: "hs_rent" },
    { isValid: false, message: "today was not a valid long. Portal 9", error: "INVALID_LONG", name: "hs_free_from" },
  ];
  const body = {
    category: "VALIDATION_ERROR",
    correlationId: "c-9",
    message: `Property values were not valid: ${JSON.stringify(faults)}`,
    errors: faults.map(({ message, error, name }) => ({ message, code: error, context: { propertyName: [name] } })),
  };
  const { hubspot } = connect((request) => (has(request, "id", "8") ? refusal(400, body) : written(request)));
  const inputs = [
    { id: "7", properties: { hs_name: "Hut" } },
    { id: "8", properties: { hs_rent: "dear", hs_free_from: "today" } },
  ];
  const report = await hubspot.listings.update(inputs);
  expect(report.outcomes.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  expect(report.errors.map(({ propertyNames, code }) => [propertyNames, code])).toEqual([
    [["hs_rent"], "INVALID_INTEGER"],
    [["hs_free_from"], "INVALID_LONG"],
  ]);
  expect(formatReport(report)).toMatch(/hs_rent: dear .*\(INVALID_INTEGER\)[^]*hs_free_from: today .*\(INVALID_LONG\)/);
});

test("an option among many is told with its property first, and some of the others", async () => {
  const message = `BARN was not one of the allowed options: [${Array.from({ length: 90 }, (_, at) => `KIND_${at}`).join(", ")}]`;
  const fault = { isValid: false, message, error: "INVALID_OPTION", name: "hs_kind", localizedErrorMessage: message };
  const { hubspot } = connect(({ inputs: [bad, ...good] }) => {
    const error = {
      status: "error",
      category: "VALIDATION_ERROR",
      message: `Property values were not valid: [${JSON.stringify({ ...fault, propertyValue: "BARN", portalId: 9 })}]`,
      context: { objectWriteTraceId: [bad?.["objectWriteTraceId"]] },
    };
    return answered(good, [error], 207);
  });
  const inputs = [
    { id: "1", properties: { hs_kind: "BARN" } },
    { id: "2", properties: { hs_name: "Hut" } },
  ];
  const words = formatReport(await hubspot.listings.update(inputs)).replace(/\s+/g, " ");
  expect(words).toContain("1 × hs_kind: BARN was not one of the allowed options (INVALID_OPTION): KIND_0, KIND_1");
  expect(words).toContain("(90 in all)");
  expect(words).not.toMatch(/[{}]|KIND_9/);
});

test("an error that names nobody is that of an input sent alone", async () => {
  const error = {
    status: "error",
    category: "VALIDATION_ERROR",
    message:
      'Property values were not valid: [{"isValid":false,"message":"Enter a number","error":"INVALID_INTEGER","name":"rows"}]',
  };
  const { hubspot, sent } = connect(() => answered([], [error], 207));
  const { outcomes } = await hubspot.marketingEvents.upsert(events("Concert"));
  expect(outcomes).toMatchObject([
    {
      status: "failed",
      scope: "record",
      resend: "pointless",
      error: { message: "rows: Enter a number (INVALID_INTEGER)" },
    },
  ]);
  expect(sent).toHaveLength(1);
});

test("a field of an input in an error's context names it, with the finer kind or without", async () => {
  const { hubspot, sent } = connect(({ inputs }) => {
    const [one, two, ...good] = inputs;
    const errors = [one, two].map((input, place) => ({
      status: "error",
      category: "OBJECT_ALREADY_EXISTS",
      ...(place === 0 && { subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS" }),
      message: `A property named '${String(input?.["name"])}' already exists.`,
      context: { name: [input?.["name"]] },
    }));
    return answered(good.reverse(), errors, 207);
  });
  const property = (name: string) =>
    ({ name, label: name, groupName: "g", type: "string", fieldType: "text" }) as const;
  const inputs = ["seat__c", "row__c", "hall__c", "tier__c"].map(property);
  const report = await hubspot.properties.create(inputs, { path: { objectType: "contacts" } });
  expect(report.outcomes.map(({ status }) => status)).toEqual(["failed", "failed", "succeeded", "succeeded"]);
  expect(withStatus(report, "failed").map(({ error }) => error.message)).toEqual([
    expect.stringContaining("seat__c"),
    expect.stringContaining("row__c"),
  ]);
  expect(sent).toHaveLength(1);
});

test("records that are missing by a unique property are named by the ends of texts, in a request more", async () => {
  const missing = new Set(["erp:4", "erp:40", "erp:77"]);
  const { hubspot, sent } = connect((request) => {
    const lost = request.inputs.filter(({ id }) => missing.has(String(id)));
    if (lost.length > 0)
      return refusal(404, {
        category: "OBJECT_NOT_FOUND",
        context: { missingObjectPropertyValueCoordinates: lost.map(({ id }) => `0-420 erp_id:${String(id)}`) },
      });
    return answered(request.inputs.map(({ id, ...input }) => ({ ...input, id: "9", properties: { erp_id: id } })));
  });
  const inputs = Array.from({ length: 100 }, (_, at) => ({ id: `erp:${at}`, idProperty: "erp_id", properties: {} }));
  const report = await hubspot.listings.update(inputs);
  expect(withStatus(report, "failed").map(({ index }) => index)).toEqual([4, 40, 77]);
  expect(report.counts.succeeded).toBe(97);
  expect(sent).toHaveLength(2);
});

test("a marketing event in conflict tells its property and the record in its way, in the older shape too", async () => {
  const body = {
    message: "Cannot set propertyName=hs_unique_id on 11. 12 already has that value.",
    errorType: "UNIQUE_VALUE_CONFLICT",
    errorTokens: { propertyName: ["hs_unique_id"], existingObjectId: ["12"], conflictingValue: ["9-shop-Matinee"] },
  };
  const { hubspot } = connect((request) =>
    has(request, "externalEventId", "Matinee") ? respond(400, { status: "error", ...body }) : written(request),
  );
  const { outcomes } = await hubspot.marketingEvents.upsert(events("Concert", "Matinee"));
  expect(outcomes).toMatchObject([
    { status: "succeeded" },
    {
      status: "failed",
      error: { category: "UNIQUE_VALUE_CONFLICT", propertyNames: ["hs_unique_id"], existingId: "12" },
    },
  ]);
});

test("numbers and truth values are written as text, and what is undefined is left out", async () => {
  const { hubspot, sent } = connect(written);
  const inputs = [
    { id: "1", properties: { hubspot_owner_id: 770_001 } },
    { id: "2", properties: { hs_sold: false } },
    { id: "3", properties: { hs_name: "Hut", hs_zip: undefined } },
  ];
  expect((await hubspot.listings.update(inputs)).ok).toBe(true);
  expect(propertiesIn(sent)).toEqual([
    ["1", { hubspot_owner_id: "770001" }],
    ["2", { hs_sold: "false" }],
    ["3", { hs_name: "Hut" }],
  ]);
});

test("times with an offset of any form are written in full", async () => {
  const { hubspot, sent } = connect(written);
  const times = ["2019-10-06T18:00:30.500+0000", "2019-10-06T18:00:30+02", "2019-10-06T18:00-03:30"];
  const inputs = times.map((startDateTime, at) => ({ ...events(`Concert ${at}`)[0]!, startDateTime }));
  expect((await hubspot.marketingEvents.upsert(inputs)).ok).toBe(true);
  expect(sent.flatMap(({ inputs }) => inputs.map(({ startDateTime }) => startDateTime))).toEqual([
    "2019-10-06T18:00:30.500+00:00",
    "2019-10-06T18:00:30+02:00",
    "2019-10-06T18:00:00-03:30",
  ]);
});

test.each([1, 2, 100])(
  "a row that comes twice, by its hash, is written twice, in order, %i in a batch",
  async (batchSize) => {
    let under = 0;
    const order: string[] = [];
    const { hubspot } = connect(async (request) => {
      const rows = request.inputs.filter(({ objectWriteTraceId }) => objectWriteTraceId === "hash-a");
      expect(rows.length + under).toBeLessThanOrEqual(1);
      under += rows.length;
      await new Promise((resolve) => setTimeout(resolve, order.length === 0 ? 8 : 1));
      under -= rows.length;
      order.push(...request.inputs.map(({ objectWriteTraceId }) => String(objectWriteTraceId)));
      return written(request);
    });
    const row = (id: string, hash: string) => ({ id, objectWriteTraceId: hash, properties: { hs_name: "Hut" } });
    const report = await hubspot.listings.update([row("1", "hash-a"), row("1", "hash-a"), row("2", "hash-b")], {
      batchSize,
    });
    expect(report.counts).toMatchObject({ total: 3, succeeded: 3 });
    expect(order.filter((hash) => hash === "hash-a")).toHaveLength(2);
  },
);

test("a record is created without associations, which its description required", async () => {
  const { hubspot, sent } = connect(({ inputs }) =>
    answered(inputs.map((input, at) => ({ ...input, id: String(at) })).reverse()),
  );
  const report = await hubspot.companies.create([{ properties: { domain: "hall.example" } }]);
  expect(report.ok).toBe(true);
  expect(propertiesIn(sent)).toEqual([[undefined, { domain: "hall.example" }]]);
});

test("associations from one record to 240 take a request, each tied to its own, in whatever order they are answered", async () => {
  const { hubspot, sent } = connect(({ inputs }) =>
    answered(
      inputs
        .map(({ from, to }) => ({ fromObjectId: idOf(from), toObjectId: idOf(to), labels: [] }))
        .sort((one, other) => one.toObjectId.localeCompare(other.toObjectId)),
    ),
  );
  const types = [{ associationCategory: "HUBSPOT_DEFINED" as const, associationTypeId: 280 }];
  const inputs = Array.from({ length: 240 }, (_, at) => ({ from: { id: "5" }, to: { id: String(at) }, types }));
  const path = { fromObjectType: "companies", toObjectType: "contacts" };
  const report = await hubspot.associations.create(inputs, { path, batchSize: 100 });
  expect(report.counts.succeeded).toBe(240);
  expect(sent).toHaveLength(3);
  for (const { input, ...outcome } of withStatus(report, "succeeded"))
    expect(outcome.record).toMatchObject({ fromObjectId: "5", toObjectId: input.to.id });
});

/** The id of a record as an input names it. */
function idOf(record: unknown): string {
  return String((record as { readonly id: unknown }).id);
}
