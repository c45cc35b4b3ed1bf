import { proxiesOf } from "./node-connections.js";

/** Where Node's fetch, and the undici that a program installs, keep what carries their requests. Source: undici, lib/global.js. */
const DISPATCHERS = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")] as const;

/** What Node's own fetch says of itself: it loads what does the work when it is first called. */
const NODES_OWN = /\binternal\/deps\/undici\b/;

/**
 * Makes a check whether the global `fetch` is Node's own, and would do no more than send: a program that has replaced it,
 * or given it a proxy, a mock or certificates by `setGlobalDispatcher`, means us too. What is in doubt is not Node's own.
 */
export function createOwnFetchCheck(): () => boolean {
  let seen: readonly unknown[] = [];
  let own = false;
  return () => {
    const { fetch } = globalThis;
    const [first, second] = DISPATCHERS.map((key) => (globalThis as Record<symbol, unknown>)[key]);
    if (fetch !== seen[0] || first !== seen[1] || second !== seen[2]) {
      seen = [fetch, first, second];
      own = isNodesOwn(fetch) && isPlain(first) && isPlain(second);
    }
    return own;
  };
}

function isNodesOwn(fetch: unknown): boolean {
  return typeof fetch === "function" && NODES_OWN.test(Function.prototype.toString.call(fetch));
}

/** The little that is looked at of whatever stands where a dispatcher does. */
interface Dispatcher {
  readonly constructor?: { readonly name: string; readonly prototype: { readonly dispatch?: unknown } };
  readonly dispatch?: unknown;
}

/** Whether a dispatcher is what undici makes for itself: an agent to which nothing was said of how to connect. */
function isPlain(dispatcher: unknown): boolean {
  if (dispatcher === undefined) return true;
  if (typeof dispatcher !== "object" || dispatcher === null) return false;
  const { constructor, dispatch } = dispatcher as Dispatcher;
  if (constructor === undefined) return false;
  // How later versions show theirs to earlier ones.
  if (constructor.name === "Dispatcher1Wrapper") return true;
  // What Node gives its fetch where it was told to take proxies from the environment: its agents know of them too.
  if (constructor.name === "EnvHttpProxyAgent") return proxiesOf(process.getBuiltinModule("node:https")) !== undefined;
  const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === "options");
  const options = key && ((dispatcher as Record<symbol, unknown>)[key] as { readonly connect?: unknown } | undefined);
  const composed = dispatch !== constructor.prototype.dispatch;
  return constructor.name === "Agent" && options !== undefined && options.connect === undefined && !composed;
}
