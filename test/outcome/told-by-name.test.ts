import { beforeAll, describe, expect, test, vi } from "vitest";
import * as ours from "../../src/index.js";

/** The package loaded a second time, as a program has it that requires it and imports it. */
let theirs: typeof ours;

beforeAll(async () => {
  vi.resetModules();
  theirs = await import("../../src/index.js");
});

/** One error of each class, by its name. */
const errorsOf = ({
  BatchFailedError,
  CallerError,
  HttpError,
  InvalidInputError,
  NetworkError,
  RefusedError,
  TimeoutError,
  UnaccountedError,
  UnexpectedResponseError,
}: typeof ours) => {
  const counts = { total: 1, succeeded: 0, failed: 1, unknown: 0, unsent: 0 };
  return [
    new BatchFailedError({ counts, errors: [] } as unknown as ours.BatchReport),
    new CallerError("x"),
    new HttpError(400, "{}", {}),
    new InvalidInputError([]),
    new NetworkError("x"),
    new RefusedError(207, {}),
    new TimeoutError(5),
    new UnaccountedError("x"),
    new UnexpectedResponseError(200, "x", ""),
  ];
};
type Errors = Readonly<Record<string, abstract new (...args: never[]) => Error>>;
const classOf = (name: string, copy: typeof ours) => (copy as unknown as Errors)[name]!;

test("an error of another copy of the package is of the class of its name here, and of no other", () => {
  expect(theirs.HttpError).not.toBe(ours.HttpError);
  const errors = errorsOf(theirs);
  const names = errors.map(({ name }) => name);
  for (const error of errors) {
    expect(names.filter((name) => error instanceof classOf(name, ours))).toEqual([error.name]);
    expect(names.filter((name) => error instanceof classOf(name, theirs))).toEqual([error.name]);
    expect(error).toBeInstanceOf(ours.HubSpotError);
  }
});

describe("what is none of ours is of no class of ours", () => {
  test.each<[string, unknown]>([
    ["an Error of that name", Object.assign(new Error("x"), { name: "HttpError" })],
    ["a timeout of the runtime's", new DOMException("x", "TimeoutError")],
    ["nothing", undefined],
    ["null", null],
    ["a text", "HttpError"],
  ])("%s", (_, value) => {
    for (const type of [ours.HubSpotError, ours.HttpError, ours.TimeoutError])
      expect(value instanceof type).toBe(false);
  });
});

test("what throws where it is asked is of no class of ours, and does not throw", () => {
  const throwing = () => {
    throw new Error("ask me not");
  };
  for (const trap of ["has", "get"]) {
    const value: unknown = new Proxy(new ours.HttpError(400, "{}", {}), { [trap]: throwing });
    expect(value instanceof ours.HttpError).toBe(false);
  }
});

test("a class derived from one of ours has only its own instances", () => {
  class GatewayError extends ours.HttpError {}
  const own = new GatewayError(502, "", {});
  expect(own).toBeInstanceOf(GatewayError);
  expect(own).toBeInstanceOf(ours.HttpError);
  expect(new ours.HttpError(502, "", {})).not.toBeInstanceOf(GatewayError);
  expect(new theirs.HttpError(502, "", {})).not.toBeInstanceOf(GatewayError);
});

test("a report of another copy is read like one of this", () => {
  const outcome = { index: 0, input: {}, status: "failed", scope: "record", resend: "pointless" } as const;
  const report = (copy: typeof ours) =>
    ({
      ok: false,
      counts: { total: 1, succeeded: 0, failed: 1, unknown: 0, unsent: 0 },
      outcomes: [{ ...outcome, error: new copy.RefusedError(207, { category: "VALIDATION_ERROR", message: "no" }) }],
      untied: [],
      errors: [],
      unattributed: [],
      unattributedCount: 0,
      requests: { sent: 1, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
      source: { read: 1, exhausted: true, settledUpTo: 1 },
      startedAt: "2026-11-26T15:00:00.000Z",
      completedAt: "2026-11-26T15:00:01.000Z",
    }) as unknown as ours.BatchReport;
  expect(ours.toBatchResponse(report(theirs))).toEqual(ours.toBatchResponse(report(ours)));
  expect(ours.toBatchResponse(report(theirs)).errors).toMatchObject([{ category: "VALIDATION_ERROR" }]);
});
