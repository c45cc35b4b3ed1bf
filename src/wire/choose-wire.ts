import { type Part, partOf } from "../part.js";
import type { createFetchWire } from "./fetch-wire.js";
import type { Exchange, Fetch, OutgoingRequest, Receiver, Wire } from "./wire.js";

/** What sends over a `fetch`. */
type Fetching = Part<{ readonly createFetchWire: typeof createFetchWire }>;

/**
 * The wire of a client: over the `fetch` it was given; else, in Node, over sockets, as long as the global `fetch` is no
 * more than Node's own; else over the global `fetch`. Each is loaded for who takes it.
 */
export async function chooseWire(fetch: Fetch | undefined): Promise<Wire> {
  const fetching: Fetching = partOf(() => import("./fetch-wire.js"));
  if (fetch !== undefined) return (await fetching.load()).createFetchWire(fetch);
  // Looked up at each request: a test may replace the global, and to touch it may load it.
  if (!isNode()) return (await fetching.load()).createFetchWire((url, init) => globalThis.fetch(url, init));
  // What is loaded here has no place in a bundle for another platform, and is not loaded there.
  const [{ createNodeWire }, { createOwnFetchCheck }] = await Promise.all([
    import("./node-wire.js"),
    import("./node-own-fetch.js"),
  ]);
  const nodeWire = createNodeWire();
  const isFetchOwn = createOwnFetchCheck();
  return (request, receiver) =>
    isFetchOwn() ? nodeWire(request, receiver) : sendLate(fetching, globalThis.fetch, request, receiver);
}

/** Sends a request over a `fetch`, as soon as what does so is loaded. */
function sendLate(fetching: Fetching, fetch: Fetch, request: OutgoingRequest, receiver: Receiver): Exchange {
  if (fetching.loaded !== undefined) return fetching.loaded.createFetchWire(fetch)(request, receiver);
  let exchange: Exchange | undefined;
  let isCut = false;
  const loading = fetching.load().then((loaded) => {
    if (!isCut) exchange = loaded.createFetchWire(fetch)(request, receiver);
  });
  loading.catch((cause: unknown) => receiver.failed(cause));
  return {
    get neverSent() {
      return exchange?.neverSent ?? true;
    },
    cut() {
      isCut = true;
      exchange?.cut();
    },
  };
}

/** Whether this is Node itself: Bun, Deno and Cloudflare's workers lend its name, and have a better fetch. */
function isNode(): boolean {
  const { process, navigator, ...others } = globalThis as {
    readonly process?: { readonly versions?: { readonly node?: unknown }; readonly getBuiltinModule?: unknown };
    readonly navigator?: { readonly userAgent?: unknown };
  };
  return (
    typeof process?.versions?.node === "string" &&
    typeof process.getBuiltinModule === "function" &&
    !("Bun" in others || "Deno" in others) &&
    navigator?.userAgent !== "Cloudflare-Workers"
  );
}
