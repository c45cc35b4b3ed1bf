/** What the programs have in common: a shop that sells tickets, and what HubSpot is to know of its events. */
import type { MarketingEventUpsertInput } from "../../src/index.js";

/** A row of the shop's own table. */
export interface ShopEvent {
  readonly pk: number;
  readonly title: string;
  readonly startsAt: Date;
}

/** What HubSpot is told of it. */
export function toEvent({ pk, title, startsAt }: ShopEvent): MarketingEventUpsertInput {
  return {
    externalAccountId: "shop",
    externalEventId: String(pk),
    eventName: title,
    eventOrganizer: "The shop",
    startDateTime: startsAt,
  };
}
