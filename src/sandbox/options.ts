import type { Fault, FaultAnswer, Refusal } from "./faults.js";
import type { Quota } from "./quota.js";
import { apiOf, type ReadRoute, type Route, type SandboxContract } from "./routes.js";

/** Where a sandbox listens. */
export interface ListenOptions {
  /** 0 to 65,535; 0 takes any that is free. Default 0. */
  readonly port?: number | undefined;
  /**
   * The address to listen on. Default `127.0.0.1`, which only this machine reaches; `0.0.0.0` is every address of this
   * machine, for a sandbox that others of a team or other containers use. It takes any token: listen where friends are.
   * A client elsewhere reaches it by `baseUrl: "http://<host>:<port>"` with `allowInsecure: "<host>"`.
   */
  readonly host?: string | undefined;
}

/** How the sandbox behaves; every option but `contract` may be left out. */
export interface ServerOptions {
  /** The generated contract to serve: its operations, and samples of what they return. */
  readonly contract: SandboxContract;
  /**
   * Stored records per api (`api/value` where the path has a parameter). An api named here knows only these and what
   * is created later: other ids are not found. One not named knows every id. Links are `{ from, to, types }`, and a record
   * whose `hs_merged_object_ids` has an id answers to none of them: what names it is left out of the answer without a word.
   */
  readonly records?: Readonly<Record<string, readonly object[]>>;
  /** Refuses what exceeds it with a 429 `TEN_SECONDLY_ROLLING`, and sends the headers. Default: no quota. */
  readonly quota?: Quota;
  /** Requests per day (UTC), past which every answer is a 429 `DAILY`. Default: no limit. */
  readonly dailyLimit?: number;
  /**
   * How long HubSpot works after it has counted a request, or the range to draw from. The write happens somewhere within.
   * Default: 0.
   */
  readonly latencyMs?: number | readonly [min: number, max: number];
  /** How long a request is on its way before it is counted, or the range to draw from. Default: 0. */
  readonly wayMs?: number | readonly [min: number, max: number];
  /** What goes wrong. Default: nothing. */
  readonly faults?: readonly Fault[];
  /** Whether a token is good; the answer to others is a 401 `EXPIRED_AUTHENTICATION`. Default: all are. */
  readonly accepts?: (token: string) => boolean;
  /** The account's id, which `check` and `account-info` tell. Default: 1. */
  readonly portalId?: number;
  /** The scopes that tokens have; a request that needs others is a 403 `MISSING_SCOPES`. Default: all that the contract names. */
  readonly scopes?: readonly string[];
  /** Decides every drawing of lots. Default: 1. */
  readonly seed?: number;
  /** The clock of quotas and time stamps, in ms since 1970; latencies use real timers. Default: `Date.now`. */
  readonly now?: () => number;
}

/** All the names of an object, or texts of a choice: the type asks for each. */
type Names<T extends PropertyKey> = Readonly<Record<T, true>>;

const OPTIONS: Names<keyof ServerOptions> = {
  contract: true,
  records: true,
  quota: true,
  dailyLimit: true,
  latencyMs: true,
  wayMs: true,
  faults: true,
  accepts: true,
  portalId: true,
  scopes: true,
  seed: true,
  now: true,
};
const LISTEN: Names<keyof ListenOptions> = { port: true, host: true };
const QUOTA: Names<keyof Quota> = { requests: true, intervalMs: true };
const FAULT: Names<keyof Fault> = { operation: true, when: true, times: true, answer: true };
const REFUSAL: Names<keyof Refusal> = {
  status: true,
  category: true,
  subCategory: true,
  message: true,
  context: true,
  errors: true,
  policyName: true,
  headers: true,
  named: true,
  together: true,
  body: true,
};
const ANSWERS: Names<Exclude<FaultAnswer, Refusal>> = {
  "reset-before-write": true,
  "reset-after-write": true,
  hang: true,
  silent: true,
  html: true,
  cut: true,
};

/** Refuses options that would be without effect, or have another than was meant: such a test would prove nothing. */
export function checkOptions(options: ServerOptions, routes: readonly Route[], reads: readonly ReadRoute[]): void {
  checkNames("options", options, OPTIONS);
  const { records = {}, faults = [], quota } = options;
  for (const name of Object.keys(records)) checkApi(name, routes);
  if (quota !== undefined) {
    checkNames("quota", quota, QUOTA);
    for (const [name, value] of [
      ["requests", quota.requests],
      ["intervalMs", quota.intervalMs],
    ] as const)
      if (!(value >= 1)) throw new TypeError(`Expected \`quota.${name}\` to be a number from 1, got ${value}`);
  }
  const methods = [...routes.map(({ operation }) => operation.method), ...reads.map(({ read }) => read.method)];
  for (const fault of faults) checkFault(fault, new Set(methods));
}

/** Refuses an address that is none. */
export function checkListen(where: ListenOptions): ListenOptions {
  if (typeof where !== "object" || where === null)
    throw new TypeError(`Expected \`listen\` to be given a port or { port, host }, got ${String(where)}`);
  checkNames("listen", where, LISTEN);
  const { port = 0, host = "127.0.0.1" } = where;
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new TypeError(`Expected \`port\` to be a whole number from 0 to 65535, got ${String(port)}`);
  if (typeof host !== "string" || !/^[\w.:-]+$/.test(host))
    throw new TypeError(`Expected \`host\` to be a name or an address without brackets, got ${String(host)}`);
  return where;
}

function checkFault(fault: Fault, methods: ReadonlySet<string>): void {
  checkNames("fault", fault, FAULT);
  const { operation, answer } = fault;
  if (operation !== undefined && !methods.has(operation))
    throw new TypeError(`Expected \`operation\` to be one of ${[...methods].join(", ")}, got ${operation}`);
  if (typeof answer === "object" && answer !== null) {
    checkNames("answer", answer, REFUSAL);
    const { status } = answer;
    // What a `Response` can have.
    if (!(Number.isInteger(status) && status >= 200 && status <= 599))
      throw new TypeError(`Expected \`answer.status\` to be a whole number from 200 to 599, got ${status}`);
  } else if (!Object.hasOwn(ANSWERS, answer)) {
    const texts = Object.keys(ANSWERS).join(", ");
    throw new TypeError(`Expected \`answer\` to be { status, … } or one of ${texts}, got ${String(answer)}`);
  }
}

function checkNames(option: string, object: object, names: Names<string>): void {
  const stray = Object.keys(object).find((name) => !Object.hasOwn(names, name));
  if (stray === undefined) return;
  throw new TypeError(`Expected \`${option}\` to have only ${Object.keys(names).join(", ")}, got \`${stray}\``);
}

/** Refuses an api that the contract does not have. */
export function checkApi(name: string, routes: readonly Route[]): void {
  const apis = new Set(routes.map(({ api }) => api));
  if (!apis.has(apiOf(name))) throw new TypeError(`Expected \`records\` to be of ${[...apis].join(", ")}, got ${name}`);
}
