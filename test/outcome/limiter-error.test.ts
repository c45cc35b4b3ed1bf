import { expect, test } from "vitest";
import { HubSpotError, LimiterError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";

test("a limiter's error says what a run that asks it halts with, and keeps what it failed for", () => {
  const cause = new Error("redis is gone");
  const error = new LimiterError("The limiter failed", { cause });
  expect(error).toBeInstanceOf(HubSpotError);
  expect(error).toMatchObject({ name: "LimiterError", message: "The limiter failed", reason: "unavailable", cause });
  expect(new LimiterError("Nothing is left", { reason: "daily-limit" }).reason).toBe("daily-limit");
  expect(error.toJSON()).toMatchObject({ reason: "unavailable", cause: { message: "redis is gone" } });
});

test("no other error is one", () => {
  for (const value of [new NetworkError("x"), Object.assign(new Error("x"), { name: "LimiterError" }), undefined])
    expect(value instanceof LimiterError).toBe(false);
});
