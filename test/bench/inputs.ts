/** Records of the size that integrations send. */
import type { BatchInput } from "../../src/index.js";

export type Event = BatchInput<"marketingEvents.upsert">;
export type Listing = BatchInput<"listings.update">;

/** Marketing events, each with its own id and name. */
export function* events(count: number, at = (text: string) => text): Generator<Event> {
  for (let index = 0; index < count; index++) {
    yield {
      externalAccountId: "account-1",
      externalEventId: `event-${index}`,
      eventName: `Open day no. ${index}`,
      eventOrganizer: "Example Ltd",
      eventType: "CONFERENCE",
      startDateTime: at("2026-06-01T09:00:00.000Z"),
      endDateTime: at("2026-06-01T17:00:00.000Z"),
      eventUrl: `https://example.com/events/${index}`,
      customProperties: [{ name: "seats", value: String(index % 500) }],
    };
  }
}

/** Listings with five properties. */
export function* listings(count: number): Generator<Listing> {
  for (let index = 0; index < count; index++) {
    yield {
      id: String(1_000_000 + index),
      properties: {
        hs_name: `House no. ${index}`,
        hs_price: String(100_000 + index),
        hs_city: "Dublin",
        hs_bedrooms: String(index % 6),
        hs_listing_type: "house",
      },
    };
  }
}
