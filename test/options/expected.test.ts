import { describe, expect, test } from "vitest";
import { expected, MAX_TIMER_MS, type Names, objectOf, wholeNumber } from "../../src/options/expected.js";

test("a mistake is a TypeError that names the option, what it takes and what came", () => {
  const error = expected("batchSize", "a whole number", "many");
  expect(error).toBeInstanceOf(TypeError);
  expect(error.message).toBe('Expected `batchSize` to be a whole number, got "many"');
});

test("a name that is the caller's is shown as it may stand in a terminal, and not at any length", () => {
  const name = `x\u001b[2J\u202e${"y".repeat(5_000)}`;
  const messages = [
    expected(`path.${name}`, "one of id", 1).message,
    (() => {
      try {
        objectOf("retry", { [name]: 1 }, {});
      } catch (error) {
        return String(error);
      }
      return "";
    })(),
  ];
  for (const message of messages) {
    expect(message).toContain(String.raw`x\u001b[2J\u202e`);
    expect(message).not.toMatch(/[\u001b\u202e]/);
    expect(message.length).toBeLessThan(2_200);
  }
});

describe("a whole number", () => {
  test("is taken within its bounds, and its default where none is given", () => {
    expect(wholeNumber("n", undefined, 5, 1, 10)).toBe(5);
    expect(wholeNumber("n", 1, 5, 1, 10)).toBe(1);
    expect(wholeNumber("n", 10, 5, 1, 10)).toBe(10);
  });

  test.each([0, 11, 1.5, Number.NaN, Infinity, "5", null, 5n, {}])("is none: %s", (value) => {
    expect(() => wholeNumber("n", value, 5, 1, 10)).toThrow(/^Expected `n` to be a whole number from 1 to 10, got /);
  });
});

test("a number that must be given is not left out", () => {
  expect(wholeNumber("n", 1, undefined, 1, 10)).toBe(1);
  expect(() => wholeNumber("n", undefined, undefined, 1, 10)).toThrow(/, got undefined$/);
});

describe("an object of options", () => {
  const names: Names<{ batchSize?: number; signal?: object }> = { batchSize: true, signal: true };

  test("is copied, and empty where there is none", () => {
    const options = { batchSize: 1 };
    const copy = objectOf("options", options, names);
    options.batchSize = 2;
    expect(copy).toEqual({ batchSize: 1 });
    expect(objectOf("options", undefined, names)).toEqual({});
  });

  test("is read once, what its class has included", () => {
    let reads = 0;
    class Options {
      get batchSize() {
        return ++reads;
      }
    }
    expect(objectOf("options", new Options(), names).batchSize).toBe(1);
    expect(reads).toBe(1);
  });

  test.each([null, 5, "text", [], () => 1])("is none: %s", (value) => {
    expect(() => objectOf("options", value as object, names as Names<object>, "an object or false")).toThrow(
      /^Expected `options` to be an object or false, got /,
    );
  });

  test.each([
    [{ batchsize: 1 }, "got `batchsize`: did you mean `batchSize`?"],
    [{ colour: "secret" }, "got `colour`"],
    [{ toString: undefined }, "got `toString`"],
  ])("has no name that nobody reads: %j", (options, got) => {
    expect(() => objectOf<object>("options", options, names)).toThrow(
      new TypeError(`Expected \`options\` to have only batchSize, signal, ${got}`),
    );
  });
});

test("the longest delay is one that a timer takes", () => {
  expect(MAX_TIMER_MS).toBe(2_147_483_647);
});
