import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldOf, fold, identityOf, reverseOf } from "../../src/match/identity.js";
import { anyText } from "../helpers/any-text.js";
import { eventUpdates } from "../helpers/entries.js";

describe("fold", () => {
  const same = (one: string, other: string) => expect(fold(one)).toBe(fold(other));

  test("case, outer blanks, runs of blanks and Unicode form do not tell texts apart", () => {
    same("Ada", "aDA");
    same(" a", "a");
    same("a ", "a");
    same("\ta b\n", "A  b");
    same("e\u0301", "é");
    same("Ｌａｕｎｃｈ", "launch");
    same("", "   ");
    same("a\u00a0b", "a b");
  });

  test("anything else does", () => {
    for (const [one, other] of [
      ["a", "b"],
      ["a b", "ab"],
      ["1", "01"],
      ["é", "e"],
      ["a-b", "a_b"],
    ] as const)
      expect(fold(one)).not.toBe(fold(other));
  });

  test("the short cuts for plain texts give what the long way gives", () => {
    const long = (text: string) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
    const plain = fc.string({ unit: fc.constantFrom("a", "Z", "7", "@", "[", "`", "{", "~", "!", " ", "\t", "é") });
    fc.assert(fc.property(plain, (text) => fold(text) === long(text)));
    fc.assert(fc.property(anyText(), (text) => fold(text) === long(text)));
  });
});

describe("identityOf", () => {
  const fields = ["account", "event"];

  test("two inputs of one record have one identity, however its key is written", () => {
    expect(identityOf({ account: "A", event: " 7" }, fields)).toBe(identityOf({ account: "a", event: 7 }, fields));
  });

  test("where one key ends and the next begins matters", () => {
    expect(identityOf({ account: "1", event: "12" }, fields)).not.toBe(
      identityOf({ account: "11", event: "2" }, fields),
    );
    expect(identityOf({ account: "a" }, fields)).not.toBe(identityOf({ event: "a" }, fields));
    fc.assert(
      fc.property(fc.tuple(fc.string(), fc.string()), fc.tuple(fc.string(), fc.string()), (one, other) => {
        const same = one.every((text, index) => fold(text) === fold(other[index]!));
        const id = ([account, event]: readonly string[]) => identityOf({ account, event }, fields);
        return (id(one) === id(other)) === same;
      }),
    );
  });

  test("there is none without fields, or without any value", () => {
    expect(identityOf({ account: "a" }, [])).toBeUndefined();
    expect(identityOf({ account: null }, fields)).toBeUndefined();
    expect(identityOf({}, ["constructor"])).toBeUndefined();
  });

  test("an object for a key is a key like any other", () => {
    const bare = Object.assign(Object.create(null), { a: 1 }) as object;
    expect(identityOf({ account: bare }, fields)).toBe(identityOf({ account: { a: 1 } }, fields));
    expect(identityOf({ account: { a: 1 } }, fields)).not.toBe(identityOf({ account: { a: 2 } }, fields));
  });
});

describe("fieldOf", () => {
  test("gives no functions, which no JSON has and which are all that every object inherits", () => {
    expect(fieldOf({ a: 1 }, "a")).toBe(1);
    expect(fieldOf({}, "constructor")).toBeUndefined();
    expect(fieldOf({ a: () => 1 }, "a")).toBeUndefined();
    expect(fieldOf({ constructor: 1 }, "constructor")).toBe(1);
  });

  test("a dot leads into a field, unless the field's own name has it", () => {
    expect(fieldOf({ from: { id: "1" } }, "from.id")).toBe("1");
    expect(fieldOf({ "from.id": "2", from: { id: "1" } }, "from.id")).toBe("2");
    for (const from of [null, "text", undefined]) expect(fieldOf({ from }, "from.id")).toBeUndefined();
    expect(fieldOf({ a: { b: { c: 3 } } }, "a.b.c")).toBe(3);
  });
});

describe("reverseOf", () => {
  const pairs = [
    ["a", "from.id"],
    ["b", "to.id"],
  ] as const;
  const operation = {
    ...eventUpdates,
    identity: ["type", "from.id", "to.id"],
    match: [{ pairs, reverse: true as const }],
  };

  test("two inputs that are each other's reverse have one identity, and no others", () => {
    const reverse = reverseOf(operation);
    const idOf = ([type, from, to]: readonly string[]) =>
      identityOf({ type, from: { id: from }, to: { id: to } }, operation.identity, reverse);
    const end = fc.constantFrom("1", "11", "2", "12", "");
    const ends = fc.tuple(fc.constantFrom("x", "y"), end, end);
    fc.assert(
      fc.property(ends, ends, (one, other) => {
        const [type, from, to] = one;
        const same = [one, [type, to, from]].some((way) => way.join(",") === other.join(","));
        return (idOf(one) === idOf(other)) === same;
      }),
    );
  });

  test("there is none where results show one way, or the identity is not of both ends", () => {
    expect(reverseOf({ ...operation, match: [{ pairs }] })).toBeUndefined();
    expect(reverseOf({ ...operation, identity: ["from.id"] })).toBeUndefined();
    expect(reverseOf(eventUpdates)).toBeUndefined();
  });
});
