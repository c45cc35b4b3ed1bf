import { describe, expect, test } from "vitest";
import { CallerError } from "../../src/outcome/errors.js";
import { NetworkError, TimeoutError, UnexpectedResponseError } from "../../src/outcome/lost-errors.js";
import { judge } from "../../src/wire/judge.js";
import type { AttemptContext, Verdict } from "../../src/wire/reply.js";
import type { Answer, Lost } from "../../src/wire/wire.js";
import { RETRY } from "../helpers/retry.js";

const read = ({ text }: Answer) => (text === "fine" ? "read" : undefined);
const idempotent: AttemptContext<string> = {
  idempotent: true,
  read,
  retry: 1,
  options: { ...RETRY, initialDelayMs: 0 },
};
const create: AttemptContext<string> = { ...idempotent, idempotent: false };

function answer(status: number, body: object | string = {}, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), text: typeof body === "string" ? body : JSON.stringify(body) };
}

/** A verdict in short: what then, and what it says of the request. */
function short({ then, reply }: Verdict<unknown>): string {
  return `${then}: ${reply.kind}`;
}

const reset = new NetworkError("reset", { cause: { code: "ECONNRESET" } });
const refused = new NetworkError("refused", { neverSent: true });

describe("each answer leads to one thing", () => {
  test.each<[string, Answer | Lost, string, string]>([
    ["200", answer(200, "fine"), "done: accepted", "done: accepted"],
    ["207", answer(207, "fine"), "done: accepted", "done: accepted"],
    ["200 with a page", answer(200, "<html>"), "again: lost", "done: lost"],
    ["204 without a body", answer(204, ""), "again: lost", "done: lost"],
    ["400", answer(400), "done: refused", "done: refused"],
    ["401", answer(401), "renew: unprocessed", "renew: unprocessed"],
    ["403", answer(403), "halt: unprocessed", "halt: unprocessed"],
    ["404", answer(404), "done: refused", "done: refused"],
    ["408", answer(408), "again: lost", "done: lost"],
    ["409", answer(409), "done: refused", "done: refused"],
    ["413", answer(413), "done: refused", "done: refused"],
    ["418", answer(418), "done: refused", "done: refused"],
    ["423", answer(423), "again: unprocessed", "again: unprocessed"],
    ["425", answer(425), "again: lost", "done: lost"],
    ["429", answer(429), "hold: unprocessed", "hold: unprocessed"],
    ["429 DAILY", answer(429, { policyName: "DAILY" }), "halt: unprocessed", "halt: unprocessed"],
    ["477", answer(477), "hold: unprocessed", "hold: unprocessed"],
    ["500", answer(500), "again: lost", "done: lost"],
    ["502 with a page", answer(502, "<html>bad gateway</html>"), "again: lost", "done: lost"],
    ["524", answer(524), "again: lost", "done: lost"],
    ["no status at all", answer(0), "again: lost", "done: lost"],
    ["100", answer(100), "again: lost", "done: lost"],
    ["a reset", reset, "again: lost", "done: lost"],
    ["a timeout", new TimeoutError(1), "again: lost", "done: lost"],
    ["no connection", refused, "again: unprocessed", "again: unprocessed"],
    ["a timeout without one", new TimeoutError(1, { neverSent: true }), "again: unprocessed", "again: unprocessed"],
    ["a fetch that gives no Response", new CallerError("no Response"), "done: lost", "done: lost"],
    ["a redirect", new UnexpectedResponseError(302, "with a redirect", ""), "done: lost", "done: lost"],
  ])("%s", (_, result, ifIdempotent, ifNot) => {
    expect(short(judge(result, idempotent))).toBe(ifIdempotent);
    expect(short(judge(result, create))).toBe(ifNot);
  });
});

describe("what is lost was answered by HubSpot itself, or it was not", () => {
  test.each<[string, Answer | Lost, boolean]>([
    ...[500, 501, 503, 505, 507, 425].map((status): [string, Answer, boolean] => [
      String(status),
      answer(status),
      true,
    ]),
    ...[408, 502, 504, 520, 521, 522, 523, 524].map((status): [string, Answer, boolean] => [
      String(status),
      answer(status),
      false,
    ]),
    ["no status at all", answer(0), false],
    ["a page under 200", answer(200, "<html>"), false],
    ["a reset", reset, false],
    ["a timeout", new TimeoutError(1), false],
    ["a redirect", new UnexpectedResponseError(302, "with a redirect", ""), false],
  ])("%s", (_, result, answered) => {
    expect(judge(result, idempotent).reply).toMatchObject({ kind: "lost", answered });
    expect(judge(result, create).reply).toMatchObject({ kind: "lost", answered });
  });
});

describe("how long it waits", () => {
  const waitOf = (result: Answer, options: Partial<AttemptContext<string>["options"]> = {}) => {
    const verdict = judge(result, { ...idempotent, options: { ...idempotent.options, ...options } });
    return "afterMs" in verdict ? verdict.afterMs : "forMs" in verdict ? verdict.forMs : verdict.then;
  };

  test("a lock is given 2 s, or what it asks for where that is more", () => {
    expect(waitOf(answer(423))).toBe(2_000);
    expect(waitOf(answer(423, {}, { "retry-after": "1" }))).toBe(2_000);
    expect(waitOf(answer(423, {}, { "retry-after": "9" }))).toBe(9_000);
  });

  test("a rolling limit holds for a window, unless the answer says how long", () => {
    expect(waitOf(answer(429, { policyName: "TEN_SECONDLY_ROLLING" }))).toBeUndefined();
    expect(waitOf(answer(429, { policyName: "TEN_SECONDLY_ROLLING" }, { "retry-after": "3" }))).toBe(3_000);
  });

  test("a date is held against the answer's own, not against our clock", () => {
    const date = "Thu, 01 Jan 2026 00:00:00 GMT";
    const asked = answer(423, {}, { date, "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" });
    expect(waitOf(asked)).toBe(7_000);
  });

  test("any other limit holds for a second at least", () => {
    expect(waitOf(answer(429, { policyName: "SECONDLY" }))).toBe(1_000);
    expect(waitOf(answer(429, "<html>"))).toBe(1_000);
  });

  test("a 5xx is given what it asks for", () => {
    expect(waitOf(answer(503, {}, { "retry-after": "4" }))).toBe(4_000);
  });

  test("a wait that passes the caller's patience halts", () => {
    const later = { "retry-after": "121" };
    expect(waitOf(answer(429, {}, later))).toBe("halt");
    expect(waitOf(answer(477, {}, later))).toBe("halt");
    expect(waitOf(answer(429, {}, later), { maxElapsedMs: 121_000 })).toBe(121_000);
    expect(waitOf(answer(477, {}, later), { maxElapsedMs: 121_000 })).toBe(121_000);
  });
});

test("a refusal's body is read, whatever it holds", () => {
  const bodyOf = (text: string) => {
    const { reply } = judge(answer(400, text), idempotent);
    return reply.kind === "refused" ? reply.body : undefined;
  };
  expect(bodyOf('{"category":"VALIDATION_ERROR","context":{"ids":["7",8]}}')).toEqual({
    category: "VALIDATION_ERROR",
    context: { ids: ["7", "8"] },
  });
  expect(bodyOf("<html>no</html>")).toEqual({ message: "<html>no</html>" });
  expect(bodyOf("")).toEqual({});
  expect(bodyOf("null")).toEqual({});
  expect(bodyOf("[]")).toEqual({});
});

test("a 403 names the scopes that are missing", () => {
  const { reply } = judge(
    answer(403, {
      message: "This app hasn't been granted all required scopes to make this call.",
      errors: [{ message: "One or more are required.", context: { requiredGranularScopes: ["crm.objects.x.write"] } }],
    }),
    idempotent,
  );
  expect(reply).toMatchObject({ error: { requiredScopes: ["crm.objects.x.write"] } });
  expect("error" in reply && reply.error?.message).toContain("missing: crm.objects.x.write");
});
