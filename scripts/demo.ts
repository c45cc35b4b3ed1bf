/** Upserts a year of marketing events, good and bad, into a sandbox, and shows the report. `npm run demo` */
import { parseArgs } from "node:util";
import { createClient, formatReport, type Outcome, withStatus } from "../src/index.js";
import { createSandbox, type Fault, type Sandbox } from "../src/sandbox/sandbox.js";
import { createCalendar, type Event } from "./demo/calendar.js";
import { mishaps, refusals, silences } from "./demo/faults.js";
import { showProgress } from "./demo/progress.js";
import { readEvents, UsageError } from "./demo/read-events.js";

const USAGE = "Usage: npm run demo [-- --file <events.json | events.ndjson>]";
const HELP = `${USAGE}

Upserts marketing events into a sandbox, a fake HubSpot on this machine, and reports what became of each.
No account, no token and no network are needed.

  --file <file>  your own events: a JSON array, or {"inputs": [ … ]}, or NDJSON with one event per line;
                 without it, 1,000 generated events, some of them bad
  --help         this text
`;

/** Events named before the rest is counted. */
const SHOWN = 5;

process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  // Whoever reads has read enough, as `| head -2` does.
  process.exit(code === "EPIPE" ? 0 : 1);
});

try {
  const { file, help } = readOptions();
  if (help) process.stdout.write(HELP);
  else if (file !== undefined) {
    const events = readEvents(file);
    await demonstrate(events, `${plural(events.length, "event")} of ${file}`, mishaps(events));
  } else {
    const events = createCalendar(1_000);
    await demonstrate(events, "1,000 events of a generated calendar, mistakes included", [
      ...mishaps(events),
      ...silences(events),
      ...refusals,
    ]);
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function readOptions(): { file?: string | undefined; help: boolean } {
  try {
    return parseArgs({ options: { file: { type: "string" }, help: { type: "boolean", short: "h", default: false } } })
      .values;
  } catch (error) {
    // The sentences after the first explain how to pass dashes.
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${reason}. ${USAGE}`, { cause: error });
  }
}

async function demonstrate(events: readonly Event[], what: string, faults: readonly Fault[]): Promise<void> {
  const sandbox = createSandbox({ quota: { requests: 100, intervalMs: 10_000 }, latencyMs: [30, 90], faults });
  const { url, close } = await sandbox.listen();
  const interrupt = new AbortController();
  const { signal } = interrupt;
  process.once("SIGINT", () => interrupt.abort());

  console.log("HubSpot is played by a sandbox on this machine: no account, no token, no network.");
  console.log(`Upserting ${what}, at most 100 requests per 10 s …\n`);

  const hubspot = createClient({ accessToken: "demo", baseUrl: url, timeoutMs: 3_000 });
  const progress = showProgress(process.stdout, events.length);
  const report = await hubspot.marketingEvents.upsert(events, { signal, onProgress: progress.update });
  progress.end();
  console.log(`\n${formatReport(report)}`);

  let outcomes: readonly Outcome<Event>[] = report.outcomes;
  const again = withStatus(report, "failed", "unknown", "unsent").filter(({ resend }) => resend === "safe");
  if (again.length > 0 && !signal.aborted) {
    console.log(`\nSending once more what is safe to send again:\n${list(again)}`);
    const inputs = again.map(({ input }) => input);
    const second = await hubspot.marketingEvents.upsert(inputs, { signal });
    console.log(`${count(second.counts.succeeded)} of ${count(second.counts.total)} succeeded this time.`);
    outcomes = [...outcomes, ...second.outcomes];
  }
  console.log(`\n${verify(sandbox, outcomes)}`);
  if (signal.aborted) process.exitCode = 130;
  await close();
}

/** Holds the reports against what the sandbox has stored. */
function verify(sandbox: Sandbox, outcomes: readonly Outcome<Event>[]): string {
  const stored = new Map(sandbox.records("marketingEvents").map((record) => [identityOf(record), record]));
  const succeeded = withStatus(outcomes, "succeeded");
  // Of an event that came twice, the later one is left here, as it should be in the sandbox.
  const written = new Map(succeeded.map(({ input }) => [identityOf(input), input]));
  const missing = [...written].filter(([id, { eventName }]) => stored.get(id)?.["eventName"] !== eventName.trim());
  const refused = withStatus(outcomes, "failed").map(({ input }) => identityOf(input));
  const slipped = refused.filter((id) => stored.has(id) && !written.has(id));
  const twice = succeeded.length - written.size;
  const seen = `The sandbox saw ${plural(sandbox.requests.length, "request")} and holds ${plural(stored.size, "event")}`;
  if (missing.length === 0 && slipped.length === 0) {
    const later = twice > 0 ? `, and of the ${count(twice)} that came twice the later version` : "";
    return `${seen}: all that succeeded, none that failed${later}.`;
  }
  process.exitCode = 1;
  return `${seen}. That is not what was reported: ${count(missing.length)} are missing, ${count(slipped.length)} too many.`;
}

/** Also of what a user's file has in place of events. */
function identityOf(event: object | null): string {
  const { externalAccountId, externalEventId } = (event ?? {}) as Partial<Event>;
  return JSON.stringify([externalAccountId, externalEventId].map((id) => String(id).trim()));
}

function list(outcomes: readonly Outcome<Event>[]): string {
  const lines = outcomes
    .slice(0, SHOWN)
    .map(({ index, input }) => `  ${String(index).padStart(6)}  ${input.externalEventId}  ${input.eventName}`);
  if (outcomes.length > SHOWN) lines.push(`  and ${count(outcomes.length - SHOWN)} more`);
  return lines.join("\n");
}

function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
