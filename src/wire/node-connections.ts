import type * as http from "node:http";
import type { OutgoingRequest } from "./wire.js";

/** How long a connection is kept that nothing is sent on, in ms: as long as Node's own fetch keeps one. */
const IDLE_MS = 4_000;

/** As Node's own fetch calls itself, and the codings that an answer may have. */
const DEFAULT_HEADERS = { "user-agent": "node", "accept-encoding": "gzip, br" };

/** Where requests go: what an address says, read once. */
interface Target {
  readonly url: string;
  readonly module: Pick<typeof http, "request" | "Agent" | "globalAgent">;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
}

/**
 * The connections of one client: one for each request in flight, kept open between requests. While they are idle they
 * keep no process alive.
 */
export class NodeConnections {
  readonly #agents = new Map<string, http.Agent>();
  #target: Target | undefined;
  #usedMs = 0;

  /** Begins a request whose body has so many bytes. Throws where its address or headers can't be sent. */
  open({ url, method, headers, body }: OutgoingRequest, bytes: number): http.ClientRequest {
    if (this.#target?.url !== url) this.#target = targetOf(url);
    const { module, protocol, hostname, port, path } = this.#target;
    const agent = this.#agentOf(this.#target);
    const now = Date.now();
    // The clock that goes on while a process is frozen, as functions in a cloud are: the other side has closed these by now.
    if (now - this.#usedMs > IDLE_MS) closeIdle(agent);
    this.#usedMs = now;
    // Not spread into a literal one after the other: that takes ten times as long.
    const all = Object.assign({}, DEFAULT_HEADERS, headers, body !== undefined && { "content-length": bytes });
    // By way of the module, where mocks take its place.
    return module.request({
      agent,
      protocol,
      hostname,
      port,
      path,
      method,
      headers: all,
    });
  }

  /** To be told when a request has ended: its connection is idle from now on. */
  ended(): void {
    this.#usedMs = Date.now();
  }

  #agentOf({ module, protocol }: Target): http.Agent {
    const known = this.#agents.get(protocol);
    if (known !== undefined) return known;
    const proxyEnv = proxiesOf(module);
    const agent = new module.Agent({ keepAlive: true, timeout: IDLE_MS, ...(proxyEnv && { proxyEnv }) });
    this.#agents.set(protocol, agent);
    return agent;
  }
}

/** The environment from which Node's own agents take their proxies, where Node was told so; its types do not know of it yet. */
export function proxiesOf({ globalAgent }: Pick<typeof http, "globalAgent">): object | undefined {
  return (globalAgent as http.Agent & { readonly options?: { readonly proxyEnv?: object } }).options?.proxyEnv;
}

function targetOf(url: string): Target {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const module = process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
  // Brackets are a URL's way of writing an address that has colons.
  const host = hostname.replace(/^\[|\]$/g, "");
  return { url, module, protocol, hostname: host, port, path: pathname + search };
}

function closeIdle({ freeSockets }: http.Agent): void {
  for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
}
