import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contract as shipped } from "../../generated/operations.js";
import { lookOf } from "../../src/match/look.js";
import { match } from "../../src/match/match.js";
import { readEnvelope } from "../../src/outcome/envelope.js";
import { createRandom, shuffle } from "../../src/sandbox/random.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { contract as fixture } from "../fixtures/contract.js";
import { shippedSubjects, upsert } from "./subjects.js";

const { marketingEvents, listings } = shipped.versions["2026-03"].operations;
const operations = {
  upsert: marketingEvents.upsert,
  listings: listings.update,
  create: fixture.versions.v1.operations.contacts.create,
};

/** What became of one input at HubSpot, and how its answer says so. */
interface Fate {
  readonly written: boolean;
  /** Named by an error; else HubSpot is silent, or says that something failed. */
  readonly named: boolean;
  /** Whether the result is left out. */
  readonly silent: boolean;
  /** How the text comes back. */
  readonly spelling: "as sent" | "trimmed" | "upper case" | "composed";
  /** What the record had before, in fields that were not sent. */
  readonly stored: Record<string, string>;
  readonly echoesTrace: boolean;
}

const fates: fc.Arbitrary<Fate> = fc.record({
  written: fc.boolean(),
  named: fc.boolean(),
  silent: fc.boolean(),
  spelling: fc.constantFrom("as sent", "trimmed", "upper case", "composed"),
  stored: fc.record(
    { eventType: fc.constantFrom("A", "B"), eventUrl: fc.constantFrom("https://a", "https://b") },
    { requiredKeys: [] },
  ),
  echoesTrace: fc.boolean(),
});

const words = fc.constantFrom("Launch", " Launch", "launch", "Café", "Cafe\u0301", "Fair");
const dates = fc.constantFrom("2026-05-01T10:00:00Z", "2026-05-01T12:00:00+02:00", "2026-05-02T10:00:00Z");
const event = fc.record(
  {
    eventName: words,
    eventOrganizer: words,
    eventType: fc.constantFrom("A", "B"),
    eventUrl: fc.constantFrom("https://a", "https://b"),
    startDateTime: dates,
    eventCancelled: fc.boolean(),
  },
  { requiredKeys: ["eventName", "eventOrganizer"] },
);

function spelt(value: unknown, spelling: Fate["spelling"]): unknown {
  if (typeof value !== "string") return value;
  if (spelling === "as sent") return value;
  if (spelling === "upper case") return value.trim().toUpperCase();
  return spelling === "composed" ? value.trim().normalize("NFC") : value.trim();
}

const ECHO = [
  "eventName",
  "eventOrganizer",
  "eventType",
  "eventUrl",
  "eventDescription",
  "startDateTime",
  "endDateTime",
  "eventCancelled",
];

function resultOf(input: Record<string, unknown>, { spelling, stored }: Fate, id: string): object {
  const fields = ECHO.map((field) => {
    const value = input[field] ?? stored[field as "eventType"] ?? null;
    const isDate = field.endsWith("DateTime") && typeof value === "string";
    return [field, isDate ? new Date(value).toISOString() : spelt(value, spelling)];
  });
  return { ...Object.fromEntries(fields), id, objectId: id, customProperties: [], createdAt: "2026-01-01T00:00:00Z" };
}

const echo = operations.upsert.match.flatMap((rule) => ("echo" in rule ? rule.echo : []));
const entryOf = (input: object, index: number, trace?: string) => ({
  index,
  input,
  json: JSON.stringify(input),
  fields: input,
  look: lookOf(input, echo),
  identity: undefined,
  trace,
  settled: false,
});

describe("a result", () => {
  it("of an upsert is tied to its own input or to none, and nothing else counts as written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fates), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.boolean(),
        (drawn, seed, numbered) => {
          const inputs = drawn.map(([fields], index) => ({
            ...fields,
            externalAccountId: "1",
            externalEventId: `e${index}`,
          }));
          const told = drawn.flatMap(([, fate], index) =>
            fate.written && !fate.silent ? [resultOf(inputs[index]!, fate, String(index))] : [],
          );
          const errors = drawn.flatMap(([, fate], index) =>
            fate.written || fate.silent
              ? []
              : [{ status: "error", category: "VALIDATION_ERROR", context: { ids: [fate.named ? `e${index}` : ""] } }],
          );
          const entries = inputs.map((input, index) => entryOf(input, index));
          const body = {
            status: "COMPLETE",
            results: shuffle(told, createRandom(seed)),
            ...(errors.length > 0 && { errors, ...(numbered && { numErrors: errors.length }) }),
          };
          const { written, refused, contradictory, undecided, silent } = match(
            entries,
            readEnvelope(body)!,
            operations.upsert,
          );
          for (const { entry, fate } of written) {
            const { record, recordId, matchedBy } = fate;
            expect(drawn[entry.index]![1].written, `input ${entry.index} was not written`).toBe(true);
            if (matchedBy === "count") expect(record).toBeUndefined();
            else expect(recordId).toBe(String(entry.index));
          }
          for (const entry of refused.keys())
            expect(drawn[entry.index]![1]).toMatchObject({ written: false, silent: false });
          // Each input is in exactly one place.
          const places = [
            ...written.map(({ entry }) => entry),
            ...refused.keys(),
            ...contradictory.keys(),
            ...undecided,
            ...silent,
          ];
          expect(places.map(({ index }) => index).sort((one, other) => one - other)).toEqual(
            inputs.map((_, index) => index),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it("of a listing is tied by trace, by the property it is found by, or by id, whatever another's id is", () => {
    const row = fc.record({
      id: fc.constantFrom("1", "2", "3", "A-1", "a-1", "B-2"),
      idProperty: fc.constantFrom(undefined, "sku", "mls"),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(row, fates), {
          maxLength: 10,
          selector: ([{ id, idProperty }]) => `${id.toLowerCase()}/${idProperty}`,
        }),
        fc.nat(),
        (drawn, seed) => {
          const entries = drawn.map(([{ id, idProperty }], index) =>
            entryOf({ id, ...(idProperty && { idProperty }), properties: {} }, index, `t${index}`),
          );
          const results = drawn.flatMap(([{ id, idProperty }, fate], index) => {
            if (!fate.written || fate.silent) return [];
            return [
              {
                // Found by a property, a record has whatever id HubSpot gave it, which may be the one another input names.
                id: idProperty === undefined ? id : String(100 + index),
                properties: { place: String(index), ...(idProperty && { [idProperty]: spelt(id, fate.spelling) }) },
                ...(fate.echoesTrace && { objectWriteTraceId: `t${index}` }),
              },
            ];
          });
          const { written } = match(
            entries,
            readEnvelope({ results: shuffle(results, createRandom(seed)) })!,
            operations.listings,
          );
          for (const { entry, fate } of written) {
            const { record } = fate;
            expect(drawn[entry.index]![1].written && !drawn[entry.index]![1].silent).toBe(true);
            if (record !== undefined) expect(record).toMatchObject({ properties: { place: String(entry.index) } });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of a create is tied by trace alone, and otherwise proven by count or not at all", () => {
    fc.assert(
      fc.property(fc.array(fates, { minLength: 1, maxLength: 10 }), fc.nat(), (drawn, seed) => {
        const entries = drawn.map((_, index) => entryOf({ properties: {} }, index, `t${index}`));
        const results = drawn.flatMap(({ written, silent, echoesTrace }, index) =>
          written && !silent ? [{ id: String(index), ...(echoesTrace && { objectWriteTraceId: `t${index}` }) }] : [],
        );
        const { written } = match(
          entries,
          readEnvelope({ results: shuffle(results, createRandom(seed)) })!,
          operations.create,
        );
        for (const { entry, fate } of written) {
          const { recordId, matchedBy } = fate;
          expect(drawn[entry.index]).toMatchObject({ written: true, silent: false });
          if (matchedBy !== "count") expect(recordId).toBe(String(entry.index));
        }
        if (results.length === entries.length) expect(written).toHaveLength(entries.length);
      }),
      { numRuns: 200 },
    );
  });
});

/** Enough that nothing waits for it. */
const quota = { requests: 1_000_000, intervalMs: 1_000 };
const alike = Array.from({ length: 1_000 }, (_, index) => ({ ...upsert.make(index, index, 1) }));

describe("a thousand events that look exactly alike", () => {
  it("take ten requests, each proven by its complete answer", async () => {
    const sandbox = createSandbox({ contract: upsert.contract });
    const report = await upsert.bind({ accessToken: "token", fetch: sandbox.fetch, quota }).method(alike);
    expect(report.ok).toBe(true);
    expect(sandbox.requests).toHaveLength(10);
    expect(report.outcomes.every((outcome) => outcome.status === "succeeded" && outcome.matchedBy === "count")).toBe(
      true,
    );
    expect(report.untied).toHaveLength(1_000);
  });

  it.each([
    ["named by an error", { status: 207 }, 45, "failed"],
    ["refused with their batches, by name", { status: 400, named: true }, 25, "failed"],
    ["refused with their batches, without a name", { status: 400 }, 250, "failed"],
    ["passed over in silence", "silent", 250, "unknown"],
  ] as const)("take nearer ten requests than a thousand where twenty are %s", async (_, answer, most, status) => {
    const bad = new Set(Array.from({ length: 20 }, (_, index) => index * 37 + 5));
    const sandbox = createSandbox({
      contract: upsert.contract,
      faults: [{ when: (input) => bad.has(upsert.seqOf(input)), answer }],
    });
    const report = await upsert.bind({ accessToken: "token", fetch: sandbox.fetch, quota }).method(alike);
    expect(sandbox.requests.length).toBeLessThanOrEqual(most);
    for (const outcome of report.outcomes) expect(outcome.status).toBe(bad.has(outcome.index) ? status : "succeeded");
  });

  it("but for twenty names get their ids in batches of twenty", async () => {
    const sandbox = createSandbox({ contract: upsert.contract });
    const inputs = Array.from({ length: 2_000 }, (_, index) => upsert.make(index, index, 1 + 3 * (index % 20)));
    const report = await upsert.bind({ accessToken: "token", fetch: sandbox.fetch, quota }).method(inputs);
    expect(sandbox.requests).toHaveLength(100);
    for (const { index, ...outcome } of report.outcomes)
      expect(outcome).toMatchObject({ status: "succeeded", matchedBy: "echo", recordId: expect.any(String) });
  });

  it("but for a custom property, which comes back, get their ids in full batches", async () => {
    const [subject] = shippedSubjects;
    const sandbox = createSandbox({ contract: subject!.contract });
    // Each has its number for a custom property.
    const inputs = Array.from({ length: 1_000 }, (_, index) => subject!.make(index, index, 1));
    const report = await subject!.bind({ accessToken: "token", fetch: sandbox.fetch, quota }).method(inputs);
    expect(sandbox.requests).toHaveLength(10);
    const stored = new Map(sandbox.records("marketingEvents").map((record) => [record["externalEventId"], record]));
    for (const { index, ...outcome } of report.outcomes)
      expect(outcome).toMatchObject({ matchedBy: "echo", recordId: stored.get(`event-${index}`)?.["objectId"] });
  });

  it("are spread over the look-ahead where others can stand between them", async () => {
    const [subject] = shippedSubjects;
    const sandbox = createSandbox({ contract: subject!.contract });
    // Four of each look, one after the other: a batch of a hundred can do without two of a look.
    const inputs = Array.from({ length: 400 }, (_, index) => subject!.make(index, index, Math.floor(index / 4)));
    const report = await subject!.bind({ accessToken: "token", fetch: sandbox.fetch, quota }).method(inputs);
    expect(sandbox.requests).toHaveLength(4);
    expect(report.outcomes.every((outcome) => outcome.status === "succeeded" && outcome.matchedBy === "echo")).toBe(
      true,
    );
    for (const { index, ...outcome } of report.outcomes)
      expect(outcome).toMatchObject({
        status: "succeeded",
        recordId: sandbox.records("marketingEvents").find((record) => record["externalEventId"] === `event-${index}`)?.[
          "objectId"
        ],
      });
  });
});
