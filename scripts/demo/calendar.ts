import type { BatchInput } from "../../src/index.js";

/** A marketing event as it is upserted. */
export type Event = BatchInput<"marketingEvents.upsert">;

const FORMATS = [
  ["Webinar", "WEBINAR", 1],
  ["Workshop", "WORKSHOP", 3],
  ["Meetup", "MEETUP", 2],
  ["Conference", "CONFERENCE", 8],
  ["Office hours", "WEBINAR", 1],
] as const;

const TOPICS = [
  "Pipeline reviews that work",
  "From spreadsheet to CRM",
  "Pricing pages that convert",
  "Onboarding in thirty days",
  "Email that gets answered",
  "Forecasting without guessing",
  "Landing pages from scratch",
  "Support as a growth engine",
  "Clean data, calm teams",
  "Partner programmes",
  "Lead scoring, demystified",
] as const;

/** Places without summer time: one offset serves the whole year. */
const PLACES = [
  ["Nairobi", "+03:00", "Savanna Sales Club"],
  ["São Paulo", "-03:00", "Clube do Funil"],
  ["Singapore", "+08:00", "Lion City Marketers"],
  ["Reykjavík", "+00:00", "Northern Growth"],
  ["Bogotá", "-05:00", "Andes CRM Circle"],
  ["Tokyo", "+09:00", "Kanda Revenue Lab"],
  ["Dubai", "+04:00", "Gulf RevOps Forum"],
] as const;

/** Workdays from the first Monday of 2026 on, with four events each. */
const FIRST_DAY = Date.UTC(2026, 0, 5);
const PER_DAY = 4;
const DAY_MS = 86_400_000;

/** Makes the year's events, the same ones every time, with what people get wrong in some of them. */
export function createCalendar(size: number): Event[] {
  const events: object[] = Array.from({ length: size }, (_, index) => ({ ...eventAt(index), ...mistakeAt(index) }));
  // The first three were renamed, and the calendar has them a second time.
  for (const index of [0, 1, 2]) {
    const event = eventAt(index);
    events[size - 3 + index] = { ...event, eventName: `${event.eventName} (fully booked)` };
  }
  // Mistakes are made against the type, which is what they are there to show.
  return events as Event[];
}

function eventAt(index: number) {
  const [format, eventType, hours] = pick(FORMATS, index);
  const [place, offset, eventOrganizer] = pick(PLACES, index);
  const topic = pick(TOPICS, index);
  const day = Math.floor(index / PER_DAY);
  const date = new Date(FIRST_DAY + (day + 2 * Math.floor(day / 5)) * DAY_MS).toISOString().slice(0, 10);
  const start = 9 + 2 * (index % PER_DAY);
  const at = (hour: number) => `${date}T${String(hour).padStart(2, "0")}:00:00${offset}`;
  const externalEventId = `cal-${String(index).padStart(4, "0")}`;
  return {
    externalAccountId: "acme-events",
    externalEventId,
    eventName: `${format}: ${topic}, ${place}`,
    eventType,
    eventOrganizer,
    eventDescription: `${topic}, with ${eventOrganizer}.`,
    startDateTime: at(start),
    endDateTime: at(start + hours),
    eventUrl: `https://events.example.com/${date.slice(0, 4)}/${externalEventId}`,
  };
}

/** What is wrong with the event at an index. */
function mistakeAt(index: number): object {
  const { startDateTime, endDateTime, eventUrl } = eventAt(index);
  switch (index) {
    // Seen before anything is sent.
    case 17:
    case 436:
    case 871:
      return { eventUrl: undefined, eventUlr: eventUrl };
    case 64:
    case 607:
      return { eventName: undefined };
    case 285:
      return { eventCancelled: "no" };
    case 541:
    case 733:
      return { startDateTime: startDateTime.slice(0, 16).replace("T", " ") };
    // Refused by HubSpot, which says of which event it speaks.
    case 249:
      return { eventUrl: "events.example.com/tba" };
    case 488:
    case 655:
    case 820:
      return { startDateTime: endDateTime, endDateTime: startDateTime };
    // Refused by HubSpot, which does not say.
    case 138:
    case 322:
    case 377:
      return { startDateTime: startDateTime.replace("2026", "1926") };
    default:
      return {};
  }
}

function pick<T>(from: readonly T[], index: number): T {
  // No list is empty, so the remainder is a place in it.
  return from[index % from.length] as T;
}
