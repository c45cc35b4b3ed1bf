/** What becomes of an input by what HubSpot answers: found out by playing each answer to the library, not by describing it. */
import { createClient } from "../../../src/index.js";
import { createSandbox, type FaultAnswer } from "../../../src/sandbox/sandbox.js";
import { code, table } from "./markdown.js";

/** What HubSpot may do, in words, and how a sandbox plays it. */
const ANSWERS: readonly (readonly [words: string, answer: FaultAnswer])[] = [
  ["400, in a batch of one", { status: 400 }],
  ["400 that names the record", { status: 400, named: true, category: "VALIDATION_ERROR" }],
  [
    "207, with an error for the record",
    { status: 207, category: "VALIDATION_ERROR", message: "The event ends before it starts" },
  ],
  ["401: the token is refused", { status: 401 }],
  ["403: a scope is missing", { status: 403 }],
  ["404", { status: 404 }],
  ["409", { status: 409 }],
  ["423: the record is locked", { status: 423 }],
  ["429: more than the quota", { status: 429 }],
  ["429: the day is used up", { status: 429, policyName: "DAILY" }],
  ["477: the account is being moved", { status: 477 }],
  ["500", { status: 500 }],
  ["502, a page of its edge", { status: 502 }],
  ["503", { status: 503 }],
  ["200, with a page in place of JSON", "html"],
  ["200, without a word on the record", "silent"],
  ["the connection is reset before it is written", "reset-before-write"],
  ["the connection is reset after it is written", "reset-after-write"],
  ["half of the answer's body", "cut"],
  ["nothing, for as long as `timeoutMs`", "hang"],
];

/** The table: of an upsert whose every attempt is answered so, without further attempts. */
export async function answerTable(): Promise<string> {
  const rows: string[][] = [];
  for (const [words, answer] of ANSWERS) {
    const sandbox = createSandbox({ faults: [{ answer }] });
    const hubspot = createClient({
      accessToken: "any",
      fetch: sandbox.fetch,
      timeoutMs: 50,
      retry: { maxRetries: 0, maxElapsedMs: 1 },
    });
    const event = { externalAccountId: "shop", externalEventId: "1", eventName: "Concert", eventOrganizer: "The shop" };
    const report = await hubspot.marketingEvents.upsert([event]);
    const [outcome] = report.outcomes;
    if (outcome === undefined || outcome.status === "succeeded") throw new Error(`${words} is no failure`);
    const { status, error, resend } = outcome;
    rows.push([
      words,
      `**${status}**`,
      resend,
      error === undefined ? "" : code(error.name),
      error === undefined ? "" : code(error.message),
      report.halted === undefined ? "" : code(report.halted.reason),
    ]);
  }
  return table(["HubSpot answers", "its input is", "resend", "error", "message", "halts the run"], rows);
}
