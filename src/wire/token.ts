import type { ExpiringToken } from "./expiry.js";

/**
 * Gives a token, alone or with its end; `rejected` is the one that HubSpot has just refused, where there is one. It is
 * called once, however many requests wait; its `signal` is aborted when none waits any more.
 */
export type TokenFunction = (context: {
  readonly rejected?: string;
  readonly signal: AbortSignal;
}) => string | ExpiringToken | Promise<string | ExpiringToken>;

/** One token, and what HubSpot has made of it so far. */
export interface Token {
  readonly value: string;
  /** True once HubSpot has answered it with anything but 401. */
  accepted: boolean;
  /** True when it replaced one that HubSpot rejected. */
  readonly renewed: boolean;
  /** When it ends, in ms since 1970; never, where nobody said. */
  readonly expiresAtMs: number;
  /** When the next is asked for, in ms since 1970. */
  renewAtMs: number;
}

/** Where a client's tokens come from. */
export interface Tokens {
  /** The current token. Throws `CallerError` where there is none to be had. */
  get(signal: AbortSignal): Promise<Token>;
  /** Whether a token that `get` gave is not to be sent any more. */
  isStale(token: Token): boolean;
  /** After a 401: the token to send again with, or `undefined` when no other is to be had. */
  replace(rejected: Token, signal: AbortSignal): Promise<Token | undefined>;
}

/** When a token ends of which nobody said when. */
export const NEVER = Number.POSITIVE_INFINITY;

/** A token that no other replaces. */
export function fixedToken(value: string): Tokens {
  const token = { value, accepted: false, renewed: false, expiresAtMs: NEVER, renewAtMs: NEVER };
  return {
    get: () => Promise.resolve(token),
    isStale: () => false,
    replace: () => Promise.resolve(undefined),
  };
}
