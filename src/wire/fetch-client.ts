import type { Connecting } from "../contract.js";

/** What a version's fetch client is made with. */
export interface FetchClientOptions {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The client that batches go through. Its `fetch` is given with each call, and its `Request` is no more than openapi-fetch
 * and the transport need: the platform's costs more than all the rest of a call, and hides the body.
 */
export function createBatchClient(version: Connecting<object>, options: FetchClientOptions): object {
  const fetch = () => Promise.reject(new TypeError("A batch brings its own fetch"));
  return version.createClient({ ...options, fetch, Request: LightRequest as unknown as typeof Request });
}

class LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;

  constructor(url: string, { method, headers }: { method: string; headers: Headers }) {
    this.url = url;
    this.method = method;
    this.headers = headers;
  }
}
