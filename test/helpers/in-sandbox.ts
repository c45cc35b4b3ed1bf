import { createClient } from "../../src/index.js";
import { createSandbox, type Fault, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { TOKEN } from "./token.js";

/** A client that writes to a sandbox, and repeats nothing by itself. */
export function inSandbox(options: SandboxOptions = {}, apiVersion: "2026-03" = "2026-03") {
  const sandbox = createSandbox(options);
  const retry = { maxRetries: 0 };
  return { sandbox, hubspot: createClient({ accessToken: TOKEN, apiVersion, fetch: sandbox.fetch, retry }) };
}

/** One answer that is lost, of a request that was carried out or was not. */
export function lost(answer: "reset-after-write" | "reset-before-write", operation: Fault["operation"]): Fault {
  return { operation, times: 1, answer } as Fault;
}

/** A marketing event that can be told from others by its place. */
export const event = (at: number, eventName = `Event ${at}`) => ({
  externalAccountId: "crm",
  externalEventId: `event-${at}`,
  eventName,
  eventOrganizer: "Ada",
  startDateTime: "2026-05-01T10:00:00+02:00",
  customProperties: [{ name: "tier", value: "gold" }],
});

export const events = (count: number) => Array.from({ length: count }, (_, at) => event(at));

export const statusesOf = (report: { outcomes: readonly { status: string }[] }) =>
  report.outcomes.map(({ status }) => status);
