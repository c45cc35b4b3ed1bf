import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { CallerError, HubSpotError, InvalidInputError, UnaccountedError } from "../../src/outcome/errors.js";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";
import { HttpError, RefusedError } from "../../src/outcome/refusals.js";

describe("every error", () => {
  test.each<[HubSpotError, string]>([
    [new HttpError(400, "{}", {}), "HttpError"],
    [new RefusedError(207, {}), "RefusedError"],
    [new NetworkError("x"), "NetworkError"],
    [new TimeoutError(5), "TimeoutError"],
    [new UnexpectedResponseError(200, "x", ""), "UnexpectedResponseError"],
    [new UnaccountedError("x"), "UnaccountedError"],
    [new CallerError("x"), "CallerError"],
    [new InvalidInputError([]), "InvalidInputError"],
  ])("is an Error with a name of its own and plain data: %s", (error, name) => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(HubSpotError);
    expect(error.name).toBe(name);
    expect(inspect(error)).toContain(name);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, message: error.message });
    expect(JSON.stringify(error)).not.toContain("stack");
  });
});

test("an invalid input says where and what, in one line", () => {
  const issues = [
    { path: "", message: "is bad" },
    { path: "a.b[0]", message: "expected string, got 7" },
  ];
  expect(new InvalidInputError(issues)).toMatchObject({ message: "is bad; a.b[0]: expected string, got 7", issues });
});

describe("an invalid input", () => {
  test("lists its first hundred issues, and tells of ten", () => {
    const issues = Array.from({ length: 100_000 }, (_, index) => ({ path: `f${index}`, message: "is unknown" }));
    const error = new InvalidInputError(issues);
    expect(error.issues).toEqual(issues.slice(0, 100));
    expect(error.message).toMatch(/^f0: is unknown; .*; f9: is unknown; and 99990 more$/);
  });

  test("bounds what it was given, and prints no control characters", () => {
    const error = new InvalidInputError([{ path: `a\u001b[2J${"b".repeat(9_000)}`, message: "c".repeat(9_000) }]);
    expect(error.message).toMatch(/^a\\u001b\[2Jb+… \(\d+ more characters\): c+… \(8500 more characters\)$/);
  });
});

describe("an error of the caller's own functions", () => {
  test("says what they threw", () => {
    const error = new CallerError("The accessToken function threw", { cause: new Error("vault sealed") });
    expect(error.message).toBe("The accessToken function threw: vault sealed");
    expect(error.toJSON()).toMatchObject({ cause: { message: "vault sealed" } });
    expect(new CallerError("It gave no token").message).toBe("It gave no token");
    expect(new CallerError("It threw", { cause: undefined }).message).toBe("It threw: undefined");
  });

  test("is made of whatever they threw", () => {
    const odd = new Proxy(new Error("x"), {
      get() {
        throw new Error("again");
      },
    });
    for (const cause of [odd, { message: { toString: null } }, Object.create(null), Symbol("x"), null]) {
      const error = new CallerError("It threw", { cause });
      expect(error.message).toMatch(/^It threw: ./);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: "CallerError" });
    }
  });
});
