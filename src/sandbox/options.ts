import type { Fault } from "./faults.js";
import type { Quota } from "./quota.js";
import { apiOf, type Route, type SandboxContract } from "./routes.js";

/** How the sandbox behaves; every option but `contract` may be left out. */
export interface ServerOptions {
  readonly contract: SandboxContract;
  /**
   * Stored records per api (`api/value` where the path has a parameter). An api named here knows only these and what
   * is created later: other ids are not found. One not named knows every id.
   */
  readonly records?: Readonly<Record<string, readonly object[]>>;
  /** Refuses what exceeds it with a 429 `TEN_SECONDLY_ROLLING`, and sends the headers. Default: no quota. */
  readonly quota?: Quota;
  /** Requests per day (UTC), past which every answer is a 429 `DAILY`. Default: no limit. */
  readonly dailyLimit?: number;
  /** How long an answer takes, or the range to draw from. The write happens somewhere on the way. Default: 0. */
  readonly latencyMs?: number | readonly [min: number, max: number];
  /** What goes wrong. Default: nothing. */
  readonly faults?: readonly Fault[];
  /** Whether a token is good; the answer to others is a 401 `EXPIRED_AUTHENTICATION`. Default: all are. */
  readonly accepts?: (token: string) => boolean;
  /** Decides every drawing of lots. Default: 1. */
  readonly seed?: number;
  /** The clock of quotas and time stamps, in ms since 1970; latencies use real timers. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Refuses names that the contract does not know: such a seed or fault would be one without effect. */
export function checkNames({ records = {}, faults = [] }: ServerOptions, routes: readonly Route[]): void {
  for (const name of Object.keys(records)) checkApi(name, routes);
  const methods = new Set(routes.map(({ operation }) => operation.method));
  for (const { operation } of faults) {
    if (operation !== undefined && !methods.has(operation)) {
      throw new TypeError(`Expected \`operation\` to be one of ${[...methods].join(", ")}, got ${operation}`);
    }
  }
}

/** Refuses an api that the contract does not have. */
export function checkApi(name: string, routes: readonly Route[]): void {
  const apis = new Set(routes.map(({ api }) => api));
  if (!apis.has(apiOf(name))) throw new TypeError(`Expected \`records\` to be of ${[...apis].join(", ")}, got ${name}`);
}
