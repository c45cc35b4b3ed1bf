/** Draws what became of each of a thousand events, of a run that met every fate. */
import { createClient } from "../../../src/index.js";
import { createSandbox, type Fault } from "../../../src/sandbox/sandbox.js";
import { createCalendar } from "../../demo/calendar.js";
import { refusals } from "../../demo/faults.js";
import { box, figure, key } from "./svg.js";

const EVENTS = 1_000;
const ACROSS = 50;
const CELL = 14;

/** A run of a calendar with mistakes; HubSpot says nothing of some, and its day ends before the calendar does. */
export async function drawOutcomes(): Promise<string> {
  const events = createCalendar(EVENTS);
  const passedOver = new Set(["cal-0230", "cal-0231", "cal-0232", "cal-0615"]);
  const silent: Fault = {
    operation: "marketingEvents.upsert",
    when: ({ externalEventId }) => passedOver.has(externalEventId),
    answer: "silent",
  };
  const play = (dailyLimit: number) => {
    const sandbox = createSandbox({ faults: [silent, ...refusals], dailyLimit });
    const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch, concurrency: 1 });
    return hubspot.marketingEvents.upsert(events);
  };
  const { requests } = await play(Number.MAX_SAFE_INTEGER);
  const { outcomes, counts } = await play(requests.sent - 1);
  const cells = outcomes.map(({ index, status }) =>
    box((index % ACROSS) * CELL, Math.floor(index / ACROSS) * CELL, CELL - 2, CELL - 2, status),
  );
  const legend = (["succeeded", "failed", "unknown", "unsent"] as const)
    .map((status) => key(status, `${counts[status]} ${status}`))
    .join(" ");
  return figure(
    ACROSS * CELL,
    (EVENTS / ACROSS) * CELL,
    `A thousand squares, one for each input: ${counts.succeeded} succeeded, ${counts.failed} failed, ${counts.unknown} are unknown, ${counts.unsent} unsent.`,
    `${legend} <br>A run of 1,000 events against the sandbox, drawn when this page was built: mistakes are in some, HubSpot says nothing of four, and its requests for the day end before the events do.`,
    cells,
  );
}
