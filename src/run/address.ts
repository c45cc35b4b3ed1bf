import type { Operation, SendInit } from "../contract.js";
import type { CallSettings } from "../options/options.js";
import type { OutgoingRequest } from "../wire/wire.js";

/** Where a run's requests go and what stands in their headers: all but their bodies. */
export type Address = Omit<OutgoingRequest, "body">;

/**
 * Gives a run's address, which the generated client is asked for once: its requests differ in nothing but their bodies, and
 * to make each by it costs as much as to send it. Rejects with what the contract's `send` throws.
 */
export function createAddress(
  operation: Operation,
  client: unknown,
  settings: Pick<CallSettings, "path" | "query">,
): () => Promise<Address> {
  let address: Promise<Address> | undefined;
  return () => (address ??= batchAddress(operation, client, settings));
}

function batchAddress(
  operation: Operation,
  client: unknown,
  { path, query }: Pick<CallSettings, "path" | "query">,
): Promise<Address> {
  // The settings have what the contract asks for, and nothing else.
  const params = { ...(path && { path }), ...(query && { query }) } as SendInit["params"];
  return addressOf((fetch) => operation.send(client, { inputs: [] }, { fetch, bodySerializer: () => "", params }));
}

/** Where the generated client sends what it is asked to: it gets to send nothing. */
export async function addressOf(
  send: (fetch: (request: Request) => Promise<Response>) => Promise<unknown>,
): Promise<Address> {
  let address: Address | undefined;
  const fetch = async ({ url, method, headers }: Request): Promise<Response> => {
    address = { url, method, headers: Object.fromEntries(headers) };
    return new Response(null, { status: 204 });
  };
  try {
    await send(fetch);
  } catch (thrown) {
    // What fails after it was asked to send changes nothing of what it would send.
    if (address === undefined) throw thrown;
  }
  if (address === undefined) throw new TypeError("It did not call `fetch`");
  return address;
}
