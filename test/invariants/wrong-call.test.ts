/** A call that is wrong as a whole is not taken for thousands of bad records, nor bad records for a wrong call. */
import { describe, expect, it } from "vitest";
import { withStatus } from "../../src/outcome/outcome.js";
import { resendable } from "../../src/outcome/passes.js";
import type { Fault } from "../../src/sandbox/faults.js";
import { createRandom } from "../../src/sandbox/random.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { inVirtualTime } from "./clock.js";
import { loaded, type Sent, updateContact } from "./subjects.js";

const seqOf = (input: Sent) => updateContact.seqOf(input);
const missing: Fault["answer"] = { status: 400 };
const valueless: Fault["answer"] = {
  status: 400,
  message: "Property values were not valid",
  category: "VALIDATION_ERROR",
};

/** The records of so many, each of which is refused by its name where it is bad. */
const namedOneByOne = (count: number): Fault[] =>
  Array.from({ length: count }, (_, seq) => ({
    when: (input) => seqOf(input) === seq,
    answer: { status: 400, named: true },
  }));

async function run(
  count: number,
  faults: readonly Fault[],
  {
    batchSize = 100,
    maxRefusals = 1_000,
    concurrency,
  }: { [option in "batchSize" | "maxRefusals" | "concurrency"]?: number } = {},
) {
  const sandbox = createSandbox({ contract: updateContact.contract, faults, latencyMs: [0, 2] });
  const { method, preload } = updateContact.bind({
    accessToken: "token",
    fetch: sandbox.fetch,
    quota: { requests: 1_000_000, intervalMs: 1 },
    ...(concurrency && { concurrency }),
  });
  const inputs = Array.from({ length: count }, (_, seq) => updateContact.make(seq, seq, seq));
  const report = await inVirtualTime(createRandom(1), async (clock) => {
    await clock.real(Promise.all([preload(), loaded]));
    return method(inputs, { batchSize, isolate: { maxRefusals } });
  });
  const advice = new Set(withStatus(report, "failed").map(({ scope, resend }) => `${scope}/${resend}`));
  const more = report.requests.sent - Math.ceil(count / batchSize);
  const refused = sandbox.requests.filter(({ status }) => status === 400);
  const refusedAlone = new Set(refused.flatMap(({ inputs }) => (inputs.length === 1 ? inputs.map(seqOf) : [])));
  const statuses = report.outcomes.map(({ status }) => status);
  return { report, statuses, advice: [...advice].sort(), more, refusedAlone };
}

/** What becomes of so many, where each bad one is refused itself, and all others are written. */
const statusesWhere = (count: number, isBad: (seq: number) => boolean) =>
  Array.from({ length: count }, (_, seq) => (isBad(seq) ? "failed" : "succeeded"));

describe("a call that is refused as a whole", () => {
  it.each([
    ["in the same words", 3_000, [{ answer: missing }], 1],
    [
      "for two causes, mixed",
      5_000,
      [{ when: (input) => seqOf(input) % 2 === 0, answer: missing }, { answer: valueless }],
      2,
    ],
    [
      "for two causes, at odds",
      5_000,
      [{ when: (input) => (seqOf(input) * 7) % 13 < 4, answer: missing }, { answer: valueless }],
      2,
    ],
  ] satisfies [string, number, Fault[], number][])(
    "%s costs at most 50 requests more, and gives one advice",
    async (_, count, faults, causes) => {
      const { report, advice, more } = await run(count, faults);
      expect(more).toBeLessThanOrEqual(50);
      expect(report.counts.failed).toBe(count);
      expect(advice).toEqual(["batch/pointless"]);
      expect(report.errors).toHaveLength(causes);
    },
  );

  it("by an error in a 2xx for each record costs nothing more", async () => {
    const { report, advice, more } = await run(3_000, [{ answer: { status: 207, named: false } }]);
    expect([report.counts.failed, more, advice]).toEqual([3_000, 0, ["record/pointless"]]);
  });

  it("named record by record costs at most 50 requests more", async () => {
    const { report, advice, more } = await run(1_000, namedOneByOne(1_000));
    expect(more).toBeLessThanOrEqual(50);
    expect([report.counts.failed, advice]).toEqual([1_000, ["batch/pointless"]]);
  });

  it("batch after batch has one advice too: what is to come may be good, so all may be sent again", async () => {
    const { report, advice, more } = await run(3_000, [{ answer: missing }], { concurrency: 1 });
    expect(more).toBeLessThanOrEqual(50);
    expect([report.counts.failed, advice]).toEqual([3_000, ["batch/safe"]]);
  });
});

describe("records that are bad", () => {
  it.each([
    ["the first half", (seq: number) => seq < 1_500],
    ["the last half", (seq: number) => seq >= 1_500],
  ])(
    "%s: the good half is written, for at most 50 requests more, and none is called pointless unseen",
    async (_, isBad) => {
      const faults: Fault[] = [{ when: (input) => isBad(seqOf(input)), answer: missing }];
      const { report, statuses, advice, more, refusedAlone } = await run(3_000, faults);
      expect(more).toBeLessThanOrEqual(50);
      expect(advice).toEqual(["batch/safe", "record/pointless"]);
      expect(statuses).toEqual(statusesWhere(3_000, isBad));
      const pointless = withStatus(report, "failed").filter(({ resend }) => resend === "pointless");
      expect(pointless.filter(({ index }) => !refusedAlone.has(index))).toEqual([]);
    },
  );

  it.each([
    ["the first forty of a large run", 1_200, {}],
    ["the first forty of a large run, batch after batch", 500, { concurrency: 1 }],
    ["the first forty of a single batch", 100, {}],
  ])("%s, in the same words: each is refused itself, and all others are written", async (_, count, options) => {
    const isBad = (seq: number) => seq < 40;
    const unnamed: Fault[] = [{ when: (input) => isBad(seqOf(input)), answer: missing }];
    for (const faults of [unnamed, namedOneByOne(40)]) {
      const { report, statuses, advice } = await run(count, faults, options);
      expect(report.counts).toMatchObject({ succeeded: count - 40, failed: 40 });
      expect(advice).toEqual(["record/pointless"]);
      expect(statuses).toEqual(statusesWhere(count, isBad));
    }
  });

  it("most of the first batch: the few good ones of it are written, for others of the run are", async () => {
    const isBad = (seq: number) => seq < 100 && seq !== 31 && seq !== 88;
    const { statuses } = await run(1_200, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(1_200, isBad));
  });

  it.each([
    ["refused by name", { status: 400, named: true }, 30],
    ["each with an error that names nobody", { status: 207, named: false }, 0],
  ] as const)("every second, %s: the good half is written, for at most 50 requests more", async (_, answer, most) => {
    const isBad = (seq: number) => seq % 2 === 0;
    const { statuses, advice, more } = await run(3_000, [{ when: (input) => isBad(seqOf(input)), answer }]);
    expect(more).toBeLessThanOrEqual(most);
    expect(advice).toEqual(["record/pointless"]);
    expect(statuses).toEqual(statusesWhere(3_000, isBad));
  });

  it("every second, refused without a name: each is looked for, within the budget, and no good one called pointless", async () => {
    const isBad = (seq: number) => seq % 2 === 0;
    const { statuses, advice } = await run(1_000, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(1_000, isBad));
    expect(advice).toEqual(["record/pointless"]);
  });

  it.each([
    ["every second", (seq: number) => seq % 2 === 0],
    ["every other second", (seq: number) => seq % 2 === 1],
    ["three of five, here and there", (seq: number) => (seq * 7) % 5 < 3],
  ])(
    "%s, without a name, more than may be refused: none is called pointless unseen, for at most 50 requests more",
    async (_, isBad) => {
      const faults: Fault[] = [{ when: (input) => isBad(seqOf(input)), answer: missing }];
      const { report, advice, more, refusedAlone } = await run(3_000, faults);
      expect(more).toBeLessThanOrEqual(50);
      const pointless = withStatus(report, "failed").filter(({ resend }) => resend === "pointless");
      expect(pointless.map(({ index }) => index)).toEqual([...refusedAlone].sort((one, other) => one - other));
      expect(withStatus(report, "succeeded").filter(({ index }) => isBad(index))).toEqual([]);
      expect(report.counts).toMatchObject({ unknown: 0, unsent: 0 });
      expect(advice).toEqual(["batch/safe", "record/pointless"]);
      expect(resendable(report).length).toBeGreaterThan(2_900);
      expect(report.errors[0]?.message).toMatch(
        /records like these were refused alone, and `isolate\.maxRefusals` does not let so many be found: correct/,
      );
      // What it advises, does it.
      const [few, raised] = [
        await run(400, faults, { maxRefusals: 100 }),
        await run(400, faults, { maxRefusals: 400 }),
      ];
      expect(few.report.counts.succeeded).toBeLessThan(50);
      expect(raised.statuses).toEqual(statusesWhere(400, isBad));
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "any half of them, without a name (seed %d): at most 50 requests more, and none is called pointless unseen",
    async (seed) => {
      const random = createRandom(seed);
      const bad = new Set(Array.from({ length: 3_000 }, (_, seq) => seq).filter(() => random() < 0.5));
      const faults: Fault[] = [{ when: (input) => bad.has(seqOf(input)), answer: missing }];
      const { report, more, refusedAlone } = await run(3_000, faults);
      expect(more).toBeLessThanOrEqual(50);
      const untrue = report.outcomes.filter((outcome) =>
        outcome.status === "succeeded"
          ? bad.has(outcome.index)
          : outcome.resend !== (refusedAlone.has(outcome.index) ? "pointless" : "safe"),
      );
      expect(untrue).toEqual([]);
    },
  );

  it("half of the first batch, then one in a hundred: those are found, and the others written", async () => {
    const isBad = (seq: number) => (seq < 100 && seq % 2 === 0) || seq % 100 === 7;
    const { statuses } = await run(3_000, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(3_000, isBad));
  });

  it("the first fifteen of every batch: they are not taken for all, and the good ones are written", async () => {
    const isBad = (seq: number) => seq % 100 < 15;
    const { statuses } = await run(1_200, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(1_200, isBad));
  });

  it("half of one batch, of a large run whose others are good: those are found", async () => {
    const isBad = (seq: number) => seq < 200 && seq % 2 === 0;
    const { statuses } = await run(3_000, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(3_000, isBad));
  });

  it("a whole first batch, then one in a hundred: those are found, and the others written", async () => {
    const isBad = (seq: number) => seq < 100 || seq % 100 === 7;
    const { statuses } = await run(1_500, [{ when: (input) => isBad(seqOf(input)), answer: missing }]);
    expect(statuses).toEqual(statusesWhere(1_500, isBad));
  });
});
