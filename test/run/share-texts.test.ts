import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/outcome/outcome.js";
import { shareTexts } from "../../src/run/share-texts.js";
import { collectGarbage } from "../helpers/gc.js";

type Kept = Outcome<object, object>;

function written(record: unknown, input: object, sent?: object): Kept {
  const fate = { status: "succeeded", record: record as object, recordId: "1", matchedBy: "id" } as const;
  return { index: 0, input, ...(sent && { sent }), ...fate };
}

const copyOf = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** What records of long texts, 8 MB in all, hold beside their inputs, in bytes, before and after they share them. */
function heldBy(make: (input: { readonly name: string }) => Kept): { readonly before: number; readonly after: number } {
  const inputs = copyOf(Array.from({ length: 1_000 }, (_, place) => ({ name: `${place} `.repeat(2_000) })));
  const held = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const empty = held();
  const outcomes = inputs.map(make);
  const before = held() - empty;
  for (const outcome of outcomes) shareTexts(outcome);
  return { before, after: held() - empty };
}

describe("a record that is kept", () => {
  test("holds no text that its input has, in whatever object it stands", () => {
    for (const inputOf of [(name: string) => ({ name }), (name: string) => ({ properties: { deep: { name } } })]) {
      const { before, after } = heldBy(({ name }) => written(copyOf(inputOf(name)), inputOf(name)));
      expect(before).toBeGreaterThan(1_000_000);
      expect(after).toBeLessThan(before / 4);
    }
  });

  test("shares what was sent of a row, where a map made that", () => {
    const { before, after } = heldBy((sent) => written(copyOf(sent), { row: 1 }, sent));
    expect(after).toBeLessThan(before / 4);
  });

  test("says what it said, whatever the input is", () => {
    const value = fc.json().map((text) => JSON.parse(text) as unknown);
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), value),
        fc.oneof(fc.object(), fc.dictionary(fc.string(), value)),
        (record, other) => {
          for (const input of [other, { ...other, ...record }, structuredClone(record)]) {
            const own = structuredClone(record);
            const outcome = written(own, input);
            shareTexts(outcome);
            expect(outcome).toEqual(written(record, input));
            expect(Object.keys(own)).toEqual(Object.keys(record));
          }
        },
      ),
    );
  });

  test("keeps its own where an input can't be read", () => {
    const input = {
      get name(): string {
        throw new Error("read too often");
      },
    };
    const { proxy, revoke } = Proxy.revocable<object>({}, {});
    revoke();
    for (const unreadable of [input, proxy]) {
      const record = { name: "House", city: "Dublin" };
      shareTexts(written(record, unreadable));
      expect(record).toEqual({ name: "House", city: "Dublin" });
    }
  });

  test("asks no getter of a class, in the input or below it", () => {
    const asked: string[] = [];
    class Row {
      get name(): string {
        asked.push("name");
        return "House";
      }
    }
    shareTexts(written({ name: "House" }, new Row()));
    shareTexts(written({ properties: { name: "House" } }, { properties: new Row() }));
    expect(asked).toEqual([]);
  });

  test("is left alone where there is none, or the input was not written", () => {
    const outcomes: Kept[] = [
      { index: 0, input: { name: "House" }, status: "succeeded", matchedBy: "count" },
      { index: 1, input: { name: "House" }, status: "unsent", reason: "stopped", resend: "safe" },
    ];
    const before = structuredClone(outcomes);
    for (const outcome of outcomes) shareTexts(outcome);
    expect(outcomes).toEqual(before);
  });
});
