/** The parts of the work on a record by themselves: in a loop, without a request between them. */
import { Entries } from "../../src/intake/entries.js";
import { type Entry, Plan } from "../../src/intake/plan.js";
import { createPrepare } from "../../src/intake/validate.js";
import { match } from "../../src/match/match.js";
import { readEnvelope } from "../../src/outcome/envelope.js";
import { answerTo, type Sent } from "./answer.js";
import { events, listings } from "./inputs.js";
import { OPERATIONS } from "./parts.js";
import { median, middleHalf, sum, type Table } from "./table.js";
import type { Input } from "./write.js";

const BATCHES = 3_000;
const WARM_UPS = 1_000;

/** In the order in which a record meets them. */
const PARTS = {
  check: "the check by zod",
  json: "`JSON.stringify`",
  entry: "what tells it apart, and its trace id",
  plan: "its place in a batch, and in the line of its record",
  parse: "`JSON.parse` of its result",
  match: "its result among those of its batch",
};

type Part = keyof typeof PARTS;
type Costs = Readonly<Record<Part, number[]>>;

export async function measureLoop(): Promise<Table> {
  const costs = [await costsOf("listings", listings), await costsOf("events", events)];
  const figures = (values: readonly number[]) => [median(values).toFixed(2), middleHalf(values, 2)];
  const sums = costs.map((all) => sum(Object.values(all).map(median)));
  return {
    title: "The parts by themselves",
    head: ["in a loop, µs per record", "listings, median", "middle half", "events, median", "middle half"],
    rows: [
      ...Object.entries(PARTS).map(([part, name]) => [name, ...costs.flatMap((all) => figures(all[part as Part]))]),
      ["all of them", ...sums.flatMap((all) => [all.toFixed(2), ""])],
    ],
    misses: [],
    notes: [
      `${BATCHES.toLocaleString("en")} batches of 100, the first ${WARM_UPS.toLocaleString("en")} of them not counted. In place they ` +
        "take more: between two looks at a record there is a request, by the end of which the processor's caches hold other " +
        "things, and the collector works.",
    ],
  };
}

async function costsOf(name: keyof typeof OPERATIONS, inputs: (count: number) => Iterable<Input>): Promise<Costs> {
  const operation = OPERATIONS[name];
  const schema = await operation.schema();
  const entries = new Entries(operation, createPrepare(undefined, { unknownFields: "refuse", coerce: true }));
  const plan = new Plan<Input>(100);
  const costs: Costs = { check: [], json: [], entry: [], plan: [], parse: [], match: [] };
  let read = 0;
  for (let round = 0; round < BATCHES; round++) {
    /** In µs per record. */
    const timed = <T>(part: Part, act: () => T): T => {
      const startedMs = performance.now();
      const done = act();
      if (round >= WARM_UPS) costs[part].push(((performance.now() - startedMs) * 1_000) / 100);
      return done;
    };
    const all = [...inputs(100)];
    timed("check", () => all.forEach((input) => schema.safeParse(input)));
    timed("json", () => all.forEach((input) => JSON.stringify(input)));
    const made = timed("entry", () => all.map((input) => entries.make(input, read++) as Entry<Input>)); // They are good.
    const batch = timed("plan", () => {
      for (const entry of made) plan.add(entry);
      const next = plan.next(false)!;
      for (const entry of next) plan.settled(entry);
      return next;
    });
    const text = JSON.stringify(answerTo(batch.map(({ json }) => JSON.parse(json) as Sent)));
    const answer: unknown = timed("parse", () => JSON.parse(text));
    const { written } = timed("match", () => match(batch, readEnvelope(answer)!, operation));
    if (written.length !== 100) throw new Error(`${written.length} of 100 were matched`);
  }
  // An entry is made with its JSON.
  return { ...costs, entry: costs.entry.map((cost, round) => Math.max(0, cost - costs.json[round]!)) };
}
