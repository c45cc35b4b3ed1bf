/** What may go wrong in the run that readers try: as faults of a sandbox, as mistakes in records, and as a program has it. */
import type { MarketingEventUpsertInput } from "../../../src/index.js";
import type { Fault } from "../../../src/sandbox/sandbox.js";

/** Records of the run. */
export const RECORDS = 1_000;

/** One thing that may go wrong. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  /** Which records have what is wrong, by their place. */
  readonly at?: (index: number) => boolean;
  /** What is wrong with them. */
  readonly mistake?: Readonly<Partial<MarketingEventUpsertInput>>;
  /** What the sandbox does. */
  readonly faults?: readonly Fault[];
  /** The same, as it stands in a program. */
  readonly code?: string;
}

export const CHOICES: readonly Choice[] = [
  {
    id: "malformed",
    label: "8 records with a date that is none",
    about: "Seen before anything is sent: they cost no request.",
    at: (index) => index % 125 === 40,
    mistake: { startDateTime: "June 1st" },
  },
  {
    id: "named",
    label: "10 bad records that HubSpot names",
    about: "A 400 for the whole batch, whose context says which. The others are sent once more.",
    at: (index) => index % 100 === 7,
    mistake: { eventUrl: "tickets" },
    faults: [
      {
        when: (event) => event["eventUrl"] === "tickets",
        answer: { status: 400, named: true, message: "eventUrl is not a URL" },
      },
    ],
    code: `{ when: ({ eventUrl }) => eventUrl === "tickets", answer: { status: 400, named: true, message: "eventUrl is not a URL" } }`,
  },
  {
    id: "unnamed",
    label: "3 bad records that HubSpot does not name",
    about: "A 400 for the whole batch without a word on which. It is searched.",
    at: (index) => index === 222 || index === 555 || index === 888,
    mistake: { eventType: "BROKEN" },
    faults: [{ when: (event) => event["eventType"] === "BROKEN", answer: { status: 400, message: "Invalid input" } }],
    code: `{ when: ({ eventType }) => eventType === "BROKEN", answer: { status: 400, message: "Invalid input" } }`,
  },
  {
    id: "partial",
    label: "5 records refused in a 207",
    about: "The batch is written, but for them.",
    at: (index) => index % 200 === 150,
    mistake: { eventDescription: "?" },
    faults: [
      { when: (event) => event["eventDescription"] === "?", answer: { status: 207, message: "Describe the event" } },
    ],
    code: `{ when: ({ eventDescription }) => eventDescription === "?", answer: { status: 207, message: "Describe the event" } }`,
  },
  {
    id: "silent",
    label: "4 records without a word",
    about: "HubSpot answers, and does not mention them: nobody knows what became of them, until they are read.",
    at: (index) => index % 250 === 99,
    mistake: { eventType: "QUIET" },
    faults: [{ when: (event) => event["eventType"] === "QUIET", answer: "silent", times: 4 }],
    code: `{ when: ({ eventType }) => eventType === "QUIET", times: 4, answer: "silent" }`,
  },
  {
    id: "lost",
    label: "Two answers lost on the way",
    about: "Written, and the connection is reset. An upsert is sent again, which does no harm.",
    faults: [{ times: 2, answer: "reset-after-write" }],
    code: `{ times: 2, answer: "reset-after-write" }`,
  },
  {
    id: "busy",
    label: "One 429: another app spends the quota",
    about: "All requests hold for as long as HubSpot says.",
    faults: [{ times: 1, answer: { status: 429, headers: { "retry-after": "1" } } }],
    code: `{ times: 1, answer: { status: 429, headers: { "retry-after": "1" } } }`,
  },
  {
    id: "down",
    label: "Three 503s: HubSpot is down",
    about: "Tried again, later and later.",
    faults: [{ times: 3, answer: { status: 503 } }],
    code: "{ times: 3, answer: { status: 503 } }",
  },
  {
    id: "day",
    label: "The day's requests run out",
    about: "The run is halted; what was not sent is unsent, and safe to send tomorrow.",
  },
];

/** Requests of a day that runs out. */
export const DAILY_LIMIT = 30;

/** How the run is set up. */
export interface Setting {
  readonly chosen: ReadonlySet<string>;
  readonly batchSize: number;
  /** Requests in a second. */
  readonly quota: number;
}

/** The records of a run. */
export function recordsOf({ chosen }: Setting): MarketingEventUpsertInput[] {
  const own = CHOICES.filter(({ id }) => chosen.has(id));
  return Array.from({ length: RECORDS }, (_, index) => ({
    externalAccountId: "shop",
    externalEventId: String(index),
    eventName: `Concert ${index}`,
    eventOrganizer: "The shop",
    ...mistakeAt(own, index),
  }));
}

function mistakeAt(choices: readonly Choice[], index: number): Choice["mistake"] {
  return choices.find(({ at }) => at?.(index) === true)?.mistake;
}

/** The faults of a run's sandbox. What strikes once comes last: of those that concern a request the first does. */
export function faultsOf({ chosen }: Setting): Fault[] {
  return CHOICES.filter(({ id }) => chosen.has(id)).flatMap(({ faults = [] }) => faults);
}

/** The program that does in Node what the page does. */
export function programOf({ chosen, batchSize, quota }: Setting): string {
  const own = CHOICES.filter(({ id }) => chosen.has(id));
  const faults = own.flatMap(({ code }) => (code === undefined ? [] : [`    ${code},\n`])).join("");
  const mistakes = own.flatMap(({ at, mistake }) =>
    at === undefined || mistake === undefined
      ? []
      : [`  ...([${placesOf(at).join(", ")}].includes(index) && ${literal(mistake)}),\n`],
  );
  return `import { createClient, formatReport } from "hubspot-batch";
import { createSandbox } from "hubspot-batch/sandbox";

const sandbox = createSandbox({
  quota: { requests: ${quota}, intervalMs: 1_000 },
  latencyMs: [120, 480],${chosen.has("day") ? `\n  dailyLimit: ${DAILY_LIMIT},` : ""}
  faults: [${faults === "" ? "" : `\n${faults}  `}],
});
const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch });

const concerts = Array.from({ length: ${RECORDS} }, (_, index) => ({
  externalAccountId: "shop",
  externalEventId: String(index),
  eventName: \`Concert \${index}\`,
  eventOrganizer: "The shop",
${mistakes.join("")}}));

const report = await hubspot.marketingEvents.upsert(concerts, { batchSize: ${batchSize} });
console.log(formatReport(report));
`;
}

function placesOf(at: (index: number) => boolean): number[] {
  return Array.from({ length: RECORDS }, (_, index) => index).filter(at);
}

function literal(mistake: object): string {
  return `{ ${Object.entries(mistake)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(", ")} }`;
}
