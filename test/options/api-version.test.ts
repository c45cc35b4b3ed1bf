import { describe, expect, test } from "vitest";
import type { Version } from "../../src/contract.js";
import { chooseVersion } from "../../src/options/api-version.js";
import { contract } from "../fixtures/contract.js";

const versions: Readonly<Record<string, Version>> = contract.versions as object as Record<string, Version>;
const pathsOf = ({ operations }: Version) =>
  Object.values(operations).flatMap((verbs) => Object.values(verbs).map(({ path }) => path));

test("a name is that version, nothing is the default", () => {
  expect(chooseVersion(versions, "v2", "v1")).toBe(versions["v2"]);
  expect(chooseVersion(versions, undefined, "v1")).toBe(versions["v1"]);
});

test("an API that is named has its version, the others have the default", () => {
  const mixed = chooseVersion(versions, { events: "v2" }, "v1");
  expect(mixed.operations["events"]).toBe(versions["v2"]!.operations["events"]);
  expect(mixed.operations["contacts"]).toBe(versions["v1"]!.operations["contacts"]);
  expect(pathsOf(chooseVersion(versions, { default: "v2", events: "v1" }, undefined))).toEqual(
    pathsOf({
      ...versions["v2"]!,
      operations: { ...versions["v2"]!.operations, events: versions["v1"]!.operations["events"]! },
    }),
  );
  // The contract is everybody's.
  expect(pathsOf(versions["v1"]!)).not.toContain("/events/v2/batch/update");
});

test("an API that only its own version has is there all the same", () => {
  expect(Object.keys(chooseVersion(versions, { default: "v2", contacts: "v1" }, undefined).operations)).toContain(
    "contacts",
  );
});

test("undefined is nothing said", () => {
  expect(chooseVersion(versions, { default: undefined, events: undefined }, "v1").operations).toEqual(
    versions["v1"]!.operations,
  );
});

describe("what is wrong is said", () => {
  test.each<[unknown, string | undefined, string]>([
    ["v9", "v1", 'Expected `apiVersion` to be one of v1, v2, got "v9"'],
    [undefined, undefined, "Expected `apiVersion` to be one of v1, v2, got undefined"],
    [{ events: "v2" }, undefined, "Expected `apiVersion.default` to be one of v1, v2, got undefined"],
    [{ default: "constructor" }, "v1", 'Expected `apiVersion.default` to be one of v1, v2, got "constructor"'],
    [{ events: "v3" }, "v1", 'Expected `apiVersion.events` to be one of v1, v2, got "v3"'],
    [{ evnets: "v2" }, "v1", "got `evnets`, which v2 lacks: did you mean `events`?"],
    [{ contacts: "v2" }, "v1", "got `contacts`, which v2 lacks"],
    [{ constructor: "v2" }, "v1", "got `constructor`, which v2 lacks"],
    [["v1"], "v1", "got `0`, which v1 lacks"],
  ])("%j", (given, fallback, message) => {
    expect(() => chooseVersion(versions, given, fallback)).toThrow(TypeError);
    expect(() => chooseVersion(versions, given, fallback)).toThrow(message);
  });

  test("a version of another server", () => {
    const apart = { ...versions, v2: { ...versions["v2"]!, baseUrl: "https://other.example" } };
    expect(() => chooseVersion(apart, { events: "v2" }, "v1")).toThrow("of the same server");
  });
});
