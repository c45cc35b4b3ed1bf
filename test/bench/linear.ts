/** What a record costs where all of them are alike in some way: a thousand, or a hundred thousand of them. */
import { createClient } from "../../src/index.js";
import type { Fetch } from "../../src/wire/wire.js";
import type { Table } from "./table.js";

type Input = Readonly<Record<string, unknown>>;

/** Records that are alike, and what HubSpot makes of them. A new row is a new entry of `ROWS`. */
interface Row {
  readonly method: "events" | "listings";
  readonly input: (index: number) => Input;
  /** Answers a batch: all is written unless this says otherwise. */
  readonly errors?: (inputs: readonly Input[]) => readonly object[];
}

const listing = (index: number) => ({ id: String(index), properties: { hs_name: `Listing ${index}` } });
const event = (index: number) => ({
  externalAccountId: "account",
  externalEventId: `event-${index}`,
  eventName: `Event ${index}`,
  eventOrganizer: "Ada",
});

/** A text of letters alone: numbers make no other reason. */
const letters = (number: number) => [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");

/** One error for each input, which it names. */
const refusing = (message: (input: Input) => string) => (inputs: readonly Input[]) =>
  inputs.map((input) => ({
    status: "error",
    category: "BAD",
    message: message(input),
    context: { ids: [input["id"]] },
  }));

const dashes = "-".repeat(2_000);
const unknown = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`unknownField${letters(at)}`, "x"]));

const ROWS: Readonly<Record<string, Row>> = {
  "nothing alike": { method: "listings", input: listing },
  "events, nothing alike": { method: "events", input: event },
  "events of one name": { method: "events", input: (index) => ({ ...event(index), eventName: "Webinar" }) },
  "one identity": { method: "listings", input: (index) => ({ ...listing(index), id: "7" }) },
  "refused, one reason each": {
    method: "listings",
    input: listing,
    errors: refusing(({ id }) => `It is ${letters(Number(id))}`),
  },
  "refused, 2,000 dashes each": {
    method: "listings",
    input: listing,
    errors: refusing(({ id }) => `${letters(Number(id))} ${dashes}`),
  },
  "20 unknown fields each": { method: "events", input: (index) => ({ ...event(index), ...unknown }) },
};

const SIZES = [1_000, 10_000, 100_000];
/** A row that takes longer is not made ten times as long, in ms. */
const LONGEST_MS = 10_000;
/** How much more a record may cost among a hundred thousand than among a thousand. */
const MOST_GROWTH = 2;

export async function measureLinear(): Promise<Table> {
  const rows: string[][] = [];
  const misses: string[] = [];
  for (const [name, row] of Object.entries(ROWS)) {
    await microsPerRecord(row, SIZES[0]!); // Warms up.
    const costs: number[] = [];
    for (const size of SIZES) {
      costs.push(await microsPerRecord(row, size));
      if (costs.at(-1)! * size > LONGEST_MS * 1_000) break;
    }
    const grown = costs.at(-1)! / costs[0]!;
    const met = costs.length === SIZES.length && grown <= MOST_GROWTH;
    rows.push([
      name,
      ...SIZES.map((_, at) => costs[at]?.toFixed(1) ?? "too long"),
      `${grown.toFixed(1)} ${met ? "✓" : "✗"}`,
    ]);
    if (!met) misses.push(`${name}: × ${grown.toFixed(1)}`);
  }
  return {
    title: "Records that are alike",
    head: ["µs per record", ...SIZES.map((size) => size.toLocaleString("en")), `× (≤ ${MOST_GROWTH})`],
    rows,
    misses,
    notes: ["CPU over a fetch in the same process, what that takes included, with an outcome for each record."],
  };
}

async function microsPerRecord(row: Row, size: number): Promise<number> {
  const hubspot = createClient({
    accessToken: "token",
    fetch: answering(row),
    quota: { requests: 1_000_000, intervalMs: 1 },
  });
  const inputs = Array.from({ length: size }, (_, index) => row.input(index));
  const before = process.cpuUsage();
  // What they are made of is what the row says.
  const run =
    row.method === "events"
      ? hubspot.marketingEvents.upsert(inputs as never)
      : hubspot.listings.update(inputs as never);
  const { counts } = await run;
  if (counts.succeeded + counts.failed !== size)
    throw new Error(`Of ${size} records ${counts.unknown} are unknown, ${counts.unsent} unsent`);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / size;
}

function answering({ method, errors: errorsFor }: Row): Fetch {
  let id = 0;
  return async (_, { body }) => {
    const { inputs } = JSON.parse(String(body)) as { inputs: Input[] };
    const errors = errorsFor?.(inputs) ?? [];
    const results = errorsFor === undefined ? inputs.map(method === "events" ? eventOf : listingOf) : [];
    const envelope = { status: "COMPLETE", results, ...(errors.length > 0 && { errors, numErrors: errors.length }) };
    return new Response(JSON.stringify(envelope), { status: errors.length > 0 ? 207 : 200 });
  };

  function eventOf({ externalEventId: _, externalAccountId: __, ...fields }: Input): object {
    return { ...fields, id: String(++id), objectId: String(id) };
  }

  function listingOf({ id: key, objectWriteTraceId, properties }: Input): object {
    return { id: key, objectWriteTraceId, properties };
  }
}
