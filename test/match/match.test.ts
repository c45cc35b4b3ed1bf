import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import type { Entry } from "../../src/intake/plan.js";
import { match } from "../../src/match/match.js";
import { type Envelope, readEnvelope } from "../../src/outcome/envelope.js";
import { contactCreates, contacts, entriesOf, events, eventUpdates, marketingEvents } from "../helpers/entries.js";

type Fields = Record<string, unknown>;

function envelope(results: readonly object[], errors: readonly object[] = [], rest: object = {}): Envelope {
  const read = readEnvelope(JSON.parse(JSON.stringify({ status: "COMPLETE", results, errors, ...rest })));
  if (read === undefined) throw new TypeError("Not an envelope");
  return read;
}

const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
const shuffled = <T>(items: readonly T[], by: readonly number[]) =>
  items
    .map((item, index) => ({ item, place: by[index % by.length]! }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);

/** What became of each input, by its index: where it stands, and which record it was given. */
function fates(entries: readonly Entry<Fields>[], answer: Envelope, operation: Operation) {
  const { written, refused, contradictory, undecided, silent, untied, unattributed } = match<Entry<Fields>, Fields>(
    entries,
    answer,
    operation,
  );
  const writes = new Map(written.map(({ entry, fate }) => [entry, fate]));
  expect(writes.size).toBe(written.length);
  const all = entries.map((entry) => {
    const places = [
      writes.has(entry) && `written by ${writes.get(entry)!.matchedBy}`,
      refused.has(entry) && "refused",
      contradictory.has(entry) && "contradictory",
      undecided.includes(entry) && "undecided",
      silent.includes(entry) && "silent",
    ].filter((place) => place !== false);
    expect(places).toHaveLength(1);
    return { fate: places[0]!, record: writes.get(entry)?.record, error: refused.get(entry) };
  });
  return { all, fates: all.map(({ fate }) => fate), untied, unattributed };
}

describe("whatever HubSpot answers, a record is tied to its own input or to none", () => {
  /**
   * What happens to an input: it is written and answered, written and not answered, passed over, or refused: by name, or
   * without one, in these words or otherwise.
   */
  const happening = fc.constantFrom(
    ...(["answered", "answered", "answered", "mute", "silent", "named", "unnamed", "otherwise"] as const),
  );

  /** HubSpot gives texts back trimmed or in another case, and instants with another offset and precision. */
  const normalised = (value: unknown, how: number): unknown => {
    if (typeof value !== "string") return value;
    if (/^\d{4}-/.test(value)) return how % 2 === 0 ? value : new Date(value).toISOString();
    return [value, value.trim(), value.toUpperCase(), ` ${value} `][how % 4];
  };

  const date = fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-06-01T00:00:00.000Z");
  const word = fc.constantFrom("Launch", "launch ", "Demo", "Demo day", "");
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const looks = fc.record({
    eventName: maybe(word),
    eventOrganizer: maybe(word),
    eventType: maybe(fc.constantFrom("WEBINAR", "Webinar", null)),
    startDateTime: maybe(date),
    eventCancelled: maybe(fc.boolean()),
  });
  /** What HubSpot does to one field of a result: it leaves it out, or makes something of its own of it. */
  const oddity = fc.option(
    fc.record({
      field: fc.constantFrom("eventName", "eventOrganizer", "eventType", "startDateTime"),
      how: fc.constantFrom("hidden", "altered"),
    }),
    { nil: undefined },
  );
  const scene = fc.record({
    input: looks,
    stored: looks,
    oddity,
    happening,
    how: fc.nat(11),
    knowsId: fc.boolean(),
  });
  const unset = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

  /** An answer to what happened, with each result marked by the input it belongs to. */
  function check(
    operation: Operation,
    entries: Entry<Fields>[],
    happened: readonly string[],
    results: readonly Fields[],
    errors: object[],
    by: readonly number[],
  ) {
    const answered = results.filter((_, index) => happened[index] === "answered");
    const { all, untied } = fates(entries, envelope(shuffled(answered, by), shuffled(errors, by)), operation);
    all.forEach(({ fate, record, error }, index) => {
      if (fate.startsWith("written")) expect(happened[index]).toBe("answered");
      if (record !== undefined) expect(record["owner"]).toBe(index);
      if (fate === "refused") expect(["named", "unnamed", "otherwise"]).toContain(happened[index]);
      // Its own words, or another's that are the same.
      if (fate === "refused" && error?.message !== undefined) expect(error.message).toBe(happened[index]);
      if (happened[index] === "named") expect(fate).toMatch(/refused|undecided/);
    });
    const tied = all.flatMap(({ record }) => record?.["owner"] ?? []);
    expect([...tied, ...untied.map((result) => result["owner"])].sort()).toEqual(
      answered.map((result) => result["owner"]).sort(),
    );
  }

  test("to an upsert whose results have no external id, or have it", () => {
    fc.assert(
      fc.property(fc.array(scene, { minLength: 1, maxLength: 8 }), order, (scenes, by) => {
        const inputs = scenes.map(({ input }, index) => ({
          externalAccountId: `account-${index}`,
          externalEventId: `external-${index % 3}`,
          ...unset(input),
        }));
        const results = scenes.map(({ input, stored, oddity, how, knowsId }, index) => {
          const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
          const kept: Fields = {
            eventName: null,
            eventOrganizer: null,
            eventType: null,
            startDateTime: null,
            endDateTime: null,
            ...unset(stored),
            ...sent,
          };
          const shown = Object.fromEntries(
            Object.entries(kept).map(([field, value]) => [field, normalised(value, how)]),
          );
          return {
            ...shown,
            ...(oddity && { [oddity.field]: oddity.how === "hidden" ? null : `made of ${index}` }),
            id: `1${index}`,
            objectId: `2${index}`,
            ...(knowsId && { externalEventId: `external-${index % 3}` }),
            owner: index,
          };
        });
        const errors = scenes.flatMap((one, index) =>
          one.happening === "named"
            ? { context: { ids: [`external-${index % 3}`] } }
            : one.happening === "unnamed" || one.happening === "otherwise"
              ? { message: one.happening }
              : [],
        );
        check(
          marketingEvents,
          entriesOf(marketingEvents, inputs),
          scenes.map((one) => one.happening),
          results,
          errors,
          by,
        );
      }),
      { numRuns: 200 },
    );
  });

  test("to an update by HubSpot's id, by a unique property in any case, or by trace id", () => {
    const contact = fc.record({
      by: fc.constantFrom("id", "email", "sku"),
      key: fc.constantFrom("1", "2", "Ada@example.com", "ada@example.com ", "bob@example.com"),
      happening,
      how: fc.nat(11),
      shows: fc.boolean(),
      echoes: fc.boolean(),
    });
    const unique = {
      selector: ({ by, key }: { by: string; key: string }) => by + key.trim().toLowerCase(),
      maxLength: 8,
      minLength: 1,
    };
    fc.assert(
      fc.property(fc.uniqueArray(contact, unique), order, (all, by) => {
        const inputs = all.map(({ by: field, key }) => ({
          id: key,
          properties: {},
          ...(field !== "id" && { idProperty: field }),
        }));
        const results = all.map(({ by: field, key, how, shows, echoes }, index) => ({
          // What is one record's id here may be another's sku.
          id: field === "id" ? key : `9${index}`,
          properties: field !== "id" && shows ? { [field]: normalised(key, how) } : { firstname: null },
          ...(echoes && { objectWriteTraceId: `trace-${index}` }),
          owner: index,
        }));
        const errors = all.flatMap((one, index) =>
          one.happening === "named"
            ? { context: { objectWriteTraceId: [`trace-${index}`] } }
            : one.happening === "unnamed" || one.happening === "otherwise"
              ? { message: one.happening, context: { ids: [""] } }
              : [],
        );
        check(
          contacts,
          entriesOf(contacts, inputs, (index) => `trace-${index}`),
          all.map((one) => one.happening),
          results,
          errors,
          by,
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe("a complete answer", () => {
  test("in any order ties every result by id", () => {
    const entries = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
    const results = [{ objectId: "3" }, { objectId: "1" }, { objectId: 2 }];
    const { all } = fates(entries, envelope(results), eventUpdates);
    expect(all).toEqual([
      { fate: "written by id", record: { objectId: "1" } },
      { fate: "written by id", record: { objectId: 2 } },
      { fate: "written by id", record: { objectId: "3" } },
    ]);
  });

  test("gives the one that is left what is left", () => {
    const entries = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }]);
    const results = [{ id: "9" }, { objectId: "1" }];
    const { all, untied } = fates(entries, envelope(results), eventUpdates);
    expect(all).toMatchObject([
      { fate: "written by id", record: results[1] },
      { fate: "written by count", record: results[0] },
    ]);
    expect(untied).toEqual([]);
  });

  test("proves inputs that look alike by count, and gives them no record", () => {
    const entries = entriesOf(events, [{ eventName: "Same" }, { eventName: "same " }, { eventName: "Other" }]);
    const results = [
      { id: "1", eventName: "Same" },
      { id: "2", eventName: "Other" },
      { id: "3", eventName: "same" },
    ];
    const { all, untied } = fates(entries, envelope(results), events);
    expect(all).toEqual([
      { fate: "written by count", record: undefined },
      { fate: "written by count", record: undefined },
      { fate: "written by echo", record: results[1] },
    ]);
    expect(untied).toEqual([results[0], results[2]]);
  });

  test.each([
    ["fewer results than inputs", [{ id: "1", eventName: "Same" }], {}],
    [
      "one record twice",
      [
        { id: "1", eventName: "Same" },
        { id: "1", eventName: "Same" },
      ],
      {},
    ],
    [
      "a number of errors that it does not list",
      [
        { id: "1", eventName: "Same" },
        { id: "2", eventName: "Same" },
      ],
      { numErrors: 1 },
    ],
    [
      "a result that is none of the inputs'",
      [
        { id: "1", eventName: "Same" },
        { id: "2", eventName: "Stranger" },
      ],
      {},
    ],
  ])("is none with %s", (_, results, rest) => {
    const entries = entriesOf(events, [{ eventName: "Same" }, { eventName: "Same" }]);
    expect(fates(entries, envelope(results, [], rest), events).fates).toEqual(["undecided", "undecided"]);
  });

  test("is none where no result could be an input's", () => {
    const entries = entriesOf(events, [{ eventName: "One" }, { eventName: "Other" }]);
    const results = [
      { id: "1", eventName: "Other" },
      { id: "2", eventName: "Other" },
    ];
    expect(fates(entries, envelope(results), events).fates).toEqual(["silent", "undecided"]);
  });

  test("that is not finished proves nothing by count", () => {
    const entries = entriesOf(events, [{ eventName: "Same" }, { eventName: "Same" }]);
    const results = [
      { id: "1", eventName: "Same" },
      { id: "2", eventName: "Same" },
    ];
    for (const status of ["PENDING", "PROCESSING", "CANCELED", "SOMETHING_NEW"])
      expect(fates(entries, envelope(results, [], { status }), events).fates).toEqual(["silent", "silent"]);
  });
});

describe("errors", () => {
  const entries = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);

  test("one entry can name many inputs", () => {
    const answer = envelope([{ objectId: "2" }], [{ category: "OBJECT_NOT_FOUND", context: { ids: ["3", "1"] } }]);
    expect(fates(entries, answer, eventUpdates).fates).toEqual(["refused", "written by id", "refused"]);
  });

  test("a detail's context names inputs too", () => {
    const answer = envelope([], [{ errors: [{ message: "no", context: { ids: ["3"] } }] }]);
    expect(fates(entries, answer, eventUpdates)).toMatchObject({
      fates: ["silent", "silent", "refused"],
      unattributed: [],
    });
  });

  test.each([
    ["an empty id", { context: { ids: [""] } }],
    ["a context of another kind", { context: { propertyName: ["1"] } }],
    ["a text with a colon in it", { context: { message: ["Invalid:1"] } }],
    ["no context", { message: "Something" }],
  ])("%s names no input, and can only be that of the one that is left", (_, error) => {
    const answer = envelope([{ objectId: "1" }, { objectId: "2" }], [error]);
    const { fates: all, unattributed } = fates(entries, answer, eventUpdates);
    expect(all).toEqual(["written by id", "written by id", "refused"]);
    expect(unattributed).toEqual([]);
  });

  test.each([
    ["two are left", [{ objectId: "1" }], [{ message: "Something" }], {}],
    ["it names what was not sent", [{ objectId: "1" }, { objectId: "2" }], [{ context: { ids: ["4"] } }], {}],
    ["there are two", [{ objectId: "1" }, { objectId: "2" }], [{ message: "One" }, { message: "Another" }], {}],
    ["more are counted", [{ objectId: "1" }, { objectId: "2" }], [{ message: "One" }], { numErrors: 2 }],
    ["a result is nobody's", [{ objectId: "1" }, { objectId: "9" }], [{ message: "One" }], {}],
    ["one has both", [{ objectId: "1" }, { objectId: "2" }], [{ message: "One" }, { context: { ids: ["2"] } }], {}],
  ])("an error is nobody's where %s", (_, results, errors, rest) => {
    const { all, unattributed } = fates(entries, envelope(results, errors, rest), eventUpdates);
    expect(all[2]).toMatchObject({ fate: "undecided" });
    expect(unattributed).toEqual(errors.filter((error) => !("context" in error) || error.context.ids[0] === "4"));
  });

  test("as many errors without a name as inputs that are left are theirs where all say the same", () => {
    const said = (...messages: string[]) => messages.map((message, index) => ({ id: `id-${index}`, message }));
    const left = (errors: object[]) => fates(entries, envelope([{ objectId: "2" }], errors), eventUpdates).fates;
    expect(left(said("no", "no"))).toEqual(["refused", "written by id", "refused"]);
    expect(left(said("no", "never"))).toEqual(["undecided", "written by id", "undecided"]);
    expect(left(said("no", "no", "no"))).toEqual(["undecided", "written by id", "undecided"]);
  });

  test("an answer that is not finished leaves what it does not name", () => {
    const answer = envelope([{ objectId: "1" }, { objectId: "2" }], [{ message: "One" }], { status: "PENDING" });
    expect(fates(entries, answer, eventUpdates).fates).toEqual(["written by id", "written by id", "silent"]);
  });

  test("an input sent alone has all the errors of its answer, whatever they name", () => {
    const [alone] = entriesOf(eventUpdates, [{ objectId: "1" }]);
    const errorOf = (errors: object[], rest = {}) =>
      match([alone!], envelope([], errors, rest), eventUpdates).refused.get(alone!);
    expect(errorOf([{ context: { ids: [""] } }])).toBeDefined();
    expect(errorOf([{ message: "No", context: { ids: ["01"] } }])).toMatchObject({ message: "No" });
    expect(errorOf([{ message: "No" }, { message: "No" }, { category: "WHY", message: "Because" }])).toEqual({
      message: "No",
      errors: [{ message: "Because", code: "WHY" }],
    });
    expect(errorOf([], { numErrors: 1 })).toEqual({});
    expect(errorOf([])).toBeUndefined();
  });

  test("an input sent alone, with a result and an error that does not name it, is written", () => {
    const [alone] = entriesOf(eventUpdates, [{ objectId: "1" }]);
    const error = { message: "By the way" };
    const { written, unattributed } = match([alone!], envelope([{ objectId: "1" }], [error]), eventUpdates);
    expect([written.length, unattributed]).toEqual([1, [error]]);
  });

  test("all that is said of an input is kept", () => {
    const errors = ["one", "two"].map((message) => ({ message, context: { ids: ["3"] } }));
    expect(fates(entries, envelope([], errors), eventUpdates).all[2]!.error).toEqual({
      ...errors[0],
      errors: [{ message: "two", context: { ids: ["3"] } }],
    });
  });

  test("an empty id does not name an input that has none either", () => {
    const [blank, other] = entriesOf(eventUpdates, [{ objectId: "" }, { objectId: "2" }]);
    const { refused, unattributed } = match([blank!, other!], envelope([], [{ context: { ids: [""] } }]), eventUpdates);
    expect(refused.size).toBe(0);
    expect(unattributed).toHaveLength(1);
  });

  test("whatever they name or not, and however many they are, none is given to another's input", () => {
    const words = fc.constantFrom("no", "never");
    const happening = fc.oneof(
      fc.constant({ kind: "written" as const }),
      words.map((message) => ({ kind: "named" as const, message })),
      words.map((message) => ({ kind: "unnamed" as const, message })),
      fc.constant({ kind: "silent" as const }),
    );
    const extra = fc.constantFrom<object>(
      { message: "Elsewhere", context: { ids: ["unsent"] } },
      { message: "Elsewhere", context: { objectId: ["unsent"], coordinates: ["0-54 objectId:unsent"] } },
    );
    fc.assert(
      fc.property(
        fc.array(happening, { minLength: 2, maxLength: 8 }),
        fc.array(extra, { maxLength: 2 }),
        fc.boolean(),
        fc.nat(3),
        order,
        (all, extras, doubled, uncounted, by) => {
          const inputs = all.map((_, index) => ({ objectId: `o${index}`, eventName: `o${(index + 1) % all.length}` }));
          const own = all.flatMap((one, index) => {
            if (one.kind === "named") return [{ message: one.message, context: { ids: [`o${index}`] } }];
            return one.kind === "unnamed" ? [{ message: one.message }] : [];
          });
          // Nothing tells an error that is doubled from one more, where an input is passed over too.
          const twice = doubled && !all.some(({ kind }) => kind === "silent");
          const errors = shuffled([...own, ...(twice ? own : []), ...extras], by);
          const results = all.flatMap(({ kind }, index) => (kind === "written" ? [{ objectId: `o${index}` }] : []));
          const rest = uncounted === 0 ? {} : { numErrors: errors.length + uncounted - 1 };
          const answer = envelope(shuffled(results, by), errors, rest);
          fates(entriesOf(eventUpdates, inputs), answer, eventUpdates).all.forEach(({ fate, error }, index) => {
            const one = all[index]!;
            if (fate.startsWith("written")) expect(one.kind).toBe("written");
            if (fate === "refused") expect(one).toMatchObject({ message: error?.message });
            if (one.kind === "named") expect(fate).toBe("refused");
            if (one.kind === "silent") expect(fate).toMatch(/silent|undecided/);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test("an input that has a result and an error is neither written nor refused", () => {
    const answer = envelope([{ objectId: "1" }], [{ context: { ids: ["1"] } }]);
    const found = fates(entries, answer, eventUpdates);
    expect(found.fates).toEqual(["contradictory", "silent", "silent"]);
    expect(found.untied).toEqual([{ objectId: "1" }]);
  });

  test("an id that two inputs share names the one without a result", () => {
    const same = entriesOf(events, [
      { externalAccountId: "a", externalEventId: "1", eventName: "One" },
      { externalAccountId: "b", externalEventId: "1", eventName: "Other" },
    ]);
    const error = { context: { ids: ["1"] } };
    const answer = envelope([{ id: "9", eventName: "One" }], [error]);
    expect(fates(same, answer, events).fates).toEqual(["written by echo", "refused"]);
    expect(fates(same, envelope([], [error]), events)).toMatchObject({
      fates: ["undecided", "undecided"],
      unattributed: [],
    });
  });

  test("where one doubt is, errors without a name are nobody's, though as many inputs are left, and as many contradicted", () => {
    const inputs = entriesOf(
      events,
      [1, 1, 2, 3].map((id, index) => ({
        externalAccountId: String(index),
        externalEventId: String(id),
        eventName: `Event ${index}`,
      })),
    );
    const naming = ["1", "2", "3"].map((id) => ({ message: "no", context: { ids: [id] } }));
    const results = [{ eventName: "Event 2" }, { eventName: "Event 3" }];
    const found = fates(inputs, envelope(results, [...naming, { message: "never" }, { message: "never" }]), events);
    expect(found.fates).toEqual(["undecided", "undecided", "contradictory", "contradictory"]);
    expect(found.unattributed).toHaveLength(2);
  });

  test("a trace id names its input, whatever its id", () => {
    const inputs = [{ id: "1" }, { id: "1", idProperty: "sku" }];
    const traced = entriesOf(contacts, inputs, (index) => `trace-${index}`);
    const answer = envelope([{ id: "1" }], [{ context: { objectWriteTraceId: ["trace-1"] } }]);
    expect(fates(traced, answer, contacts).fates).toEqual(["written by id", "refused"]);
  });
});

test("creates are told apart by their trace ids alone", () => {
  const entries = entriesOf(contactCreates, [{}, {}, {}], (index) => `trace-${index}`);
  const answer = envelope(
    [{ id: "8", objectWriteTraceId: "trace-2" }, { id: "9" }],
    [{ context: { objectWriteTraceId: ["trace-0"] } }],
  );
  const { all, untied } = fates(entries, answer, contactCreates);
  expect(all.map(({ fate }) => fate)).toEqual(["refused", "undecided", "written by trace"]);
  expect(all[2]!.record).toMatchObject({ id: "8" });
  expect(untied).toEqual([{ id: "9" }]);
});

describe("an operation whose success shows nothing", () => {
  const archive: Operation = { ...eventUpdates, match: [], noContent: true };
  const entries = entriesOf(archive, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
  const all = (errors: object[], rest = {}) => fates(entries, envelope([], errors, rest), archive).fates;

  test("is done for all that no error names, where all errors have a name", () => {
    expect(all([])).toEqual(Array(3).fill("written by count"));
    expect(all([{ context: { ids: ["2"] } }])).toEqual(["written by count", "refused", "written by count"]);
    expect(all([{ message: "no" }, { context: { ids: ["9"] } }])).not.toContain("written by count");
  });

  test("leaves open who is meant where one has no name, names a stranger, is not listed, or the answer not finished", () => {
    expect(all([{ message: "One" }])).toEqual(Array(3).fill("undecided"));
    expect(all([{ context: { ids: ["9"] } }])).toEqual(Array(3).fill("undecided"));
    expect(all([], { numErrors: 1 })).toEqual(Array(3).fill("undecided"));
    expect(all([], { status: "PROCESSING" })).toEqual(Array(3).fill("silent"));
  });

  test("leaves open whose errors are which, however many there are", () => {
    expect(all(Array(3).fill({ message: "No" }))).toEqual(Array(3).fill("undecided"));
    expect(all([{ context: { ids: ["1", "2"] } }, { message: "No" }])).toEqual(["refused", "refused", "undecided"]);
  });
});

describe("an operation whose records have no id", () => {
  const blind: Operation = { ...eventUpdates, match: [], recordId: [] };
  const entries = entriesOf(blind, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
  const all = (results: object[], errors: object[] = [], operation = blind) =>
    fates(entries, envelope(results, errors), operation).fates;
  const proven = Array(3).fill("written by count");

  test("is proven by count all the same, by as many different results as inputs, or as many that show nothing", () => {
    expect(all([{ name: "a" }, { name: "b" }, { name: "c" }])).toEqual(proven);
    expect(all([{}, {}, {}])).toEqual(proven);
    expect(all([{ name: "a" }, { name: "b" }, { name: "c" }], [], { ...blind, noContent: true })).toEqual(proven);
  });

  test("but not by fewer, by one that comes twice, or beside an error", () => {
    expect(all([{ name: "a" }, { name: "b" }])).not.toContain("written by count");
    expect(all([{ name: "a" }, { name: "b" }, { name: "a" }])).not.toContain("written by count");
    const three = [{ name: "a" }, { name: "b" }, { name: "c" }];
    expect(all(three, [{ message: "no" }])).not.toContain("written by count");
    expect(all(three, [{ message: "no" }, { context: { ids: ["9"] } }])).not.toContain("written by count");
  });
});

test("an error that only says that there is nothing is a success", () => {
  const read: Operation = { ...eventUpdates, empty: ["NO_ASSOCIATIONS_FOUND"] };
  const entries = entriesOf(read, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
  const errors = [
    { category: "OBJECT_NOT_FOUND", subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND", context: { ids: ["1"] } },
    { category: "OBJECT_NOT_FOUND", subCategory: {}, context: { ids: ["3"] } },
  ];
  const { all } = fates(entries, envelope([{ objectId: "2" }], errors), read);
  expect(all.map(({ fate }) => fate)).toEqual(["written by id", "written by id", "refused"]);
  expect(all[0]!.record).toBeUndefined();
});

describe("where results show an association both ways", () => {
  const operation: Operation = {
    ...eventUpdates,
    recordId: ["label"],
    match: [
      {
        pairs: [
          ["from.id", "from.id"],
          ["to.id", "to.id"],
        ],
        reverse: true,
      },
    ],
  };
  const pair = (from: string, to: string) => ({ from: { id: from }, to: { id: to } });
  const result = (from: string, to: string, label = `${from} to ${to}`) => ({ ...pair(from, to), label });

  test("inputs that are each other's reverse have none of them, and are not proven by count", () => {
    const entries = entriesOf(operation, [pair("5", "7"), pair("7", "5"), pair("1", "2")]);
    const answer = envelope([result("5", "7"), result("7", "5"), result("1", "2")]);
    const { fates: its, untied } = fates(entries, answer, operation);
    expect(its).toEqual(["undecided", "undecided", "written by id"]);
    expect(untied).toHaveLength(2);
    expect(fates(entries.slice(0, 2), envelope([result("7", "5")]), operation).fates).toEqual([
      "undecided",
      "undecided",
    ]);
  });

  test("an error that names one of two such inputs is its fate", () => {
    const entries = entriesOf({ ...operation, errors: { label: "label" } }, [
      { ...pair("5", "7"), label: "one" },
      { ...pair("7", "5"), label: "other" },
    ]);
    const answer = envelope([result("5", "7"), result("7", "5")], [{ message: "no", context: { label: ["other"] } }]);
    expect(fates(entries, answer, { ...operation, errors: { label: "label" } }).fates).toEqual([
      "undecided",
      "refused",
    ]);
  });

  test("an input that is shown the other way round alone is written, and none of those beside it is a stray", () => {
    const entries = entriesOf(operation, [pair("1", "2"), pair("3", "4"), pair("5", "6")]);
    const answer = envelope([result("4", "3"), result("2", "1"), result("1", "2"), result("4", "3", "again")]);
    const { fates: its, untied, all } = fates(entries, answer, operation);
    expect(its).toEqual(["written by id", "written by id", "silent"]);
    expect(all.map(({ record }) => record)).toEqual([result("1", "2"), result("4", "3"), undefined]);
    expect(untied).toEqual([]);
  });

  test("blanks around either end are none of it", () => {
    const entries = entriesOf(operation, [pair("5", "7"), pair(" 1", "2 ")]);
    const answer = envelope([result(" 5 ", "\t7"), result("1", "2")]);
    expect(fates(entries, answer, operation).fates).toEqual(["written by id", "written by id"]);
  });

  test("an input that is its own reverse is told apart, and one of which no result speaks is silent", () => {
    const entries = entriesOf(operation, [pair("5", "5"), pair("1", "2"), pair("2", "1")]);
    expect(fates(entries, envelope([result("5", "5")]), operation).fates).toEqual([
      "written by id",
      "silent",
      "silent",
    ]);
  });
});
