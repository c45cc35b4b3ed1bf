/** A fake HubSpot for tests: it keeps records, and fails in every way the real one is known to. */
import { contract as ours, type Versions } from "../../generated/operations.js";
import type { Contract } from "../contract.js";
import { readRequest, toResponse } from "./fetch.js";
import type { Listening } from "./listen.js";
import { checkListen, type ListenOptions } from "./options.js";
import type { ReceivedRequest } from "./received.js";
import type { SandboxContract } from "./routes.js";
import { createServer } from "./server.js";
import type { StoredRecord } from "./store.js";
import type { FaultOf, OptionsOf } from "./typed.js";

export type { ManyVersions, Read as ReadRequest } from "../contract.js";
export type { Fault as AnyFault, FaultAnswer, Refusal } from "./faults.js";
export type { Listening } from "./listen.js";
export type { ListenOptions, ServerOptions } from "./options.js";
export type { Quota } from "./quota.js";
export type { ReceivedRequest } from "./received.js";
export type { Input, OperationsByApi, ReadsByApi, SandboxContract, SandboxOperation, SandboxRead } from "./routes.js";
export type { StoredRecord } from "./store.js";
export type {
  BatchesOf,
  FaultOf,
  Methods,
  OptionsOf,
  ReadingsOf,
  Received as ReceivedInput,
  TypedFault,
} from "./typed.js";

/** Something that goes wrong on purpose. Of the faults that concern a request the first in the list strikes. */
export type Fault<C extends SandboxContract = Contract<Versions>> = FaultOf<C>;

/** How a sandbox behaves; every option may be left out. */
export type SandboxOptions<C extends SandboxContract = Contract<Versions>> = OptionsOf<C>;

/** The part of msw's `http` that handlers are made with. */
export interface MswHttp<Handler> {
  /** Makes a handler of a path's GET requests. */
  get(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
  /** Makes a handler of a path's POST requests. */
  post(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
  /** Makes one of its PUT requests. */
  put(path: string, resolver: (info: { request: Request }) => Promise<Response>): Handler;
}

/** A fake HubSpot, reached through `fetch`, msw or a port. */
export interface Sandbox {
  /** Answers as `fetch` would, whatever the URL's origin. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Makes msw handlers with the `http` of your msw: `setupServer(...sandbox.handlers(http))`. */
  handlers<Handler>(http: MswHttp<Handler>): Handler[];
  /**
   * Serves real sockets: on 127.0.0.1 and any port that is free, on that port, or as `{ port, host }` says. Needs Node's
   * `http`.
   */
  listen(where?: number | ListenOptions): Promise<Listening>;
  /** The stored records of an api (`api/value` where the path has a parameter), oldest first. */
  records(api: string): readonly StoredRecord[];
  /** Every request received since the start or the last reset, in order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /** Starts afresh: seeds, limits, faults, luck and log. What is still under way goes to the old state. */
  reset(): void;
}

/** Makes a fake HubSpot. */
export function createSandbox<C extends SandboxContract = Contract<Versions>>(
  options: SandboxOptions<C> = {},
): Sandbox {
  // The types of its inputs are for the caller: a `when` is given whatever comes.
  const { faults = [], ...others } = options as OptionsOf<SandboxContract>;
  const start = () => createServer({ contract: ours, faults, ...others });
  let server = start();

  const receive = async (input: string | URL | Request, init?: RequestInit) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    return server.receive(await readRequest(input, init), signal);
  };

  return {
    fetch: async (input, init) => toResponse(await receive(input, init)),

    handlers: (http) => {
      // Without types it is easily forgotten: msw is the caller's own copy.
      if (typeof (http as Partial<typeof http> | undefined)?.post !== "function")
        throw new TypeError(
          "Expected `http` to be msw's own, as in `sandbox.handlers(http)`, got something without `post`",
        );
      const resolver = async ({ request }: { request: Request }) => {
        // msw has gone from an aborted request: to it a rejection would be a mistake worth printing.
        const reply = await receive(request).catch((error: unknown): "reset" => {
          if (request.signal.aborted) return "reset";
          throw error;
        });
        return reply === "reset" ? Response.error() : toResponse(reply);
      };
      const paths = server.paths();
      return (["get", "post", "put"] as const).flatMap((verb) =>
        // msw takes the first that fits: a path spelt out comes before a template.
        [...paths[verb]]
          .sort((one, other) => Number(one.includes("{")) - Number(other.includes("{")))
          .map((path) => http[verb](`*${path.replace(/\{([^}]+)\}/g, ":$1")}`, resolver)),
      );
    },

    async listen(where = {}) {
      const { listen } = await import("./listen.js");
      return listen(() => server, checkListen(typeof where === "number" ? { port: where } : where));
    },

    records: (api) => server.records(api),
    get requests() {
      return server.requests;
    },
    reset() {
      server = start();
    },
  };
}
