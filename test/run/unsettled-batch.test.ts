import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/intake/plan.js";
import { rulesOf } from "../../src/match/rules.js";
import { readEnvelope } from "../../src/outcome/envelope.js";
import type { HubSpotError } from "../../src/outcome/errors.js";
import { NetworkError } from "../../src/outcome/lost-errors.js";
import type { Fate } from "../../src/outcome/outcome.js";
import type { BatchContext } from "../../src/run/batch.js";
import type { Accepted } from "../../src/run/post.js";
import { settleBatch } from "../../src/run/unsettled-batch.js";
import type { Reply } from "../../src/wire/reply.js";
import type { Transport } from "../../src/wire/transport.js";
import { contactCreates, entriesOf, events } from "../helpers/entries.js";
import { parts } from "../helpers/parts.js";
import { requestContext } from "../helpers/request-context.js";

interface Event {
  readonly externalAccountId: string;
  readonly externalEventId: string;
  readonly eventName: string;
}

const named = (...names: string[]): Event[] =>
  names.map((eventName, index) => ({ externalAccountId: "a", externalEventId: String(index), eventName }));

const record = (objectId: string, eventName = "same") => ({ objectId, eventName });

function accepted(results: readonly object[], errors: readonly object[] = []): Reply<Accepted> {
  const envelope = readEnvelope({ status: "COMPLETE", results, errors, numErrors: errors.length });
  return { kind: "accepted", value: envelope!, answer: { status: 207, headers: new Headers(), text: "" } };
}

const lost = (why: string): Reply<Accepted> => ({ kind: "lost", error: new NetworkError(why), answered: false });
const stopped: Reply<Accepted> = { kind: "unprocessed", reason: "stopped" };

/** Settles inputs by these replies, of which the first is there already; tells what was sent, and what came of it. */
async function settle(
  inputs: readonly Event[],
  [first, ...others]: readonly Reply<Accepted>[],
  { operation = events, maxRequests = 10, isStopped = false } = {},
) {
  const sent: { places: string[]; why: string | undefined }[] = [];
  const fates = new Map<number, Fate<object>>();
  const untied: object[][] = [];
  const reached: [boolean, HubSpotError | undefined][] = [];
  const { context: request, control } = requestContext();
  if (isStopped) control.halt({ reason: "stopped" }, 1);
  const exchange = async ({ body }: { body: string }, { why, start }: { why?: string; start: AbortSignal }) => {
    const { inputs: its } = JSON.parse(body) as { inputs: Event[] };
    if (start.aborted) return stopped;
    sent.push({ places: its.map(({ externalEventId }) => externalEventId), why });
    return others.shift() ?? lost("nothing more");
  };
  const context: BatchContext<Event, object> = {
    operation,
    address: async () => ({ url: "https://api.example.com", method: "POST", headers: {} }),
    // Nothing else of it is called.
    transport: { exchange } as unknown as Transport,
    settings: { isolate: { maxRequests, maxRefusals: 100 }, body: undefined, beforeSend: undefined },
    request,
    rules: rulesOf(operation),
    trouble: parts.trouble,
    learnt: {},
    extent: () => ({ known: inputs.length, written: 0 }),
    settle: (entry: Entry<Event>, fate) => {
      expect(fates.has(entry.index)).toBe(false);
      fates.set(entry.index, fate);
    },
    leftOver: (records) => void untied.push([...records]),
    reached: (...how) => void reached.push([how[0], how[1]]),
  };
  await settleBatch(entriesOf<Event>(operation, inputs), first!, undefined, context);
  expect([...fates.keys()].sort((one, other) => one - other)).toEqual([...inputs.keys()]);
  return { sent, fates, untied: untied.flat(), reached };
}

describe("a batch", () => {
  test("whose answer is lost is unknown as a whole, and HubSpot was not reached", async () => {
    const { fates, sent, reached } = await settle(named("a", "b"), [lost("reset")]);
    const fate = { status: "unknown", resend: "safe", error: new NetworkError("reset") };
    expect([...fates.values()]).toEqual([fate, fate]);
    expect(sent).toEqual([]);
    expect(reached).toEqual([[false, new NetworkError("reset")]]);
  });

  test("of which nothing was processed is unsent as a whole", async () => {
    const { fates } = await settle(named("a"), [stopped]);
    expect(fates.get(0)).toEqual({ status: "unsent", reason: "stopped", resend: "safe" });
  });

  test("that is answered with nothing, where that is its success, is written", async () => {
    const answer = { status: 204, headers: new Headers(), text: "" };
    const { fates, reached } = await settle(named("a"), [{ kind: "accepted", value: "no-content", answer }]);
    expect(fates.get(0)).toEqual({ status: "succeeded", matchedBy: "count" });
    expect(reached).toEqual([[true, undefined]]);
  });
});

describe("what an answer leaves undecided", () => {
  const first = accepted([record("7")], [{ message: "one of them" }]);

  test("is asked again in two halves, look-alikes spread over both", async () => {
    const answered = (...ids: string[]) => accepted(ids.map((id) => record(id)));
    const { sent, fates, untied } = await settle(named("same", "same", "same", "same", "same"), [
      first,
      answered("1", "2", "3"),
      answered("4", "7"),
    ]);
    expect(sent).toEqual([
      { places: ["0", "2", "4"], why: "lookAlike" },
      { places: ["1", "3"], why: "lookAlike" },
    ]);
    expect([...fates.values()].every(({ status }) => status === "succeeded")).toBe(true);
    // The first answer's record came again: it is there once.
    expect(untied).toEqual(["1", "2", "3", "4", "7"].map((id) => record(id)));
  });

  test("keeps the records of the first answer where there is no other", async () => {
    const { untied, fates } = await settle(named("same", "same"), [first, lost("reset"), lost("reset")]);
    expect(untied).toEqual([record("7")]);
    expect([...fates.values()].map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  });

  test("is unknown where the requests are used up", async () => {
    const { sent, fates } = await settle(named("same", "same"), [first, accepted([record("1")])], { maxRequests: 1 });
    expect(sent).toHaveLength(1);
    expect(fates.get(0)).toMatchObject({ status: "succeeded", recordId: "1" });
    expect(fates.get(1)).toMatchObject({ status: "unknown", resend: "safe" });
  });

  test("is asked again though the run was stopped: it may have been written", async () => {
    const { sent } = await settle(named("same", "same"), [first, accepted([record("1")]), accepted([record("2")])], {
      isStopped: true,
    });
    expect(sent.map(({ places }) => places)).toEqual([["0"], ["1"]]);
  });

  test("is not asked again where that could write it twice, nor where it was asked alone", async () => {
    const twice = await settle(named("same", "same"), [first], { operation: contactCreates });
    expect(twice.sent).toEqual([]);
    expect(twice.fates.get(0)).toMatchObject({ status: "unknown", resend: "read-first" });
    expect((await settle(named("same"), [accepted([], [{ message: "a" }, { message: "b" }])])).sent).toEqual([]);
  });

  test("is asked one by one where there is an error for each, and no record", async () => {
    const errors = ["a", "b", "c"].map((message) => ({ message }));
    const { sent, fates } = await settle(named("x", "y", "z"), [
      accepted([], errors),
      ...["y is bad", "z is bad", "x is bad"].map((message) => accepted([], [{ message }])),
    ]);
    expect(sent.map(({ places, why }) => [...places, why])).toEqual([
      ["0", "isolating"],
      ["1", "isolating"],
      ["2", "isolating"],
    ]);
    expect([...fates.values()]).toMatchObject(
      Array(3).fill({ status: "failed", scope: "record", resend: "pointless" }),
    );
  });
});

test("whether HubSpot was reached is told once, by all of its requests", async () => {
  const { reached } = await settle(named("same", "same"), [
    accepted([record("7")], [{ message: "one of them" }]),
    lost("reset"),
    lost("reset again"),
  ]);
  expect(reached).toEqual([[true, new NetworkError("reset again")]]);
});
