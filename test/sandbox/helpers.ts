import { createSandbox, type Sandbox, type SandboxContract, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { contract } from "../fixtures/contract.js";

export const paths = {
  upsert: "/events/v1/upsert",
  update: "/events/v1/batch/update",
  updateV2: "/events/v2/batch/update",
  create: "/contacts/v1/batch/create",
  contacts: "/contacts/v1/batch/update",
  archive: "/contacts/v1/batch/archive",
  deals: "/objects/v1/deals/batch/update",
  tickets: "/objects/v1/tickets/batch/update",
} as const;

/** A sandbox of the tests' own contract. */
export function sandboxOf(options: SandboxOptions<SandboxContract> = {}): Sandbox {
  return createSandbox({ contract, ...options });
}

/** One request in the form that the client sends. */
export function post(
  inputs: readonly object[],
  init: RequestInit = {},
): RequestInit & { headers: Record<string, string> } {
  const headers = { authorization: "Bearer token", "content-type": "application/json" };
  return { method: "POST", body: JSON.stringify({ inputs }), ...init, headers };
}

/** The fields of every body that these tests look at. */
export interface Body {
  status?: string;
  message?: string;
  category?: string;
  policyName?: string;
  correlationId?: string;
  context?: Record<string, string[]>;
  results?: Record<string, unknown>[];
  numErrors?: number;
  errors?: { category?: string; message?: string; context?: Record<string, string[]> }[];
}

export interface Answered {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends a batch and reads the answer. */
export async function send(
  sandbox: Pick<Sandbox, "fetch">,
  path: string,
  inputs: readonly object[],
  init?: RequestInit,
): Promise<Answered> {
  return read(await sandbox.fetch(`https://api.example.com${path}`, post(inputs, init)));
}

export async function read(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : (JSON.parse(text) as Body) };
}

/** `count` events to upsert. */
export function events(
  count: number,
  name = "Event",
): { externalAccountId: string; externalEventId: string; eventName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    externalAccountId: "account",
    externalEventId: `external-${index}`,
    eventName: `${name} ${index}`,
  }));
}

/** A marketing event, called as its id. */
export const event = (externalEventId: string) => ({
  externalAccountId: "account",
  externalEventId,
  eventName: externalEventId,
  eventOrganizer: "Ada",
});

/** What a marketing event of an app is deleted by. */
export const addressOf = (appId: number, externalEventId: string) => ({
  appId,
  externalAccountId: "account",
  externalEventId,
});
