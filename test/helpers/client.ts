import { bindClient } from "../../src/client.js";
import type { ClientOptions } from "../../src/options/options.js";
import { contract } from "../fixtures/contract.js";

const createFixtureClient = bindClient(contract);

/** Long enough that no text holds it by chance. */
export const TOKEN = "pat-na1-11111111-2222-3333-4444-555555555555";

/** A client of the tests' own contract. */
export function clientOf(options: Omit<ClientOptions, "apiVersion">) {
  return createFixtureClient({ accessToken: TOKEN, ...options, apiVersion: "v1" });
}

/** `count` inputs for `events.update`. */
export function updates(count: number, from = 0): { objectId: string; eventName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    objectId: String(from + index),
    eventName: `Event ${from + index}`,
  }));
}

/** `count` inputs for `events.upsert`, each with a name of its own. */
export function upserts(
  count: number,
  name: (index: number) => string = (index) => `Event ${index}`,
): { externalAccountId: string; externalEventId: string; eventName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    externalAccountId: "account",
    externalEventId: `external-${index}`,
    eventName: name(index),
  }));
}
