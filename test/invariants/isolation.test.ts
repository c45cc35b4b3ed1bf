import { describe, expect, it } from "vitest";
import type { CallOptions } from "../../src/options/options.js";
import { GroupTest } from "../../src/run/group-test.js";
import type { Fault } from "../../src/sandbox/faults.js";
import { createRandom, shuffle } from "../../src/sandbox/random.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.js";
import { type Sent, updateContact } from "./subjects.js";

const records = Array.from({ length: 100 }, (_, index) => index);

/** log2 of the number of ways to choose `bad` of `size`: no fewer answers can tell which they are. */
function bits(size: number, bad: number): number {
  let sum = 0;
  for (let k = 1; k <= bad; k++) sum += Math.log2((size - bad + k) / k);
  return sum;
}

/** Requests, the refused batch included, until each record is decided; checks each on the way. */
function isolate(bad: ReadonlySet<number>, size = 100): { requests: number; refusals: number } {
  const all = records.slice(0, size);
  const test = new GroupTest(all);
  const written: number[] = [];
  const refused: number[] = [];
  let requests = 1;
  let refusals = 1;
  for (let group = test.next(1_000); group !== undefined; group = test.next(1_000)) {
    requests++;
    if (group.some((record) => bad.has(record))) {
      refusals++;
      if (group.length === 1) refused.push(...group);
      test.refused(group);
    } else {
      written.push(...group);
      test.accepted(group);
    }
  }
  expect(refused.sort((one, other) => one - other)).toEqual(all.filter((record) => bad.has(record)));
  expect(written.sort((one, other) => one - other)).toEqual(all.filter((record) => !bad.has(record)));
  return { requests, refusals };
}

function meanRequests(bad: number, trials: number): number {
  const random = createRandom(bad);
  let sum = 0;
  for (let trial = 0; trial < trials; trial++)
    sum += isolate(new Set(shuffle([...records], random).slice(0, bad))).requests;
  return sum / trials;
}

describe("the search for bad records", () => {
  it.each([1, 2, 5, 10, 20])("takes at most 1.3 times the bound of information for %i of 100", (bad) => {
    expect(meanRequests(bad, 200)).toBeLessThanOrEqual(1.3 * (1 + bits(100, bad)));
  });

  it("costs hardly more than single requests where half of the records are bad", () => {
    expect(meanRequests(50, 200)).toBeLessThanOrEqual(112);
  });

  it("finds all that are bad, wherever they are and whatever the size", () => {
    const random = createRandom(7);
    for (let trial = 0; trial < 300; trial++) {
      const size = 2 + Math.floor(random() * 99);
      const bad = 1 + Math.floor(random() * size);
      const { requests } = isolate(new Set(shuffle(records.slice(0, size), random).slice(0, bad)), size);
      expect(requests).toBeLessThanOrEqual(2 * size + 2);
    }
  });

  it("decides each record within one request for each that is left", () => {
    for (let budget = 100; budget <= 140; budget += 5) {
      const test = new GroupTest(records);
      let left = budget;
      for (let group = test.next(left); group !== undefined; group = test.next(left)) {
        left--;
        if (group.some((record) => record % 2 === 0)) test.refused(group);
        else test.accepted(group);
      }
      expect(left).toBeGreaterThanOrEqual(0);
      expect(test.undecided).toEqual([]);
    }
  });

  it("a record decided elsewhere is not sent again, and tells nothing of the others", () => {
    const test = new GroupTest([1, 2, 3, 4]);
    test.dismiss([1, 3]);
    expect([...test.undecided].sort()).toEqual([2, 4]);
    expect(test.next(10)?.every((one) => one === 2 || one === 4)).toBe(true);
  });
});

const isBad = (bad: readonly number[]) => (input: Sent) => bad.includes(updateContact.seqOf(input));

async function run(faults: readonly Fault[], options: CallOptions = {}, count = 100) {
  const sandbox = createSandbox({ contract: updateContact.contract, faults });
  const { method } = updateContact.bind({
    accessToken: "token",
    fetch: sandbox.fetch,
    quota: { requests: 1_000, intervalMs: 1 },
  });
  const report = await method(
    Array.from({ length: count }, (_, seq) => updateContact.make(seq, seq, seq)),
    options,
  );
  return { sandbox, report, sizes: sandbox.requests.map(({ inputs }) => inputs.length) };
}

const writes = ({ requests }: Sandbox) =>
  requests.flatMap(({ written }) => written.map((input) => updateContact.seqOf(input))).sort((a, b) => a - b);

describe("a refused batch", () => {
  it("has its culprits refused alone, each with its own error, and the rest written once", async () => {
    const bad = [3, 4, 41, 77, 99];
    const faults = bad.map((seq): Fault => ({ when: isBad([seq]), answer: { status: 400, message: `Record ${seq}` } }));
    const { sandbox, report } = await run(faults);
    expect(report.counts).toEqual({ total: 100, succeeded: 95, failed: 5, unknown: 0, unsent: 0 });
    for (const seq of bad) {
      expect(report.outcomes[seq]).toMatchObject({
        status: "failed",
        scope: "record",
        resend: "pointless",
        error: { name: "RefusedError", message: `Record ${seq}`, httpStatus: 400 },
      });
      expect(sandbox.requests.some(({ inputs }) => inputs.length === 1 && isBad([seq])(inputs[0]!))).toBe(true);
    }
    expect(writes(sandbox)).toEqual(records.filter((seq) => !bad.includes(seq)));
    expect(report.requests).toMatchObject({
      sent: sandbox.requests.length,
      isolating: sandbox.requests.length - 1,
      retried: 0,
      lookAlike: 0,
    });
    expect(report.halted).toBeUndefined();
  });

  it("has culprits that the error names taken out in one step", async () => {
    const { report, sizes, sandbox } = await run([{ when: isBad([5, 50, 95]), answer: { status: 400, named: true } }]);
    expect(sizes).toEqual([100, 97]);
    expect(report.counts).toMatchObject({ succeeded: 97, failed: 3 });
    for (const seq of [5, 50, 95])
      expect(report.outcomes[seq]).toMatchObject({ status: "failed", scope: "record", resend: "pointless" });
    expect(writes(sandbox)).toHaveLength(97);
  });

  it("that has culprits of both kinds loses the named ones first", async () => {
    const { report, sizes } = await run([
      { when: isBad([10]), answer: { status: 404, named: true } },
      { when: isBad([20]), answer: { status: 400 } },
    ]);
    expect(sizes.slice(0, 2)).toEqual([100, 99]);
    expect(report.outcomes[10]).toMatchObject({ status: "failed", scope: "record", error: { httpStatus: 404 } });
    expect(report.outcomes[20]).toMatchObject({ status: "failed", scope: "record", error: { httpStatus: 400 } });
    expect(report.counts).toMatchObject({ succeeded: 98, failed: 2 });
  });

  it.each([413, 414])("of too large a size (%i) is halved, and nothing is inferred", async (status) => {
    const sandbox = createSandbox({ contract: updateContact.contract });
    const sizes: number[] = [];
    const { method } = updateContact.bind({
      accessToken: "token",
      fetch: async (url, init) => {
        const { length } = (JSON.parse(String(init.body)) as { inputs: unknown[] }).inputs;
        sizes.push(length);
        return length > 30 ? new Response("<html>Too large</html>", { status }) : sandbox.fetch(url, init);
      },
    });
    const report = await method(records.map((seq) => updateContact.make(seq, seq, seq)));
    expect(sizes).toEqual([100, 50, 25, 25, 50, 25, 25]);
    expect(report.ok).toBe(true);
    expect(writes(sandbox)).toEqual(records);
  });

  it("holds one record that is too large: refused alone, with its own error", async () => {
    const { report } = await run([{ when: isBad([33]), answer: { status: 413 } }]);
    expect(report.counts).toMatchObject({ succeeded: 99, failed: 1 });
    expect(report.outcomes[33]).toMatchObject({ status: "failed", scope: "record", error: { httpStatus: 413 } });
  });

  it("fails as a whole with `isolate: false`, and may be sent again", async () => {
    const { report, sizes } = await run([{ when: isBad([3]), answer: { status: 400 } }], { isolate: false });
    expect(sizes).toEqual([100]);
    expect(report.counts).toMatchObject({ failed: 100 });
    expect(report.outcomes[3]).toMatchObject({
      status: "failed",
      scope: "batch",
      resend: "safe",
      error: { status: 400 },
    });
  });

  it("fails as a whole past its budget of requests, what is written by then stays written", async () => {
    const bad = [1, 30, 60, 98];
    const { report, sandbox } = await run([{ when: isBad(bad), answer: { status: 400 } }], {
      isolate: { maxRequests: 10 },
    });
    expect(sandbox.requests).toHaveLength(11);
    expect(report.requests.isolating).toBe(10);
    const succeeded = report.outcomes.flatMap(({ status, index }) => (status === "succeeded" ? [index] : []));
    expect(succeeded).toEqual(writes(sandbox));
    expect(report.counts.succeeded + report.counts.failed).toBe(100);
    for (const outcome of report.outcomes)
      if (outcome.status === "failed") {
        expect(outcome.resend).toBe(outcome.scope === "record" ? "pointless" : "safe");
        if (outcome.scope === "record") expect(bad).toContain(outcome.index);
      }
  });

  it("each has a budget of its own, and the run one for refusals", async () => {
    const bad = records.filter((seq) => seq % 10 === 0);
    const { report, sandbox } = await run(
      [{ when: (input) => updateContact.seqOf(input) % 10 === 0, answer: { status: 400 } }],
      { isolate: { maxRefusals: 15 } },
      400,
    );
    const refusals = sandbox.requests.filter(({ status }) => status === 400).length;
    // Each of the four batches may have one under way when the budget goes.
    expect(refusals).toBeGreaterThanOrEqual(15);
    expect(refusals).toBeLessThanOrEqual(15 + 4);
    expect(report.counts.total).toBe(400);
    expect(bad.length).toBe(10);
    expect(report.outcomes.some((outcome) => outcome.status === "failed" && outcome.scope === "batch")).toBe(true);
    expect(report.halted).toBeUndefined();
  });

  it("whose status is not about a record is not taken apart", async () => {
    const { report, sizes } = await run([{ answer: { status: 405, message: "No such method" } }]);
    expect(sizes).toEqual([100]);
    expect(report.outcomes[0]).toMatchObject({ status: "failed", scope: "batch", error: { status: 405 } });
  });

  it.each([
    // What is refused after its answer was lost may have been written by the lost request.
    ["a lost connection", "unknown", () => Promise.reject(new TypeError("fetch failed"))],
    ["a 503", "failed", () => Promise.resolve(new Response("{}", { status: 503 }))],
  ] as const)("is searched on through %s on the way", async (_, status, fail) => {
    let calls = 0;
    const sandbox = createSandbox({
      contract: updateContact.contract,
      faults: [{ when: isBad([13]), answer: { status: 400 } }],
    });
    const { method } = updateContact.bind({
      accessToken: "token",
      retry: { initialDelayMs: 0 },
      fetch: (url, init) => (calls++ % 3 === 1 ? fail() : sandbox.fetch(url, init)),
    });
    const report = await method(records.map((seq) => updateContact.make(seq, seq, seq)));
    expect(report.counts).toMatchObject({ succeeded: 99, [status]: 1 });
    expect(report.outcomes[13]).toMatchObject({ status, error: { name: "RefusedError", httpStatus: 400 } });
    expect(writes(sandbox)).toEqual(records.filter((seq) => seq !== 13));
  });

  it("is left at once when the run is halted", async () => {
    const sandbox = createSandbox({
      contract: updateContact.contract,
      faults: [{ when: isBad([13]), answer: { status: 400 } }],
    });
    let calls = 0;
    const { method } = updateContact.bind({
      accessToken: "token",
      fetch: (url, init) =>
        ++calls === 3
          ? Promise.resolve(new Response('{"policyName":"DAILY"}', { status: 429 }))
          : sandbox.fetch(url, init),
    });
    const report = await method(records.map((seq) => updateContact.make(seq, seq, seq)));
    expect(calls).toBe(3);
    expect(report.halted?.reason).toBe("daily-limit");
    expect(report.requests).toMatchObject({ sent: 3, isolating: 2, rateLimited: 1 });
    expect(report.counts.unsent).toBe(100 - writes(sandbox).length);
  });
});
