import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Operation } from "../../src/contract.js";
import type { CallOptions } from "../../src/options/options.js";
import { formatReport } from "../../src/outcome/format.js";
import { identify } from "../../src/run/identify.js";
import { createRandom, shuffle } from "../../src/sandbox/random.js";
import { contactCreates, entriesOf, events, marketingEvents } from "../helpers/entries.js";
import { fakeTime } from "../helpers/fake-time.js";
import { after, answer, fakeFetch, type Handler, respond } from "../helpers/http.js";
import { runOf } from "../helpers/run.js";

// Loaded in real time, for which no fake timer waits.
beforeAll(() => import("../../src/run/asked.js"));
fakeTime();

interface Event {
  readonly externalAccountId: string;
  readonly externalEventId: string;
  readonly eventName: string;
  readonly customProperties?: readonly { readonly name: string; readonly value: string }[];
}

const event = (id: number, eventName: string): Event => ({
  externalAccountId: "a",
  externalEventId: String(id),
  eventName,
});

/** A HubSpot that answers late, out of order and without external ids, and shows of an event what `shown` says. */
function hubspot(shown: (event: Event) => object = ({ eventName }) => ({ eventName })) {
  const random = createRandom(7);
  const ids = new Map<string, string>();
  const answering: Handler = ({ inputs }) => {
    const results = (inputs as unknown as Event[]).map((input) => {
      const id = ids.get(input.externalEventId) ?? `id-${input.externalEventId}`;
      ids.set(input.externalEventId, id);
      return { ...shown(input), objectId: id };
    });
    return answer(shuffle(results, random));
  };
  return (request: Parameters<Handler>[0], count: number) => after((count * 7) % 50, answering)(request, count);
}

async function written(
  inputs: readonly Event[],
  handler: Handler,
  { operation = events, ...options }: CallOptions & { operation?: Operation } = {},
) {
  const { fetch, sent } = fakeFetch(handler);
  const run = runOf<Event, object>(operation, inputs, { fetch, records: "required", ...options }).then((all) => all);
  await vi.runAllTimersAsync();
  const report = await run;
  const ids = report.outcomes.map((outcome) => ("recordId" in outcome ? outcome.recordId : undefined));
  return { report, sent, ids };
}

const ownIds = (inputs: readonly Event[]) => inputs.map(({ externalEventId }) => `id-${externalEventId}`);

describe("every record comes back with its own id", () => {
  test("of 150 events of one name, with a request each", async () => {
    const inputs = Array.from({ length: 150 }, (_, id) => event(id, "Untitled"));
    const { report, sent, ids } = await written(inputs, hubspot());
    expect(ids).toEqual(ownIds(inputs));
    expect(sent).toHaveLength(150);
    expect(report).toMatchObject({
      ok: true,
      withoutId: 0,
      missingIds: [],
      requests: { sent: 150, lookAlike: 148 },
    });
  });

  test.each([
    ["over and over", (place: number) => place % 20],
    ["one after another", (place: number) => Math.floor(place / 30)],
  ])("of 600 events of 20 names, %s, in at most 60 requests", async (_, nameOf) => {
    const inputs = Array.from({ length: 600 }, (__, id) => event(id, `Event ${nameOf(id)}`));
    const { report, sent, ids } = await written(inputs, hubspot());
    expect(ids).toEqual(ownIds(inputs));
    expect(sent.length).toBeLessThanOrEqual(60);
    expect(report.requests.lookAlike).toBe(sent.length - 6);
  });

  test("where they differ in what HubSpot does not answer, with a request each at most", async () => {
    const inputs = Array.from({ length: 120 }, (_, id) => ({
      ...event(id, "Untitled"),
      customProperties: [{ name: "key", value: String(id) }],
    }));
    const told = await written(
      inputs,
      hubspot(({ eventName, customProperties }) => ({ eventName, customProperties })),
      {
        operation: marketingEvents,
      },
    );
    expect([told.ids, told.sent.length]).toEqual([ownIds(inputs), 2]);
    const { report, sent, ids } = await written(inputs, hubspot(), { operation: marketingEvents });
    expect(ids).toEqual(ownIds(inputs));
    expect(sent).toHaveLength(120);
    expect(report.requests.lookAlike).toBe(118);
  });

  test("where HubSpot writes what it answers in another way", async () => {
    const inputs = Array.from({ length: 5 }, (_, id) => ({ ...event(id, `Event ${id}`), eventOrganizer: "Us" }));
    const shown = () => ({ eventName: "An event", eventOrganizer: "Us" });
    const { sent, ids } = await written(inputs, hubspot(shown), { operation: marketingEvents });
    expect(ids).toEqual(ownIds(inputs));
    expect(sent).toHaveLength(5);
  });

  test("and distinct ones share full batches with them", async () => {
    const inputs = Array.from({ length: 400 }, (_, id) => event(id, id % 40 === 0 ? "Untitled" : `Event ${id}`));
    const { sent, ids } = await written(inputs, hubspot());
    expect(ids).toEqual(ownIds(inputs));
    expect(sent.length).toBeLessThanOrEqual(10);
  });

  test("whatever their names, at most one request each, and none is given another's", async () => {
    const names = fc.array(fc.constantFrom("a", "a", "b", "c"), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 12 }), fc.boolean(), async (all, batchSize, isShown) => {
        const inputs = all.map((name, id) => ({
          ...event(id, name),
          customProperties: [{ name: "k", value: `${id % 7}` }],
        }));
        const shown = isShown
          ? ({ eventName, customProperties }: Event) => ({ eventName, customProperties })
          : undefined;
        const { sent, ids, report } = await written(inputs, hubspot(shown), { operation: marketingEvents, batchSize });
        expect(ids).toEqual(ownIds(inputs));
        expect(sent.length).toBeLessThanOrEqual(inputs.length);
        const extra = sent.length - Math.ceil(inputs.length / batchSize);
        // What small batches hold and what is left after them might have shared one.
        expect([extra, extra + 1]).toContain(report.requests.lookAlike);
      }),
      { numRuns: 40 },
    );
  });
});

describe("ids that are not known are listed with the reason", () => {
  test("where the budget is used up: so many requests more than full batches take, for each of them", async () => {
    const inputs = Array.from({ length: 200 }, (_, id) => event(id, "Untitled"));
    const { report, sent, ids } = await written(inputs, hubspot(), { isolate: { maxRequests: 10 } });
    const missing = ids.flatMap((id, index) => (id === undefined ? [index] : []));
    expect(report.ok).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(22);
    expect(report.requests.lookAlike).toBe(20);
    expect(missing.length).toBeLessThanOrEqual(180);
    expect(report.missingIds).toEqual([{ reason: "budget", count: missing.length, indexes: missing.slice(0, 100) }]);
    expect(report.withoutId).toBe(missing.length);
    expect(formatReport(report)).toContain(`  ${missing.length} ids not known: \`isolate.maxRequests\` is used up\n`);
    for (const index of missing)
      expect(report.outcomes[index]).toMatchObject({ withoutId: "budget", status: "succeeded" });
    const known = ids.flatMap((id, index) => (id === undefined ? [] : [[id, `id-${index}`]]));
    for (const [id, own] of known) expect(id).toBe(own);
  });

  test("without isolation as without the option, and said", async () => {
    const inputs = Array.from({ length: 200 }, (_, id) => event(id, "Untitled"));
    const { report, sent } = await written(inputs, hubspot(), { isolate: false });
    expect(sent).toHaveLength(2);
    expect(report.missingIds).toMatchObject([{ reason: "budget", count: 200 }]);
    const plain = await written(inputs, hubspot(), { records: undefined! });
    expect(plain.sent).toHaveLength(2);
    expect(plain.report).toMatchObject({ withoutId: 200, missingIds: [{ reason: "look-alike", count: 200 }] });
    expect(plain.report.outcomes[0]).not.toHaveProperty("withoutId");
  });

  test("where to ask would write twice", async () => {
    const creates = Array.from({ length: 3 }, (_, id) => ({ ...event(id, "x"), properties: {} }));
    const { report, sent } = await written(
      creates,
      ({ inputs }) => answer(inputs.map((_, id) => ({ id: String(id) }))),
      {
        operation: { ...contactCreates, match: [{ trace: true }] },
      },
    );
    expect(sent).toHaveLength(1);
    expect(report.missingIds).toEqual([{ reason: "not-idempotent", count: 3, indexes: [0, 1, 2] }]);
  });

  test("where the question has no answer, and what was written stays so", async () => {
    const inputs = Array.from({ length: 3 }, (_, id) => ({
      ...event(id, "Untitled"),
      customProperties: [{ name: "key", value: String(id) }],
    }));
    const { report, ids } = await written(
      inputs,
      (request, count) =>
        count === 2 ? respond(400, { message: "no", category: "VALIDATION_ERROR" }) : hubspot()(request, count),
      { operation: marketingEvents },
    );
    expect(report).toMatchObject({ ok: true, withoutId: 1, missingIds: [{ reason: "not-answered", indexes: [0] }] });
    // What is left is the last one's, or the first one's: the last is asked for too.
    expect(ids).toEqual([undefined, "id-1", "id-2"]);
  });

  test("where HubSpot says that it has nothing to show of one, which is asked for no further", async () => {
    const inputs = Array.from({ length: 4 }, (_, id) => event(id, "Untitled"));
    const nothing = (id: string) => ({
      status: "error",
      category: "OBJECT",
      subCategory: "events.NOTHING_TO_SHOW",
      message: "nothing",
      context: { ids: [id] },
    });
    const handler: Handler = (request, count) => {
      const [input] = request.inputs as unknown as Event[];
      if (input?.externalEventId !== "2" || request.inputs.length > 1) return hubspot()(request, count);
      return answer([], [nothing("2")], 207);
    };
    const operation = { ...events, errors: { ids: "externalEventId" }, empty: ["NOTHING_TO_SHOW"] };
    const { report, sent, ids } = await written(inputs, handler, { operation });
    expect(ids).toEqual(["id-0", "id-1", undefined, "id-3"]);
    expect(sent.filter(({ inputs: its }) => JSON.stringify(its).includes('"2"'))).toHaveLength(1);
    expect(report).toMatchObject({
      ok: true,
      withoutId: 1,
      missingIds: [{ reason: "not-answered", count: 1, indexes: [2] }],
    });
  });

  test("where the run ends before", async () => {
    const inputs = Array.from({ length: 5 }, (_, id) => ({
      ...event(id, "Untitled"),
      customProperties: [{ name: "key", value: String(id) }],
    }));
    const answering = hubspot();
    const { fetch, sent } = fakeFetch(async (request, count) => {
      if (count === 2) run.stop();
      return answering(request, count);
    });
    const run = runOf<Event, object>(marketingEvents, inputs, { fetch, records: "required" });
    const report = run.then((all) => all);
    await vi.runAllTimersAsync();
    expect(await report).toMatchObject({
      counts: { succeeded: 5 },
      withoutId: 4,
      missingIds: [{ reason: "halted", count: 4 }],
    });
    expect(sent).toHaveLength(2);
  });
});

test("where nothing in an answer tells whose it is, each goes by itself", async () => {
  const operation: Operation = { ...contactCreates, trace: undefined!, match: [] };
  const { trace: _, ...blind } = operation;
  const inputs = [0, 1, 2].map((id) => event(id, "x"));
  const { ids, sent } = await written(
    inputs,
    hubspot(({ externalEventId }) => ({ id: `id-${externalEventId}` })),
    {
      operation: blind,
    },
  );
  expect([ids, sent.length]).toEqual([ownIds(inputs), 3]);
});

describe("the one that is left is the last one's", () => {
  const entries = entriesOf(events, [event(1, "a"), event(2, "a")]);
  const record = (id?: string) => ({ eventName: "a", ...(id && { objectId: id }) });

  /** What becomes of the inputs where each is asked about and is the record of its own number. */
  async function fates(records: readonly object[], isAnswered = true) {
    const told: object[] = [];
    const asked: number[] = [];
    const left = await identify(entries, records, {
      operation: events,
      refusal: () => undefined,
      ask: async ({ index }) => {
        asked.push(index);
        if (!isAnswered) return undefined;
        const id = String(index + 1);
        return { status: "succeeded", record: record(id), recordId: id, matchedBy: "echo" };
      },
      written: ({ index }, { recordId, matchedBy }) => void told.push({ index, recordId, matchedBy }),
    });
    return { told, asked, left };
  }

  test("without a request, and none is left over", async () => {
    const { told, asked, left } = await fates([record("1"), record("2")]);
    expect({ asked, left }).toEqual({ asked: [0], left: [] });
    expect(told[1]).toEqual({ index: 1, recordId: "2", matchedBy: "count" });
  });

  test("but not where there are more records than inputs", async () => {
    const { asked, left } = await fates([record("1"), record("3"), record("2")]);
    expect({ asked, left }).toEqual({ asked: [0, 1], left: [record("3")] });
  });

  test("nor where it has no id", async () => {
    const { asked, left } = await fates([record("1"), record()]);
    expect({ asked, left }).toEqual({ asked: [0, 1], left: [record()] });
  });

  test("nor where another was not answered, though one has no id", async () => {
    const { asked, left } = await fates([record(), record("2")], false);
    expect({ asked, left }).toEqual({ asked: [0, 1], left: [record(), record("2")] });
  });
});
