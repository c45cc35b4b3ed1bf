import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/contract.js";
import { errorOfTheRest, isWhole, type Named, provesTheRest } from "../../src/match/conclude.js";
import type { Possible } from "../../src/match/possible.js";
import { readEnvelope, type StandardError } from "../../src/outcome/envelope.js";
import { entriesOf, eventUpdates } from "../helpers/entries.js";

const entries = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }, { objectId: "3" }]);
const archive: Operation = { ...eventUpdates, noContent: true };
const records = (...ids: string[]) => ids.map((objectId) => ({ objectId }));

type Answer = Partial<Omit<Named<(typeof entries)[number]>, "envelope">> & {
  readonly errors?: readonly StandardError[];
  readonly results?: readonly object[];
  readonly status?: string;
  readonly numErrors?: number;
};

/** An answer in which nothing is amiss but what is said. */
function named({ errors = [], results = [], status = "COMPLETE", numErrors, ...its }: Answer) {
  const envelope = readEnvelope({ status, results, errors, ...(numErrors !== undefined && { numErrors }) })!;
  return { entries, open: [], untied: [], nameless: [], stray: [], isClear: true, ...its, envelope };
}

describe("the error of the rest", () => {
  const no = { message: "no" };
  const two = { open: entries.slice(1), nameless: [no, { ...no, id: "other" }], errors: [no, no] };

  test("is that of as many inputs as there are errors without a name, where all say the same", () => {
    expect(errorOfTheRest(named(two), eventUpdates)).toBe(no);
    const one = { open: entries.slice(2), nameless: [no], errors: [no] };
    expect(errorOfTheRest(named(one), eventUpdates)).toBe(no);
  });

  test.each<[string, Answer]>([
    ["no input is open", { ...two, open: [] }],
    ["a result is nobody's", { ...two, untied: records("9") }],
    ["an input is named twice over", { ...two, isClear: false }],
    ["an error names a stranger", { ...two, stray: [no] }],
    ["HubSpot has not finished", { ...two, status: "PENDING" }],
    ["more errors are counted", { ...two, numErrors: 3 }],
    ["there are fewer errors than inputs", { ...two, open: entries }],
    ["they differ in their category", { ...two, nameless: [no, { ...no, category: "X" }] }],
    ["they differ in their sub-category", { ...two, nameless: [no, { ...no, subCategory: "X" }] }],
    ["they differ in what they name", { ...two, nameless: [no, { ...no, context: { propertyName: ["a"] } }] }],
    [
      "they differ in a name beside one that is blank",
      { ...two, nameless: [no, { ...no, context: { propertyName: ["", "a"] } }] },
    ],
    ["they differ in their details", { ...two, nameless: [no, { ...no, errors: [{ message: "a" }] }] }],
    ["they differ in their words", { ...two, nameless: [no, { message: "never" }] }],
  ])("is nobody's where %s", (_, answer) => {
    expect(errorOfTheRest(named(answer), eventUpdates)).toBeUndefined();
  });

  test("is nobody's where success shows nothing: one without a result may well be done", () => {
    expect(errorOfTheRest(named(two), archive)).toBeUndefined();
  });

  test("is the same, though one has a context with nothing in it", () => {
    const blank = { ...no, context: { ids: ["", " "] } };
    expect(errorOfTheRest(named({ ...two, nameless: [no, blank] }), eventUpdates)).toBe(no);
  });

  describe("of an input sent alone", () => {
    const alone = { entries: entries.slice(0, 1), open: entries.slice(0, 1) };

    test("is all that was said, whatever it names, and though success shows nothing", () => {
      const why = { message: "why" };
      const answer = { ...alone, nameless: [no], stray: [why], errors: [no, why] };
      for (const operation of [eventUpdates, archive])
        expect(errorOfTheRest(named(answer), operation)).toEqual({ message: "no", errors: [why] });
    });

    test("is there though it is only counted, and HubSpot has not finished", () => {
      expect(errorOfTheRest(named({ ...alone, numErrors: 1, status: "PENDING" }), eventUpdates)).toEqual({});
    });

    test("is none where there is none, or the input has a result too", () => {
      expect(errorOfTheRest(named(alone), eventUpdates)).toBeUndefined();
      const both = { ...alone, nameless: [no], errors: [no], isClear: false };
      expect(errorOfTheRest(named(both), eventUpdates)).toBeUndefined();
    });
  });
});

describe("the rest is done", () => {
  const no = { message: "no" };

  test("where success shows nothing, and every error is somebody's", () => {
    expect(provesTheRest(named({}), archive)).toBe(true);
    expect(provesTheRest(named({ errors: [no] }), archive)).toBe(true);
    expect(provesTheRest(named({}), eventUpdates)).toBe(false);
  });

  test.each<[string, Answer]>([
    ["there are results", { results: records("1") }],
    ["an input is named twice over", { isClear: false }],
    ["HubSpot has not finished", { status: "PROCESSING" }],
    ["more errors are counted than listed", { numErrors: 1 }],
    ["an error names nobody", { errors: [no], nameless: [no] }],
    ["an error names a stranger", { errors: [no], stray: [no] }],
  ])("no more where %s", (_, answer) => {
    expect(provesTheRest(named(answer), archive)).toBe(false);
  });
});

describe("an answer is whole", () => {
  /** What is possible, as far as it is asked for here. */
  const possible = (its: Partial<Possible> = {}) =>
    ({ hasInputFor: () => true, hasResultFor: () => true, ...its }) as unknown as Possible;
  const whole = { open: entries, untied: records("1", "2", "3"), results: records("1", "2", "3") };

  test("where as many different records came as inputs were sent, and each could be one's", () => {
    expect(isWhole(named(whole), possible(), eventUpdates)).toBe(true);
  });

  test.each<[string, Answer]>([
    ["an input is named twice over", { ...whole, isClear: false }],
    ["HubSpot has not finished", { ...whole, status: "PENDING" }],
    ["there is an error", { ...whole, errors: [{ message: "no" }] }],
    ["errors are counted that are not listed", { ...whole, numErrors: 1 }],
    ["fewer records came", { ...whole, results: records("1", "2") }],
    ["more records came", { ...whole, results: records("1", "2", "3", "4") }],
    ["a record came twice", { ...whole, results: records("1", "2", "2") }],
    ["a record has no id", { ...whole, results: [...records("1", "2"), {}] }],
  ])("no more where %s", (_, answer) => {
    expect(isWhole(named(answer), possible(), eventUpdates)).toBe(false);
  });

  test("where records have no ids, as long as no two show the same, however deep they are nested", () => {
    const blind = { ...eventUpdates, recordId: [] };
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`) as object;
    const answered = (...results: object[]) => isWhole(named({ ...whole, results }), possible(), blind);
    expect(answered({ name: "a" }, { name: "b" }, deep)).toBe(true);
    expect(answered({}, {}, {})).toBe(true);
    expect(answered({ name: "a" }, { name: "b" }, { name: "a" })).toBe(false);
  });

  test("no more where one result could be no input's, or one input has none that could be its", () => {
    const strange = whole.untied[1];
    const hasInputFor = (result: object) => result !== strange;
    expect(isWhole(named(whole), possible({ hasInputFor }), eventUpdates)).toBe(false);
    const hasResultFor = (entry: object) => entry !== entries[2];
    expect(isWhole(named(whole), possible({ hasResultFor }), eventUpdates)).toBe(false);
  });
});
