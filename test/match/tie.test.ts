import { describe, expect, test } from "vitest";
import { succeeded, tie } from "../../src/match/tie.js";
import { entriesOf, events, eventUpdates } from "../helpers/entries.js";

describe("results are tied", () => {
  test("by the first rule that tells, in whatever order they come; what is left stays open", () => {
    const entries = entriesOf(events, [
      { externalEventId: "a", eventName: "One" },
      { externalEventId: "b", eventName: "Two" },
      { externalEventId: "c", eventName: "Three" },
    ]);
    const results = [
      { id: "9", eventName: "Nobody's" },
      { id: "2", eventName: "Two" },
      { id: "1", externalEventId: "a", eventName: "Renamed" },
    ];
    const { written, open, untied, mirrored } = tie(entries, results, events);
    expect(written.map(({ entry, fate }) => [entry.index, fate.matchedBy, fate.recordId])).toEqual([
      [0, "id", "1"],
      [1, "echo", "2"],
    ]);
    expect(open).toEqual([entries[2]]);
    expect(untied).toEqual([results[0]]);
    expect(mirrored).toEqual([]);
  });

  test("all of them: nothing is left", () => {
    const entries = entriesOf(eventUpdates, [{ objectId: "1" }, { objectId: "2" }]);
    const { written, open, untied } = tie(entries, [{ objectId: "2" }, { objectId: "1" }], eventUpdates);
    expect(written.map(({ entry }) => entry.index)).toEqual([1, 0]);
    expect([open, untied]).toEqual([[], []]);
  });

  test("none where there are none", () => {
    const entries = entriesOf(eventUpdates, [{ objectId: "1" }]);
    expect(tie(entries, [], eventUpdates)).toMatchObject({ written: [], open: entries, untied: [] });
  });
});

test("a fate has the record's id only where there is one", () => {
  expect(succeeded({ objectId: 7 }, "id", eventUpdates)).toEqual({
    status: "succeeded",
    record: { objectId: 7 },
    recordId: "7",
    matchedBy: "id",
  });
  expect(succeeded({}, "echo", eventUpdates)).toEqual({ status: "succeeded", record: {}, matchedBy: "echo" });
});
