import { describe, expect, test } from "vitest";
import { kept } from "../../src/outcome/kept.js";

describe("an error that is kept", () => {
  test("is as it was where it is small", () => {
    const error = {
      status: "error",
      category: "C",
      correlationId: "c",
      subCategory: { odd: true },
      message: "m",
      context: { ids: ["1", "2"], none: [] },
      links: { docs: "https://x.example" },
      errors: [{ message: "inner", code: "C", in: "name", subCategory: "S", context: { a: ["b"] } }],
    };
    expect(kept(error)).toEqual(error);
    expect(kept({})).toEqual({});
  });

  test("has the first of its lists, and some 20,000 characters of them in all", () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => `id-${at}`);
    const errors = ids.map((id) => ({ message: `${id} is gone`, context: { id: [id] } }));
    const copy = kept({ message: "x".repeat(9_000), context: { ids }, errors });
    expect(copy.message).toMatch(/^x{2000}… \(7000 more characters\)$/);
    expect(copy.context?.["ids"]?.length).toBeGreaterThan(500);
    expect(copy.context?.["ids"]).toEqual(ids.slice(0, copy.context?.["ids"]?.length));
    expect(JSON.stringify(copy).length).toBeLessThan(25_000);
  });

  test("is bounded where it has many keys, long values, or anything in place of a text", () => {
    const long = "x".repeat(50_000);
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`key-${at}`, ["v"]]));
    for (const error of [
      { context: many },
      { context: { a: [long, long, long] } },
      { context: { [long]: ["v"] } },
      { subCategory: { deep: [long] } },
      { links: { a: long } },
      { errors: [{ message: long, subCategory: { long }, context: { a: [long] } }, {}] },
    ])
      expect(JSON.stringify(kept(error)).length).toBeLessThan(40_000);
    expect(kept({ context: { a: [long] } }).context?.["a"]?.[0]).toHaveLength(2_025);
  });
});
