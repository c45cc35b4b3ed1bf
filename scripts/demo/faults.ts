import type { Fault, Input, Refusal } from "../../src/sandbox/sandbox.js";
import type { Event } from "./calendar.js";

/** What any HubSpot does on a bad day, once each and in batches apart: it is down, and it has been asked too often. */
export function mishaps(events: readonly Event[]): readonly Fault[] {
  return [
    { when: at(events, 0.45), times: 1, answer: { status: 503 } },
    { when: at(events, 0.65), times: 1, answer: { status: 429, headers: { "retry-after": "1" } } },
  ];
}

/**
 * Answers that are lost on the way or never come, to batches that HubSpot has nothing to refuse in, and answers without a
 * word on one of their events.
 */
export function silences(events: readonly Event[]): readonly Fault[] {
  return [
    { when: at(events, 0.05), times: 1, answer: "hang" },
    { when: at(events, 0.55), times: 1, answer: "reset-after-write" },
    { when: at(events, 0.723), times: 1, answer: "silent" },
    { when: at(events, 0.784), times: 1, answer: "silent" },
    { when: at(events, 0.917), times: 1, answer: "silent" },
  ];
}

/** Refuses mistakes that the contract allows: one kind without naming the event, one naming it, one in a partial answer. */
export const refusals: readonly Fault[] = [
  {
    when: ({ startDateTime }) => Date.parse(String(startDateTime)) < Date.UTC(2000, 0, 1),
    answer: invalid("startDateTime", "OUT_OF_RANGE", "startDateTime is before the year 2000"),
  },
  {
    when: ({ eventUrl }) => eventUrl != null && !URL.canParse(String(eventUrl)),
    answer: { ...invalid("eventUrl", "INVALID_URL", "eventUrl is not a URL"), named: true },
  },
  {
    when: ({ startDateTime, endDateTime }) => Date.parse(String(endDateTime)) < Date.parse(String(startDateTime)),
    answer: { status: 207, category: "INVALID_EVENT_DATES", message: "The event ends before it starts" },
  },
];

/** Whether an input is the event at so much of the list. */
function at(events: readonly Event[], share: number): (input: Input) => boolean {
  const event = events[Math.floor(share * events.length)];
  return ({ externalEventId }) => externalEventId === event?.externalEventId;
}

/** A refusal in HubSpot's words, which have JSON in them. */
function invalid(name: string, error: string, message: string): Refusal {
  const values = JSON.stringify([{ isValid: false, message, error, name }]);
  return { status: 400, category: "VALIDATION_ERROR", message: `Property values were not valid: ${values}` };
}
