/** A queue's messages are written before the function's time is up; those that may be tried again go back to the queue. */
import { type Client, resendable, withStatus } from "../../src/index.js";
import { type ShopEvent, toEvent } from "./events.js";

interface Message {
  readonly messageId: string;
  readonly body: string;
}

export function createHandler(hubspot: Client, deadLetter: (message: Message, why: string) => void) {
  return async ({ Records }: { Records: Message[] }, context: { getRemainingTimeInMillis(): number }) => {
    const report = await hubspot.marketingEvents.upsert(Records, {
      map: ({ body }) => toEvent(shopEventOf(body)),
      deadlineMs: Date.now() + context.getRemainingTimeInMillis() - 1_000,
    });
    for (const { input, error, resend } of withStatus(report, "failed"))
      if (resend === "pointless") deadLetter(input, error.message);
    return { batchItemFailures: resendable(report).map(({ input }) => ({ itemIdentifier: input.messageId })) };
  };
}

function shopEventOf(body: string): ShopEvent {
  const row = JSON.parse(body) as ShopEvent;
  return { ...row, startsAt: new Date(row.startsAt) };
}
