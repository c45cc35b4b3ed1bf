import { describe, expect, test } from "vitest";
import { match } from "../../src/match/match.js";
import { recordIdOf } from "../../src/match/record-id.js";
import { readEnvelope } from "../../src/outcome/envelope.js";
import { entriesOf, events, eventUpdates } from "../helpers/entries.js";

const envelope = (results: readonly object[]) =>
  readEnvelope(JSON.parse(JSON.stringify({ status: "COMPLETE", results })))!;

test("a record's id is the first of the operation's fields that holds one", () => {
  const entries = entriesOf(eventUpdates, [{ objectId: "1" }]);
  const idOf = (result: object) => match(entries, envelope([result]), eventUpdates).written[0]?.fate;
  expect(idOf({ objectId: "1", id: "2" })).toMatchObject({ recordId: "1" });
  const [named] = entriesOf(events, [{ externalEventId: "e" }]);
  const recordIdOf = (result: object) => match([named!], envelope([result]), events).written[0]?.fate;
  expect(recordIdOf({ externalEventId: "e", objectId: null, id: 7 })).toMatchObject({ recordId: "7" });
  expect(recordIdOf({ externalEventId: "e" })).not.toHaveProperty("recordId");
});

describe("an id", () => {
  const { recordId } = eventUpdates;
  test("is a text, whatever HubSpot sends", () => {
    expect(recordId).toEqual(["objectId", "id"]);
    expect(recordIdOf({ objectId: 12_345_678_901 }, eventUpdates)).toBe("12345678901");
    expect(recordIdOf({ objectId: "0" }, eventUpdates)).toBe("0");
    expect(recordIdOf({ objectId: 0 }, eventUpdates)).toBe("0");
  });

  test.each([null, undefined, true, {}, ["1"]])("is none of %j, and the next field's is taken", (objectId) => {
    expect(recordIdOf({ objectId, id: "2" }, eventUpdates)).toBe("2");
    expect(recordIdOf({ objectId }, eventUpdates)).toBeUndefined();
  });
});
