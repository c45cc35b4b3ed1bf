import { expect, test } from "vitest";
import { readListed } from "../../src/outcome/listed-answer.js";

test("an answer that lists what is missing has an error for each of them, once", () => {
  const context = (id: string) => ({ context: { recordIdsMissing: [id] } });
  expect(readListed({ recordIdsMissing: ["7", 8, "7"] }, "recordIdsMissing")).toMatchObject({
    status: "COMPLETE",
    results: [],
    errors: [context("7"), context("8")],
    numErrors: 2,
  });
});

test.each([[{ toString: 1 }], [null], [["7"]]])(
  "what is listed and can be no name is an error that may be anybody's: %j",
  (odd) => {
    const { errors, numErrors } = readListed({ recordIdsMissing: ["7", odd] }, "recordIdsMissing") ?? {};
    expect(errors).toHaveLength(1);
    expect(numErrors).toBe(2);
  },
);

test.each([null, undefined, "text", [], {}, { recordIdsMissing: "7" }])(
  "an answer without a list is none: %j",
  (body) => {
    expect(readListed(body, "recordIdsMissing")).toBeUndefined();
  },
);
