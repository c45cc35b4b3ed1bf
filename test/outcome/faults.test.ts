import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/outcome/error-body.js";
import { faultsIn, saidIn } from "../../src/outcome/faults.js";

const list = (entries: readonly object[]) => `Property values were not valid: ${JSON.stringify(entries)}`;
const price = { message: "abc was not a valid number.", error: "INVALID_INTEGER", name: "hs_price" };
const date = { message: 'soon was not a "valid" long', error: "INVALID_LONG", name: "closedate", isValid: false };

describe("faults", () => {
  test("are each property and code once, wherever HubSpot says them", () => {
    const message = list([{ ...price, propertyValue: "abc" }, date]);
    const errors = [price, date].map(({ message: text, error: code, name }) => ({
      message: text,
      code,
      context: { propertyName: [name] },
    }));
    expect(faultsIn({ message, errors })).toEqual([
      { property: "hs_price", code: "INVALID_INTEGER", message: price.message, value: "abc" },
      { property: "closedate", code: "INVALID_LONG", message: date.message },
    ]);
  });

  test.each<[string, object, object[]]>([
    ["in the message of a detail", { errors: [{ message: list([price]) }] }, [{ property: "hs_price" }]],
    ["in a context's message", { context: { message: ["Invalid request"] } }, [{ message: "Invalid request" }]],
    ["in a detail's name", { errors: [date] }, [{ property: "closedate", code: "INVALID_LONG" }]],
    ["in words alone", { message: 'Property "colour" does not exist' }, [{ property: "colour" }]],
    ["in words, quoted otherwise", { message: "Property 'a b' is not set" }, [{ property: "a b" }]],
    [
      "two of one detail",
      { errors: [{ code: "C", context: { propertyName: ["a"] }, in: "b" }] },
      [
        { property: "a", code: "C" },
        { property: "b", code: "C" },
      ],
    ],
    [
      "a code beside the property that it is about",
      { errors: [{ code: "C", message: "m" }], context: { propertyName: ["a"] } },
      [{ property: "a", code: "C", message: "m" }],
    ],
    [
      "a name that says nothing itself: what is said of the whole is about it",
      { message: "taken", context: { propertyName: ["a"] } },
      [{ property: "a", message: "taken" }],
    ],
    ["not at all", { message: "Something else" }, []],
    ["in no body", {}, []],
  ])("are found %s", (_, body, faults) => {
    const found = faultsIn(readErrorBody(body));
    expect(found).toMatchObject(faults);
    expect(found).toHaveLength(faults.length);
  });

  test("are found in a list that is cut, wherever it is", () => {
    const whole = list([price, { ...date, propertyValue: "soon" }]);
    const first = whole.indexOf("}") + 1;
    for (let length = whole.indexOf("[{") + 3; length < whole.length; length++) {
      const found = faultsIn({ message: whole.slice(0, length) });
      if (length >= first) expect(found[0]).toMatchObject({ property: "hs_price", code: "INVALID_INTEGER" });
      for (const { code = "" } of found) expect(`INVALID_INTEGER INVALID_LONG`).toContain(code);
      expect(found.length).toBeLessThanOrEqual(2);
    }
    expect(faultsIn({ message: whole.slice(0, -4) })[1]).toEqual({
      property: "closedate",
      code: "INVALID_LONG",
      message: date.message,
      value: "soo",
    });
  });

  test("are at most a hundred", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({ ...price, name: `p${at}` }));
    expect(
      faultsIn({ message: list(many), errors: many, context: { propertyName: many.map(({ name }) => name) } }),
    ).toHaveLength(100);
  });

  test("are read of anything, and nothing throws", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .array(fc.constantFrom("[{", '"', "\\", '"name":', "}", "]", "{", "\\u00", ",", "a"), { maxLength: 40 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (message) => {
        for (const { property = "", code = "", message: said = "" } of faultsIn({ message: `x: ${message}` }))
          for (const part of [property, code, said]) expect(typeof part).toBe("string");
      }),
    );
  });

  test.each([
    ["brackets", "[".repeat(200_000)],
    ["braces", "[{".repeat(100_000)],
    ["quotes that open", `[{"${'\\"'.repeat(100_000)}`],
    ["names that end nowhere", `[{"a":"b",${'"abc'.repeat(50_000)}`],
    ["backslashes", `[{"a":"${"\\".repeat(200_001)}`],
    ["blanks", `[${" ".repeat(200_000)}`],
  ])("cost no more for 200,000 %s than to read them", (_, message) => {
    // Were it quadratic, this would take minutes, and the test fail for its time.
    expect(faultsIn({ message }).length).toBeLessThanOrEqual(100);
  });
});

test("a message is told from its list", () => {
  expect(saidIn(list([price]))).toBe("Property values were not valid");
  for (const message of ["", "plain", "of [1, 2]", "no: [{]"]) expect(saidIn(message)).toBe(message);
});
