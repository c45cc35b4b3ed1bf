import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/sandbox/random.js";
import { createSandbox } from "../../src/sandbox/sandbox.js";
import { inVirtualTime } from "./clock.js";
import { loaded, type Sent, type Subject, shippedSubjects, updateContact, updateObject, upsert } from "./subjects.js";

const keyed = [updateContact, updateObject, upsert, ...shippedSubjects];

interface Setting {
  readonly subject: Subject;
  readonly keys: readonly number[];
  readonly concurrency: number;
  readonly batchSize: number;
  readonly latencyMs: readonly [number, number];
  readonly bad: readonly number[];
  readonly named: boolean;
  readonly seed: number;
}

const settings: fc.Arbitrary<Setting> = fc.record({
  subject: fc.constantFrom(...keyed),
  // Few keys, so that each comes many times.
  keys: fc.array(fc.nat(6), { minLength: 1, maxLength: 60 }),
  concurrency: fc.integer({ min: 1, max: 8 }),
  batchSize: fc.integer({ min: 1, max: 12 }),
  latencyMs: fc.constantFrom([0, 0] as const, [1, 500] as const, [0, 5] as const),
  bad: fc.array(fc.nat(59), { maxLength: 4 }),
  named: fc.boolean(),
  seed: fc.nat(),
});

/** Runs it against a sandbox that answers late and out of order; gives back what was sent, and when it was in flight. */
async function play({ subject, keys, concurrency, batchSize, latencyMs, bad, named, seed }: Setting) {
  await loaded;
  return inVirtualTime(createRandom(seed), async (clock) => {
    const sandbox = createSandbox({
      contract: subject.contract,
      latencyMs,
      seed,
      faults: [{ when: (input) => bad.includes(subject.seqOf(input)), answer: { status: 400, named } }],
    });
    const inFlight = new Set<string>();
    const sent: Sent[] = [];
    const { method, preload } = subject.bind({
      accessToken: "token",
      concurrency,
      fetch: async (url, init) => {
        const { inputs } = JSON.parse(String(init.body)) as { inputs: Sent[] };
        const identities = inputs.map((input) => subject.identityOf(input) ?? "");
        expect(new Set(identities).size, "one record is twice in a batch").toBe(identities.length);
        for (const identity of identities) expect(inFlight.has(identity), "one record is twice in flight").toBe(false);
        for (const identity of identities) inFlight.add(identity);
        sent.push(...inputs);
        try {
          return await sandbox.fetch(url, init);
        } finally {
          for (const identity of identities) inFlight.delete(identity);
        }
      },
    });
    await clock.real(preload());
    const inputs = keys.map((key, seq) => subject.make(seq, key, seq));
    return { sandbox, sent, report: await method(inputs, { batchSize }) };
  });
}

describe("inputs of one record", () => {
  it("are never together in a batch or in flight, are sent in input order, and the last one written stands", async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (setting) => {
        const { subject, keys, bad } = setting;
        const { sandbox, sent, report } = await play(setting);
        expect(report.halted).toBeUndefined();
        for (const key of new Set(keys)) {
          const own = keys.flatMap((one, seq) => (one === key ? [seq] : []));
          const sample = subject.make(0, key, 0) as Sent;
          const seqs = sent
            .filter((input) => subject.identityOf(input) === subject.identityOf(sample))
            .map((input) => subject.seqOf(input));
          // To isolate a bad one means to send the others again, but never after a later one.
          expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
          expect([...new Set(seqs)]).toEqual(own);
          const last = own.findLast((seq) => !bad.includes(seq));
          const stored = sandbox.records(subject.store).find((record) => subject.isAbout(record, sample));
          expect(stored && subject.seqOf(stored)).toBe(last);
        }
        for (const outcome of report.outcomes)
          expect(outcome.status).toBe(bad.includes(outcome.index) ? "failed" : "succeeded");
      }),
      { numRuns: 120 },
    );
  });

  it("of which each is about the same record go one by one, and others do not wait for them", async () => {
    const keys = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 0 : index));
    const setting = { bad: [], named: true, seed: 1, latencyMs: [10, 10] as const, concurrency: 4, batchSize: 10 };
    const { sandbox, report } = await play({ ...setting, subject: updateContact, keys });
    expect(report.ok).toBe(true);
    const places = sandbox.requests.flatMap(({ inputs }, place) =>
      inputs.map((input) => [updateContact.seqOf(input), place]),
    );
    const placeOf = new Map(places as [number, number][]);
    const others = keys.flatMap((key, seq) => (key === 0 ? [] : [placeOf.get(seq) ?? Infinity]));
    expect(Math.max(...others)).toBeLessThan(6);
    expect(sandbox.requests.filter(({ inputs }) => inputs.some(({ id }) => id === "5000"))).toHaveLength(20);
  });

  it("are the same record however HubSpot's own normalising makes their ids the same", async () => {
    await loaded;
    const sandbox = createSandbox({ contract: updateContact.contract, latencyMs: 1 });
    const { method } = updateContact.bind({ accessToken: "token", fetch: sandbox.fetch });
    const spelt = ["ada@example.com", "ADA@example.com", " ada@example.com", "ada@example.com "];
    const report = await method(
      spelt.map((id, seq) => ({ id, idProperty: "email", properties: { email: id, seq: String(seq) } })),
    );
    expect(sandbox.requests.map(({ inputs }) => inputs.map(({ id }) => id))).toEqual(spelt.map((id) => [id]));
    expect(report.counts.total).toBe(4);
  });
});
