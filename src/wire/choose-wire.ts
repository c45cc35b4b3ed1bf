import { createFetchWire } from "./fetch-wire.js";
import type { Fetch, Wire } from "./wire.js";

/**
 * The wire of a client: over the `fetch` it was given; else, in Node, over sockets, as long as the global `fetch` is no
 * more than Node's own; else over the global `fetch`.
 */
export async function chooseWire(fetch: Fetch | undefined): Promise<Wire> {
  if (fetch !== undefined) return createFetchWire(fetch);
  // Looked up at each request: a test may replace the global, and to touch it may load it.
  const fetchWire = createFetchWire((url, init) => globalThis.fetch(url, init));
  if (!isNode()) return fetchWire;
  // What is loaded here has no place in a bundle for another platform, and is not loaded there.
  const [{ createNodeWire }, { createOwnFetchCheck }] = await Promise.all([
    import("./node-wire.js"),
    import("./node-own-fetch.js"),
  ]);
  const nodeWire = createNodeWire();
  const isFetchOwn = createOwnFetchCheck();
  return (request, receiver) => (isFetchOwn() ? nodeWire : fetchWire)(request, receiver);
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
