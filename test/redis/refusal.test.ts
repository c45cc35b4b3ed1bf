import { expect, test } from "vitest";
import { noneLeft, noneToday } from "../../src/redis/refusal.js";

test("says why there are no turns, and what its run halts with", () => {
  expect(noneToday("daily-limit", 0)).toMatchObject({
    reason: "daily-limit",
    message: "The account's requests for today are used up",
  });
  expect(noneToday("daily-reserve", 50)).toMatchObject({
    reason: "daily-reserve",
    message: "Of the account's requests for today only the 50 of `reserve.daily` are left",
  });
  const cause = new Error("connect ECONNREFUSED");
  expect(noneLeft(2_600, cause)).toMatchObject({
    reason: "unavailable",
    message: "Redis has been away for 3 s",
    cause,
  });
});
