import { describe, expectTypeOf, test } from "vitest";
import type { components as Listings202603 } from "../generated/2026-03/listings.js";
import type { components as Events202603 } from "../generated/2026-03/marketing-events.js";
import type { components as Listings202609 } from "../generated/2026-09/listings.js";
import type { components as Events202609 } from "../generated/2026-09/marketing-events.js";
import type { components as ListingsV3 } from "../generated/v3/listings.js";
import type { components as EventsV3 } from "../generated/v3/marketing-events.js";
import {
  type ApiVersion,
  assertSucceeded,
  type BatchInput,
  type BatchMethodName,
  type BatchRecord,
  type BatchReport,
  type BatchRun,
  type BatchSummary,
  bindClient,
  type CallOptions,
  type Client,
  createClient,
  createRateLimiter,
  type HaltReason,
  type HubSpotError,
  type ListingUpdateInput,
  type MarketingEventUpsertInput,
  type MarketingEventUpsertRecord,
  type MatchedBy,
  type Outcome,
  type Resend,
  toBatchResponse,
  withStatus,
} from "../src/index.js";
import { contract } from "./fixtures/contract.js";

// Nothing here is run: what compiles and what does not is the test.
const hubspot = createClient();
const { marketingEvents, listings } = hubspot;

type Event = BatchInput<"marketingEvents.upsert">;
type EventRecord = BatchRecord<"marketingEvents.upsert">;
const event: Event = { externalAccountId: "a", externalEventId: "e", eventName: "n", eventOrganizer: "o" };

/** An input that is made by a class, with a method of its own. */
class OwnEvent implements MarketingEventUpsertInput {
  externalAccountId = "a";
  externalEventId = "e";
  eventName = "n";
  eventOrganizer = "o";
  key(): string {
    return this.externalEventId;
  }
}

/** The schemas of each version, as the contract has them. */
interface Schemas {
  "2026-03": Events202603["schemas"] & Listings202603["schemas"];
  "2026-09": Events202609["schemas"] & Listings202609["schemas"];
  v3: EventsV3["schemas"] & ListingsV3["schemas"];
}

describe("versions", () => {
  test("are those of the contract, 2026-03 unless told otherwise", () => {
    expectTypeOf<keyof Schemas>().toExtend<ApiVersion>();
    expectTypeOf(createClient()).toEqualTypeOf(createClient({ apiVersion: "2026-03" }));
    expectTypeOf(createClient({ apiVersion: "2026-03" })).toEqualTypeOf<Client>();
    expectTypeOf(createClient({ apiVersion: "2026-09" })).toEqualTypeOf<Client<"2026-09">>();
    expectTypeOf(createClient({ apiVersion: "v3" })).toEqualTypeOf<Client<"v3">>();
  });

  test("that are unknown do not compile", () => {
    // @ts-expect-error There is no such version.
    createClient({ apiVersion: "2026-04" });
    // @ts-expect-error A version is a name.
    createClient({ apiVersion: 3 });
    // @ts-expect-error There is no such version.
    expectTypeOf<Client<"v2">>();
    // @ts-expect-error Without a default a client has to name its version.
    bindClient(contract)({ accessToken: "token" });
    expectTypeOf(bindClient(contract)({ apiVersion: "v2" }).events).toHaveProperty("update");
  });
});

describe("a version for each API", () => {
  const mixed = createClient({ apiVersion: { default: "2026-09", listings: "v3" } });

  test("gives each the types of its own", () => {
    expectTypeOf(mixed.listings).toEqualTypeOf<Client<"v3">["listings"]>();
    expectTypeOf(mixed.marketingEvents).toEqualTypeOf<Client<"2026-09">["marketingEvents"]>();
    expectTypeOf(mixed.api).toEqualTypeOf<Client<"2026-09">["api"]>();
    expectTypeOf(mixed).toEqualTypeOf<Client<{ default: "2026-09"; listings: "v3" }>>();
    expectTypeOf(createClient({ apiVersion: { listings: "v3" } }).marketingEvents).toEqualTypeOf<
      Client["marketingEvents"]
    >();
    expectTypeOf(bindClient(contract)({ apiVersion: { default: "v1", events: "v2" } }).events).toHaveProperty("update");
  });

  test("that is unknown does not compile", () => {
    // @ts-expect-error There is no such version.
    createClient({ apiVersion: { listings: "v4" } });
    // @ts-expect-error There is no such version.
    createClient({ apiVersion: { default: "v2" } });
    // @ts-expect-error There is no such API.
    createClient({ apiVersion: { default: "v3", listngs: "v3" } });
    // @ts-expect-error Without a default a client has to name its version.
    bindClient(contract)({ apiVersion: { events: "v2" } });
  });
});

test("methods are preloaded by their names", () => {
  expectTypeOf(hubspot.preload).toEqualTypeOf<(...methods: readonly BatchMethodName[]) => Promise<void>>();
  // @ts-expect-error There is no such method.
  void hubspot.preload("listings.upsert");
});

test("inputs and records have names, which rows of the caller's own can extend", () => {
  interface Mine extends MarketingEventUpsertInput {
    pk: number;
  }
  expectTypeOf<Mine>().toExtend<Event>();
  expectTypeOf<MarketingEventUpsertInput>().toEqualTypeOf<Event>();
  expectTypeOf<MarketingEventUpsertRecord>().toEqualTypeOf<EventRecord>();
  expectTypeOf<ListingUpdateInput>().toEqualTypeOf<BatchInput<"listings.update">>();
});

describe("inputs and records are the contract's own", () => {
  type Input<V extends ApiVersion, Name extends BatchMethodName<V>> = BatchInput<Name, V>;

  test("in 2026-03", () => {
    type S = Schemas["2026-03"];
    type V = "2026-03";
    expectTypeOf<
      "marketingEvents.upsert" | "listings.update" | "contacts.create" | "associations.read" | "objects.archive"
    >().toExtend<BatchMethodName>();
    expectTypeOf<"contacts.send">().not.toExtend<BatchMethodName>();
    expectTypeOf<Input<V, "marketingEvents.upsert">>().toEqualTypeOf<S["MarketingEventCreateRequestParams"]>();
    expectTypeOf<Input<V, "marketingEvents.update">>().toEqualTypeOf<S["MarketingEventPublicUpdateRequestFullV2"]>();
    expectTypeOf<Input<V, "listings.update">>().toEqualTypeOf<S["SimplePublicObjectBatchInput"]>();
    expectTypeOf<BatchRecord<"marketingEvents.upsert">>().toEqualTypeOf<S["MarketingEventPublicDefaultResponse"]>();
    expectTypeOf<BatchRecord<"marketingEvents.update">>().toEqualTypeOf<S["MarketingEventPublicDefaultResponseV2"]>();
    expectTypeOf<BatchRecord<"listings.update">>().toEqualTypeOf<S["SimplePublicObject"]>();
  });

  test("in 2026-09", () => {
    type S = Schemas["2026-09"];
    type V = "2026-09";
    expectTypeOf<Input<V, "marketingEvents.upsert">>().toEqualTypeOf<S["MarketingEventCreateRequestParams"]>();
    expectTypeOf<Input<V, "marketingEvents.update">>().toEqualTypeOf<S["MarketingEventPublicUpdateRequestFullV2"]>();
    expectTypeOf<Input<V, "listings.update">>().toEqualTypeOf<S["SimplePublicObjectBatchInput"]>();
    expectTypeOf<BatchRecord<"marketingEvents.upsert", V>>().toEqualTypeOf<S["MarketingEventPublicDefaultResponse"]>();
    expectTypeOf<BatchRecord<"marketingEvents.update", V>>().toEqualTypeOf<
      S["MarketingEventPublicDefaultResponseV2"]
    >();
    expectTypeOf<BatchRecord<"listings.update", V>>().toEqualTypeOf<S["SimplePublicObject"]>();
  });

  test("in v3", () => {
    type S = Schemas["v3"];
    type V = "v3";
    expectTypeOf<Input<V, "marketingEvents.upsert">>().toEqualTypeOf<S["MarketingEventCreateRequestParams"]>();
    expectTypeOf<Input<V, "marketingEvents.update">>().toEqualTypeOf<S["MarketingEventPublicUpdateRequestFullV2"]>();
    expectTypeOf<Input<V, "listings.update">>().toEqualTypeOf<S["SimplePublicObjectBatchInput"]>();
    expectTypeOf<BatchRecord<"marketingEvents.upsert", V>>().toEqualTypeOf<S["MarketingEventPublicDefaultResponse"]>();
    expectTypeOf<BatchRecord<"marketingEvents.update", V>>().toEqualTypeOf<
      S["MarketingEventPublicDefaultResponseV2"]
    >();
    expectTypeOf<BatchRecord<"listings.update", V>>().toEqualTypeOf<S["SimplePublicObject"]>();
  });

  test("and a method's run is of its own", () => {
    expectTypeOf(marketingEvents.upsert([event])).toEqualTypeOf<BatchRun<Event, EventRecord>>();
    expectTypeOf(createClient({ apiVersion: "v3" }).listings.update([])).toEqualTypeOf<
      BatchRun<BatchInput<"listings.update", "v3">, BatchRecord<"listings.update", "v3">>
    >();
  });

  test("of a method that does not exist do not compile", () => {
    // @ts-expect-error There is no such method.
    expectTypeOf<BatchInput<"marketingEvents.erase">>();
    // @ts-expect-error There is no such method.
    expectTypeOf<BatchRecord<"marketingEvents.upsert.x">>();
    // @ts-expect-error Listings are updated only.
    void listings.upsert;
  });
});

describe("an input that is wrong does not compile, and the error is at its field", () => {
  test("a field of another type", () => {
    void marketingEvents.upsert([
      {
        externalAccountId: "a",
        externalEventId: "e",
        // @ts-expect-error A name is a text.
        eventName: 7,
        eventOrganizer: "o",
      },
    ]);
    void listings.update([
      {
        id: "1",
        properties: {
          // @ts-expect-error A property's value is a text, or what is written as one.
          price: ["7"],
          // @ts-expect-error It is cleared by "".
          address: null,
        },
      },
    ]);
  });

  test("a misspelt field", () => {
    void marketingEvents.update([
      {
        objectId: "1",
        // @ts-expect-error The contract does not know it.
        eventNmae: "n",
      },
    ]);
  });

  test("a field further in", () => {
    void marketingEvents.upsert([
      {
        ...event,
        customProperties: [
          {
            name: "a",
            // @ts-expect-error A property's value is a text.
            value: 7,
          },
          {
            name: "a",
            value: "b",
            // @ts-expect-error There are three ways to be sensitive.
            dataSensitivity: "top",
          },
        ],
      },
    ]);
  });

  test("a field that is missing", () => {
    void marketingEvents.upsert([
      // @ts-expect-error It has no external ids.
      { eventName: "n", eventOrganizer: "o" },
    ]);
    // @ts-expect-error It has no id.
    void marketingEvents.update([{ eventName: "n" }]);
    // @ts-expect-error It has no properties.
    void listings.update([{ id: "1" }]);
    // @ts-expect-error A property has a value.
    void marketingEvents.update([{ objectId: "1", customProperties: [{ name: "a" }] }]);
  });

  test("each of these beside options, too", () => {
    const { signal } = new AbortController();
    void marketingEvents.upsert(
      [
        {
          ...event,
          // @ts-expect-error The contract does not know it.
          eventNmae: "n",
        },
        {
          ...event,
          // @ts-expect-error A name is a text.
          eventName: 7,
        },
        // @ts-expect-error It has no external ids.
        { eventName: "n", eventOrganizer: "o" },
      ],
      { signal },
    );
    void marketingEvents.upsert([event], {
      signal,
      // @ts-expect-error There is no such option.
      batchSzie: 7,
    });
    void marketingEvents.upsert([event], {
      signal,
      // @ts-expect-error A size is a number.
      batchSize: "7",
    });
  });

  test("null", () => {
    void marketingEvents.update([
      {
        objectId: "1",
        // @ts-expect-error HubSpot makes nothing of null: clear a field with "".
        eventName: null,
      },
    ]);
    // @ts-expect-error An input is an object.
    void marketingEvents.update([null]);
  });

  test("no list", () => {
    // @ts-expect-error One input is no list of inputs.
    void marketingEvents.upsert(event);
    // @ts-expect-error A text is no list of inputs.
    void marketingEvents.upsert("text");
    // @ts-expect-error A promise is no list of inputs.
    void marketingEvents.upsert(Promise.resolve([event]));
    // @ts-expect-error Inputs there must be.
    void marketingEvents.upsert();
  });
});

describe("rows of the caller's own are taken with a map", () => {
  interface Own {
    readonly pk: number;
    readonly title: string;
  }
  const rows: Own[] = [];
  const toEvent = ({ title }: Pick<Own, "title">): Event => ({ ...event, eventName: title });

  test("and come back as they are, beside the input that was made of each", async () => {
    const run = marketingEvents.upsert(rows, { map: toEvent });
    expectTypeOf(run).toEqualTypeOf<BatchRun<Own, EventRecord, Event>>();
    for await (const { input, sent } of run) {
      expectTypeOf(input).toEqualTypeOf<Own>();
      expectTypeOf(sent).toEqualTypeOf<Event | undefined>();
    }
    const { errors } = await run.summary();
    expectTypeOf(errors[0]!.samples).toEqualTypeOf<readonly Own[]>();
    expectTypeOf(errors[0]!.sent).toEqualTypeOf<readonly (Event | undefined)[] | undefined>();
    for (const { input, sent } of withStatus(await run, "failed")) {
      expectTypeOf(input.pk).toEqualTypeOf<number>();
      expectTypeOf(sent).toEqualTypeOf<Event | undefined>();
    }
  });

  test("by a function that is written where it is used", () => {
    void marketingEvents.upsert(new Set(rows), {
      firstIndex: 7,
      map: (row, index) => {
        expectTypeOf(row).toEqualTypeOf<Own>();
        expectTypeOf(index).toEqualTypeOf<number>();
        return toEvent(row);
      },
    });
  });

  test("texts among them", () => {
    const run = marketingEvents.upsert(["a;b", "c;d"], { map: (line) => ({ ...event, eventName: line }) });
    expectTypeOf(run).toEqualTypeOf<BatchRun<string, EventRecord, Event>>();
  });

  test("that is written in any way", () => {
    const run = expectTypeOf<BatchRun<Own, EventRecord, Event>>();
    run.toEqualTypeOf(marketingEvents.upsert(rows, { map: () => new OwnEvent() }));
    run.toEqualTypeOf(marketingEvents.upsert(rows, { map: (row: Own): Event => toEvent(row) }));
    run.toEqualTypeOf(
      marketingEvents.upsert(rows, {
        map: ({ pk, title }) => {
          if (pk > 7) throw new Error("too many");
          if (pk > 3) return { ...event, eventName: title };
          return {
            ...event,
            eventType: "fair",
            customProperties: [{ name: "a", value: title, dataSensitivity: "none" }],
          };
        },
      }),
    );
    run.toEqualTypeOf(
      marketingEvents.upsert(rows, {
        map: () => {
          throw new Error("none");
        },
      }),
    );
    run.toEqualTypeOf(marketingEvents.upsert(rows, { map: ({ title }) => JSON.parse(title) }));
    const all = <Row>(given: Iterable<Row>, map: (row: Row) => Event) => marketingEvents.upsert(given, { map });
    run.toEqualTypeOf(all(rows, toEvent));
    const some = <Row extends Own>(given: Row[]) =>
      marketingEvents.upsert(given, { map: ({ title }) => ({ ...event, eventName: title }) });
    run.toEqualTypeOf(some(rows));
  });

  test("that makes inputs of this method and no others", () => {
    void marketingEvents.upsert(rows, {
      // @ts-expect-error: its name is missing
      map: () => ({ externalAccountId: "a", externalEventId: "1", eventOrganizer: "x" }),
    });
    void marketingEvents.upsert(rows, {
      firstIndex: 7,
      map: (row) => ({
        ...toEvent(row),
        // @ts-expect-error: a name is a text
        eventName: row.pk,
      }),
    });
    void marketingEvents.upsert(rows, {
      map: (row) => ({
        ...toEvent(row),
        // @ts-expect-error: the contract does not know it, and it may be left out
        evntType: "fair",
      }),
    });
    void marketingEvents.upsert(rows, {
      map: (row) => ({
        ...toEvent(row),
        customProperties: [
          {
            name: "a",
            value: row.title,
            // @ts-expect-error: nor this, further in
            valeu: "b",
          },
        ],
      }),
    });
    void listings.update(rows, {
      sameRecord: "last",
      map: ({ pk }) => ({
        id: String(pk),
        properties: { any: pk, name: "b" },
        // @ts-expect-error: a property of the record is one of its properties
        idProprety: "erp_id",
      }),
    });
    const mine = { ...event, pk: 7 };
    // @ts-expect-error: wherever it was written
    void marketingEvents.upsert(rows, { map: () => mine });
    // @ts-expect-error: and however it is given
    void marketingEvents.upsert(rows, { map: () => void 0 ?? mine });
    void marketingEvents.upsert(rows, {
      // @ts-expect-error: in a function of several lines too
      map: ({ title }) => {
        return { ...event, eventName: title, evntType: "fair" };
      },
    });
    // @ts-expect-error: a promise is none
    void marketingEvents.upsert(rows, { map: async (row) => toEvent(row) });
    // @ts-expect-error: a row is no input
    void marketingEvents.upsert(rows);
  });
});

describe("inputs that have more than the contract's fields are taken, and come back as they are", () => {
  interface Mine extends MarketingEventUpsertInput {
    readonly pk: number;
  }
  const mine: Mine[] = [];
  const { signal } = new AbortController();

  test("from any source, with options and without: what they have more is refused at run time", async () => {
    const type = expectTypeOf<BatchRun<Mine, EventRecord>>();
    type.toEqualTypeOf(marketingEvents.upsert(mine));
    type.toEqualTypeOf(marketingEvents.upsert(mine, { signal, batchSize: 7 }));
    type.toEqualTypeOf(marketingEvents.upsert(new Set(mine)));
    type.toEqualTypeOf(marketingEvents.upsert(mine.values(), {}));
    type.toEqualTypeOf(marketingEvents.upsert(mine as readonly Mine[]));
    type.toEqualTypeOf(marketingEvents.upsert(new ReadableStream<Mine>()));
    for await (const { input } of marketingEvents.upsert(mine)) expectTypeOf(input.pk).toEqualTypeOf<number>();
    const { errors, outcomes } = await marketingEvents.upsert(mine);
    expectTypeOf(errors[0]!.samples).toEqualTypeOf<readonly Mine[]>();
    expectTypeOf(outcomes[0]!.input).toEqualTypeOf<Mine>();
  });

  test("with options that are made elsewhere", () => {
    const options: CallOptions<undefined, undefined, undefined> = { signal };
    expectTypeOf(marketingEvents.upsert(mine, options)).toEqualTypeOf<BatchRun<Mine, EventRecord>>();
    // @ts-expect-error: it is no input
    void marketingEvents.upsert([{ pk: 7 }], options);
  });

  test("as are those of a class, and of CRM records", () => {
    expectTypeOf(marketingEvents.upsert([new OwnEvent()])).toEqualTypeOf<BatchRun<OwnEvent, EventRecord>>();
    const listing: (ListingUpdateInput & { readonly row: number })[] = [];
    for (const { input } of withStatus({} as Awaited<ReturnType<typeof update>>, "failed"))
      expectTypeOf(input.row).toEqualTypeOf<number>();
    function update() {
      return listings.update(listing);
    }
  });
});

describe("what is written as a text need not be one", () => {
  const now = new Date();
  const dayjs = { toISOString: () => "", toJSON: () => null };
  const row = { id: "1", properties: { price: 7, sold: true, listed: now, address: undefined, name: "Flat" } };

  test("numbers, booleans, dates and undefined among a record's properties; a Date as a time", () => {
    void listings.update([{ id: "1", properties: { price: 7, sold: true, listed: now, address: undefined } }]);
    void listings.update([row] as const);
    void hubspot.contacts.create([{ properties: { age: 7 } }]);
    void marketingEvents.upsert([{ ...event, startDateTime: now, endDateTime: "2027-01-01T20:00+0100" }]);
    void marketingEvents.upsert([{ ...event, startDateTime: dayjs }]);
    void listings.update([7], { map: (price) => ({ id: "1", properties: { price } }) });
    const input: ListingUpdateInput = row;
    void hubspot.api.POST("/crm/objects/2026-03/0-420/batch/update", { body: { inputs: [input] } });
  });

  test("comes back as it was given, and as text in a record", async () => {
    const [first] = withStatus(await listings.update([row]), "succeeded");
    expectTypeOf(first!.input).toEqualTypeOf<ListingUpdateInput>();
    expectTypeOf(first!.record!.properties["price"]).toEqualTypeOf<string | null | undefined>();
    expectTypeOf<MarketingEventUpsertInput["startDateTime"]>().toEqualTypeOf<Date | string | undefined>();
    expectTypeOf<EventRecord["startDateTime"]>().toEqualTypeOf<string | null | undefined>();
  });

  test("but elsewhere a text is one", () => {
    // @ts-expect-error A name is a text.
    void marketingEvents.upsert([{ ...event, eventName: now }]);
    // @ts-expect-error A time is no number: of which unit?
    void marketingEvents.upsert([{ ...event, startDateTime: 7 }]);
    // @ts-expect-error An id is a text.
    void listings.update([{ id: 7, properties: {} }]);
    // @ts-expect-error A custom property's value is a text.
    void marketingEvents.upsert([{ ...event, customProperties: [{ name: "a", value: now }] }]);
  });
});

describe("any source of inputs is taken", () => {
  function* generated() {
    yield event;
  }
  async function* streamed() {
    yield event;
  }

  test("arrays, read-only ones, sets, generators and streams", () => {
    const type = expectTypeOf<BatchRun<Event, EventRecord>>();
    type.toEqualTypeOf(marketingEvents.upsert([event]));
    type.toEqualTypeOf(marketingEvents.upsert([event] as const));
    type.toEqualTypeOf(marketingEvents.upsert(Object.freeze([event])));
    type.toEqualTypeOf(marketingEvents.upsert(new Set([event])));
    type.toEqualTypeOf(marketingEvents.upsert(generated()));
    type.toEqualTypeOf(marketingEvents.upsert(streamed()));
    type.toEqualTypeOf(marketingEvents.upsert(new ReadableStream<Event>()));
    type.toEqualTypeOf(marketingEvents.upsert([]));
  });

  test("but not of other inputs", () => {
    // @ts-expect-error These have no external ids.
    void marketingEvents.upsert(new Set([{ eventName: "n" }]));
    // @ts-expect-error These are texts.
    void marketingEvents.upsert(["a", "b"].values());
  });

  test("inputs may leave optional fields undefined, and be interfaces or read-only", () => {
    interface Row {
      readonly objectId: string;
      readonly eventName?: string | undefined;
    }
    const rows: readonly Row[] = [{ objectId: "1", eventName: undefined }];
    void marketingEvents.update(rows);
    void marketingEvents.upsert([{ ...event, eventType: undefined, customProperties: undefined }]);
    void listings.update([{ id: "1", properties: {}, idProperty: undefined }]);
  });
});

describe("inputs that are read-only through and through", () => {
  const fixed = [
    {
      externalAccountId: "a",
      externalEventId: "e",
      eventName: "n",
      eventOrganizer: "o",
      customProperties: [{ name: "a", value: "b", dataSensitivity: "none", sourceVid: [1, 2] }],
    },
  ] as const;
  const rows = [{ id: "1", properties: { price: "7" } }] as const;

  test("are taken, and come back as what the contract says", () => {
    const type = expectTypeOf<BatchRun<Event, EventRecord>>();
    type.toEqualTypeOf(marketingEvents.upsert(fixed));
    type.toEqualTypeOf(marketingEvents.upsert(new Set(fixed)));
    type.toEqualTypeOf(marketingEvents.upsert(fixed.values()));
    void listings.update(rows);
    void createClient({ apiVersion: "v3" }).listings.update(rows);
    const { contacts } = bindClient(contract)({ apiVersion: "v1" });
    void contacts.update([{ id: "1", properties: { a: "b" } }] as const);
  });

  test("are checked as others are", () => {
    const wrong = [{ ...fixed[0], customProperties: [{ name: "a", value: 7 }] }] as const;
    // @ts-expect-error A property's value is a text.
    void marketingEvents.upsert(wrong);
    const incomplete = [{ eventName: "n", eventOrganizer: "o" }] as const;
    // @ts-expect-error It has no external ids.
    void marketingEvents.upsert(incomplete);
    const list = [{ ...fixed[0], customProperties: { name: "a", value: "b" } }] as const;
    // @ts-expect-error Custom properties are a list.
    void marketingEvents.upsert(list);
    // @ts-expect-error A property's value is a text, or what is written as one.
    void listings.update([{ id: "1", properties: { price: ["7"] } }] as const);
  });
});

describe("a run", () => {
  const run = marketingEvents.upsert([event]);

  test("extends Promise, so that one left floating is found", () => {
    expectTypeOf(run).toExtend<Promise<BatchReport<Event, EventRecord>>>();
  });

  test("gives a report, a summary, outcomes or batches of them", async () => {
    expectTypeOf(await run).toEqualTypeOf<BatchReport<Event, EventRecord>>();
    expectTypeOf(await run.summary()).toEqualTypeOf<BatchSummary<Event>>();
    for await (const outcome of run) expectTypeOf(outcome).toEqualTypeOf<Outcome<Event, EventRecord>>();
    for await (const outcomes of run.batches()) {
      expectTypeOf(outcomes).toEqualTypeOf<readonly Outcome<Event, EventRecord>[]>();
    }
    const { samples } = (await run).errors[0]!;
    expectTypeOf(samples).toEqualTypeOf<readonly Event[]>();
  });
});

describe("an outcome", () => {
  const report = {} as BatchReport<Event, EventRecord>;

  test("is told apart by its status", () => {
    const outcome = report.outcomes[0]!;
    expectTypeOf(outcome.input).toEqualTypeOf<Event>();
    expectTypeOf(outcome.index).toEqualTypeOf<number>();
    // @ts-expect-error Not every outcome has a record.
    void outcome.record;
    // An id is what most ask for: without one it is undefined.
    expectTypeOf(outcome.recordId).toEqualTypeOf<string | undefined>();
    switch (outcome.status) {
      case "succeeded":
        expectTypeOf(outcome.record).toEqualTypeOf<EventRecord | undefined>();
        expectTypeOf(outcome.recordId).toEqualTypeOf<string | undefined>();
        expectTypeOf(outcome.matchedBy).toEqualTypeOf<MatchedBy>();
        // @ts-expect-error What succeeded has no error.
        void outcome.error;
        break;
      case "failed":
        expectTypeOf(outcome.error).toEqualTypeOf<HubSpotError>();
        expectTypeOf(outcome.scope).toEqualTypeOf<"record" | "batch">();
        expectTypeOf(outcome.resend).toEqualTypeOf<Resend>();
        break;
      case "unknown":
        expectTypeOf(outcome.error).toEqualTypeOf<HubSpotError>();
        break;
      case "unsent":
        expectTypeOf(outcome.error).toEqualTypeOf<HubSpotError | undefined>();
        expectTypeOf(outcome.reason).toEqualTypeOf<HaltReason>();
        expectTypeOf(outcome.resend).toEqualTypeOf<"safe">();
        break;
      default:
        expectTypeOf(outcome).toEqualTypeOf<never>();
    }
  });

  test("is narrowed by withStatus, to one status or several", () => {
    const [written] = withStatus(report, "succeeded");
    expectTypeOf(written!.record).toEqualTypeOf<EventRecord | undefined>();
    const [failed] = withStatus(report.outcomes, "failed");
    expectTypeOf(failed!.error).toEqualTypeOf<HubSpotError>();
    expectTypeOf(failed!.input).toEqualTypeOf<Event>();
    const [open] = withStatus(report, "failed", "unknown");
    expectTypeOf(open!.status).toEqualTypeOf<"failed" | "unknown">();
    expectTypeOf(open!.error).toEqualTypeOf<HubSpotError>();
    // @ts-expect-error There is no such status.
    withStatus(report, "ok");
    // @ts-expect-error What failed has no record.
    void failed!.record;
  });

  test("can't be written to", () => {
    // @ts-expect-error It is read-only.
    report.outcomes[0] = report.outcomes[1]!;
    // @ts-expect-error It is read-only.
    report.outcomes[0].status = "failed";
    // @ts-expect-error It is read-only.
    report.counts.total = 1;
    assertSucceeded(report);
  });
});

test("a report becomes the answer that the contract describes, for each operation of each version", () => {
  const answer = <Name extends BatchMethodName<V>, V extends ApiVersion>() =>
    toBatchResponse({} as BatchReport<BatchInput<Name, V>, BatchRecord<Name, V>>);
  function check<V extends keyof Schemas>() {
    type S = Schemas[V];
    return {
      upsert: (_: S["BatchResponseMarketingEventPublicDefaultResponse"]) => {},
      update: (
        _: S["BatchResponseMarketingEventPublicDefaultResponseV2"],
        __: S["BatchResponseMarketingEventPublicDefaultResponseV2WithErrors"],
      ) => {},
      listings: (_: S["BatchResponseSimplePublicObject"], __: S["BatchResponseSimplePublicObjectWithErrors"]) => {},
    };
  }
  const [march, september, old] = [check<"2026-03">(), check<"2026-09">(), check<"v3">()];
  const upserted = answer<"marketingEvents.upsert", "2026-03">();
  const updated = answer<"marketingEvents.update", "2026-03">();
  const listed = answer<"listings.update", "2026-03">();
  march.upsert(upserted);
  march.update(updated, updated);
  march.listings(listed, listed);
  september.upsert(answer<"marketingEvents.upsert", "2026-09">());
  september.update(answer<"marketingEvents.update", "2026-09">(), answer<"marketingEvents.update", "2026-09">());
  september.listings(answer<"listings.update", "2026-09">(), answer<"listings.update", "2026-09">());
  old.upsert(answer<"marketingEvents.upsert", "v3">());
  old.update(answer<"marketingEvents.update", "v3">(), answer<"marketingEvents.update", "v3">());
  old.listings(answer<"listings.update", "v3">(), answer<"listings.update", "v3">());
  // @ts-expect-error An update's answer is no upsert's.
  march.upsert(updated);
});

describe("options", () => {
  test("of a client are checked", () => {
    createClient({
      accessToken: async ({ rejected, signal }) => `${rejected ?? "first"} ${signal.aborted}`,
      rateLimiter: createRateLimiter({ requests: 100, intervalMs: 10_000 }, { share: 0.5 }),
      retry: { maxRetries: 1 },
      unknownFields: "send",
      concurrency: undefined,
    });
    // @ts-expect-error A token is a text or a function.
    createClient({ accessToken: 7 });
    // @ts-expect-error There is no such option.
    createClient({ token: "t" });
    // @ts-expect-error Unknown fields are refused or sent.
    createClient({ unknownFields: "drop" });
    // @ts-expect-error A quota has a window.
    createClient({ quota: { requests: 100 } });
  });

  test("of a call are checked", () => {
    void marketingEvents.upsert([event], {
      batchSize: 50,
      signal: new AbortController().signal,
      onProgress: ({ settled, waiting }) => void [settled, waiting?.untilMs],
      isolate: { maxRequests: 10 },
      totalTimeoutMs: 60_000,
    });
    void marketingEvents.upsert([event], { isolate: false, signal: undefined });
    // @ts-expect-error It is off or has bounds.
    void marketingEvents.upsert([event], { isolate: true });
    // @ts-expect-error There is no such option.
    void marketingEvents.upsert([event], { batchsize: 50 });
    // @ts-expect-error Its path has no parameters.
    void marketingEvents.upsert([event], { path: { objectType: "0-420" } });
  });

  test("ask for a path's parameters where the path has some", () => {
    const { objects, contacts } = bindClient(contract)({ apiVersion: "v1" });
    const input = { id: "1", properties: {} };
    void objects.update([input], { path: { objectType: "deals" }, batchSize: 5 });
    void contacts.update([input]);
    // @ts-expect-error Which objects?
    void objects.update([input]);
    // @ts-expect-error Which objects?
    void objects.update([input], {});
    // @ts-expect-error Which objects?
    void objects.update([input], { path: {} });
    // @ts-expect-error A parameter is a text.
    void objects.update([input], { path: { objectType: 7 } });
  });
});

describe("the fetch client", () => {
  const path = "/marketing/marketing-events/2026-03/events/upsert";

  test("knows its version's paths, bodies and answers", async () => {
    const { data, error } = await hubspot.api.POST(path, { body: { inputs: [event] } });
    expectTypeOf(data?.results).toEqualTypeOf<EventRecord[] | undefined>();
    expectTypeOf(error?.category).toEqualTypeOf<string | undefined>();
    void createClient({ apiVersion: "v3" }).api.POST("/crm/v3/objects/0-420/batch/update", {
      body: { inputs: [{ id: "1", properties: {} }] },
    });
  });

  test("and no others", () => {
    // @ts-expect-error This is v3's path.
    void hubspot.api.POST("/crm/v3/objects/0-420/batch/update", { body: { inputs: [] } });
    // @ts-expect-error There is no GET.
    void hubspot.api.GET(path, {});
    void hubspot.api.POST(path, {
      body: {
        // @ts-expect-error It has no external ids.
        inputs: [{ eventName: "n", eventOrganizer: "o" }],
      },
    });
    // @ts-expect-error It takes a body.
    void hubspot.api.POST(path, {});
  });
});
