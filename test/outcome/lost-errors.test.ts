import { expect, test } from "vitest";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";

test("a connection that was lost may have carried the request, unless it is said that it did not", () => {
  expect(new NetworkError("x").neverSent).toBe(false);
  expect(new NetworkError("x", { neverSent: true, cause: "y" })).toMatchObject({ neverSent: true, cause: "y" });
  expect(new TimeoutError(5)).toMatchObject({ timeoutMs: 5, neverSent: false });
  expect(new TimeoutError(5, { neverSent: true }).neverSent).toBe(true);
});

test("an answer that is none keeps its status, and of its text what is worth keeping", () => {
  const error = new UnexpectedResponseError(302, "with a page", "a".repeat(5_000));
  expect(error).toMatchObject({ status: 302, message: "HubSpot answered 302 with a page" });
  expect(error.body.length).toBeLessThan(2_100);
});

test("each is told by its name, whatever copy of the package made it", () => {
  const [network, timeout] = [new NetworkError("x"), new TimeoutError(1)];
  expect([network instanceof NetworkError, network instanceof TimeoutError]).toEqual([true, false]);
  expect([timeout instanceof TimeoutError, timeout instanceof UnexpectedResponseError]).toEqual([true, false]);
  expect(new UnexpectedResponseError(200, "x", "") instanceof UnexpectedResponseError).toBe(true);
});
