import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/outcome/outcome.js";
import { createRandom } from "../../src/sandbox/random.js";
import { contacts } from "../helpers/entries.js";
import { answer, fakeFetch } from "../helpers/http.js";
import { runOf } from "../helpers/run.js";
import { type Clock, inVirtualTime } from "./clock.js";

// Loaded in real time, for which a run in virtual time would not wait.
beforeAll(() => import("../../src/run/asked.js"));

type Value = string | null;
interface Contact {
  readonly id: string;
  readonly properties: Readonly<Record<string, Value>>;
  readonly tags?: readonly string[];
  readonly custom?: readonly { readonly name: string; readonly value: string }[];
}
type Stored = Readonly<Record<string, string>>;

/** A value as it is stored: null sets nothing, and a semicolon adds. */
function set(stored: Stored, key: string, value: Value): Stored {
  if (value === null) return stored;
  if (!value.startsWith(";")) return { ...stored, [key]: value };
  const all = new Set([...(stored[key] ?? "").split(";"), value.slice(1)]);
  return {
    ...stored,
    [key]: [...all]
      .filter((one) => one !== "")
      .sort()
      .join(";"),
  };
}

function applied(stored: Stored, { properties, tags = [], custom = [] }: Contact): Stored {
  let next = stored;
  for (const [key, value] of Object.entries(properties)) next = set(next, key, value);
  for (const { name, value } of custom) next = set(next, `custom ${name}`, value);
  for (const tag of tags) next = set(next, "tags", `;${tag}`);
  return next;
}

const keys = fc.constantFrom("1", "2", "2", "3");
const value = (seq: number) => fc.constantFrom<Value>(`v${seq}`, `v${seq}`, `v${seq}`, "", null, `;v${seq}`, ";again");
const contact = (seq: number): fc.Arbitrary<Contact> =>
  fc.record(
    {
      id: keys,
      properties: fc.dictionary(fc.constantFrom("a", "a", "b", "c"), value(seq), { maxKeys: 2 }),
      tags: fc.subarray(["x", "y"]),
      custom: fc.subarray(["p", "q"]).map((names) => names.map((name) => ({ name, value: `v${seq}` }))),
    },
    { requiredKeys: ["id", "properties"] },
  );
const setting = fc.record({
  inputs: fc
    .integer({ min: 0, max: 24 })
    .chain((length) => fc.tuple(...Array.from({ length }, (_, seq) => contact(seq)))),
  concurrency: fc.integer({ min: 1, max: 4 }),
  batchSize: fc.integer({ min: 1, max: 5 }),
  pauseMs: fc.constantFrom(undefined, 0, 40),
  lingerMs: fc.constantFrom(undefined, 0, 60),
  sameRecord: fc.constantFrom<"each" | "last">("each", "last", "last"),
  bad: fc.array(fc.nat(23), { maxLength: 3 }),
  seed: fc.nat(),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

async function* trickled(inputs: readonly Contact[], clock: Clock, pauseMs: number) {
  for (const input of inputs) {
    await clock.wait(pauseMs);
    yield input;
  }
}

/** Runs it against a server that writes some time after a request was sent, and answers later still, in another order. */
async function play({ inputs, concurrency, batchSize, pauseMs, lingerMs, sameRecord, bad, seed }: Setting) {
  return inVirtualTime(createRandom(seed), async (clock) => {
    const random = createRandom(seed + 1);
    const store = new Map<string, Stored>();
    const badOnes = new Set(bad.map((seq) => JSON.stringify(inputs[seq])));
    const written: Contact[] = [];
    const { fetch, sent } = fakeFetch(async (request) => {
      await clock.wait(random() * 200);
      // Less the trace id that each is stamped with.
      const all = request.inputs.map(({ objectWriteTraceId: _, ...input }) => input as unknown as Contact);
      const good = all.filter((input) => !badOnes.has(JSON.stringify(input)));
      for (const input of good) store.set(input.id, applied(store.get(input.id) ?? {}, input));
      written.push(...good);
      await clock.wait(random() * 200);
      const errors = all
        .filter((input) => !good.includes(input))
        .map(({ id }) => ({ message: "no", context: { ids: [id] } }));
      return answer(good.map(({ id }) => ({ id })).reverse(), errors, errors.length > 0 ? 207 : 200);
    });
    const source = pauseMs === undefined ? inputs : trickled(inputs, clock, pauseMs);
    const run = runOf<Contact, { id: string }>(contacts, source, {
      fetch,
      concurrency,
      batchSize,
      lingerMs,
      sameRecord,
    });
    const outcomes: Outcome<Contact, { id: string }>[] = [];
    for await (const outcome of run) outcomes.push(outcome);
    return { store, written, outcomes, sent, summary: await run.summary() };
  });
}

describe("of several inputs of one record only the last that sets all is sent", () => {
  test("and HubSpot has in the end what all of them, in order, would have made", async () => {
    await fc.assert(
      fc.asyncProperty(setting, async (given) => {
        const { store, written, outcomes, sent } = await play({ ...given, bad: [] });
        const expected = new Map<string, Stored>();
        for (const input of given.inputs) expected.set(input.id, applied(expected.get(input.id) ?? {}, input));
        expect(store).toEqual(expected);
        for (const id of ["1", "2", "3"]) {
          const own = written.filter((input) => input.id === id).map((input) => JSON.stringify(input));
          const places = outcomes
            .filter(({ input, supersededBy }) => input.id === id && supersededBy === undefined)
            .sort((one, other) => one.index - other.index);
          expect(own).toEqual(places.map(({ input }) => JSON.stringify(input)));
        }
        for (const { inputs } of sent) expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
      }),
      { numRuns: 100 },
    );
  });

  test("and each has the outcome of the one that stands for it, after that one, whatever becomes of it", async () => {
    await fc.assert(
      fc.asyncProperty(setting, async (given) => {
        const { outcomes, summary } = await play(given);
        expect(outcomes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(given.inputs.map((_, index) => index));
        const seen = new Map<number, Outcome<Contact, { id: string }>>();
        for (const outcome of outcomes) {
          const { index, input, supersededBy, ...fate } = outcome;
          expect(input).toBe(given.inputs[index]!);
          seen.set(index, outcome);
          if (supersededBy === undefined) continue;
          expect(supersededBy).toBeGreaterThan(index);
          const { index: _, input: last, ...its } = seen.get(supersededBy)!;
          expect(last.id).toBe(input.id);
          expect(fate).toEqual(its);
        }
        const superseded = outcomes.filter(({ supersededBy }) => supersededBy !== undefined);
        // None overtakes one that is sent: all between it and the one that stands for it are superseded too, by no later one.
        for (const { index, input, supersededBy = index } of superseded)
          for (const { input: between, ...one } of outcomes)
            if (between.id === input.id && one.index > index && one.index < supersededBy)
              expect(one.supersededBy).toBeLessThanOrEqual(supersededBy);
        const failed = outcomes.filter(({ status }) => status === "failed");
        expect(summary).toMatchObject({
          superseded: superseded.length,
          counts: { total: given.inputs.length, failed: failed.length },
          source: { settledUpTo: given.inputs.length },
        });
        const indexes = summary.errors.flatMap((reason) => reason.indexes).sort((a, b) => a - b);
        expect(indexes).toEqual(failed.map(({ index }) => index).sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
});

describe("500 updates of one property of one record", () => {
  const updates = Array.from({ length: 500 }, (_, seq): Contact => ({ id: "1", properties: { price: String(seq) } }));
  const play = (sameRecord: "each" | "last", pauseMs?: number) =>
    inVirtualTime(createRandom(1), async (clock) => {
      const { fetch, sent } = fakeFetch(async ({ inputs }) => {
        await clock.wait(300);
        return answer(inputs.map(({ id }) => ({ id })));
      });
      const source = pauseMs === undefined ? updates : trickled(updates, clock, pauseMs);
      const report = await runOf(contacts, source, { fetch, sameRecord });
      return { report, sent };
    });

  test("take one request, and as many as they are where each is to be written", async () => {
    const { report, sent } = await play("last");
    expect(sent.map(({ inputs }) => inputs.map(({ properties }) => properties))).toEqual([[{ price: "499" }]]);
    expect(report).toMatchObject({ ok: true, superseded: 499, counts: { succeeded: 500 } });
    expect(report.outcomes.slice(0, 499).every((outcome) => outcome.supersededBy === 499)).toBe(true);
    expect((await play("each")).sent).toHaveLength(500);
  });

  test("take few, too, of a source that trickles", async () => {
    const { report, sent } = await play("last", 5);
    expect(sent.length).toBeLessThanOrEqual(5);
    expect(sent.at(-1)!.inputs).toMatchObject([{ properties: { price: "499" } }]);
    expect(report).toMatchObject({ ok: true, counts: { succeeded: 500 } });
  });
});
