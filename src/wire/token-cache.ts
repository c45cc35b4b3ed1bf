import { CallerError } from "../outcome/errors.js";
import { cleanToken } from "./clean-token.js";
import { readExpiry, renewalOf } from "./expiry.js";
import { redactError } from "./redact-error.js";
import { NEVER, type Token, type TokenFunction, type Tokens } from "./token.js";
import { unlessAborted } from "./unless-aborted.js";

/** Tokens remembered, the latest: what the caller's function throws may quote them. */
const MOST_KNOWN = 100;

/** Keeps the current token until HubSpot rejects it, and asks for the next one once, however many requests wait for it. */
export class TokenCache implements Tokens {
  readonly #ask: TokenFunction;
  readonly #known = new Set<string>();
  #current: Token | undefined;
  #asking: { readonly token: Promise<Token>; readonly controller: AbortController; waiting: number } | undefined;

  constructor(ask: TokenFunction) {
    this.#ask = ask;
  }

  /** The current token, renewed before it ends. Throws `CallerError` when the caller's function throws or gives none. */
  async get(signal: AbortSignal): Promise<Token> {
    const current = this.#current;
    if (current !== undefined && Date.now() < current.renewAtMs) return current;
    try {
      return await this.#share(undefined, signal);
    } catch (error) {
      // As long as the old one is good, a renewal that failed is tried again later.
      if (!(error instanceof CallerError) || current === undefined || current !== this.#current) throw error;
      if (Date.now() >= current.expiresAtMs) throw error;
      current.renewAtMs = renewalOf(current.expiresAtMs, Date.now());
      return current;
    }
  }

  /** Whether a token that `get` gave is not to be sent any more: rejected, replaced, or about to end. */
  isStale(token: Token): boolean {
    const current = this.#current;
    return current?.value !== token.value || Date.now() >= current.renewAtMs;
  }

  /** After a 401: the token to send again with, or `undefined` when no other is to be had. */
  async replace(rejected: Token, signal: AbortSignal): Promise<Token | undefined> {
    // Another request has replaced it already: a 401 for an older token says nothing about this one.
    if (this.#current !== undefined && this.#current.value !== rejected.value) return this.#current;
    // Forgotten at once: nobody is given it any more, and the next run asks anew.
    this.#current = undefined;
    if (rejected.renewed && !rejected.accepted) return undefined;
    let token = await this.#share(rejected, signal);
    // The function was asked before the rejection was known, and not told of it.
    if (token.value === rejected.value && !token.renewed) token = await this.#share(rejected, signal);
    if (token.value !== rejected.value) return token;
    this.#current = undefined;
    return undefined;
  }

  /** One call of the caller's function serves all who wait; it is aborted when the last of them has gone. */
  async #share(rejected: Token | undefined, signal: AbortSignal): Promise<Token> {
    signal.throwIfAborted();
    const asking = (this.#asking ??= this.#start(rejected));
    asking.waiting++;
    try {
      return await unlessAborted(asking.token, signal);
    } finally {
      if (--asking.waiting === 0) {
        asking.controller.abort();
        if (this.#asking === asking) this.#asking = undefined;
      }
    }
  }

  #start(rejected: Token | undefined) {
    const controller = new AbortController();
    const token = this.#next(rejected, controller.signal);
    // Those who wait get the rejection; when all have left there is nobody to tell.
    token.catch(() => {});
    return { token, controller, waiting: 0 };
  }

  async #next(rejected: Token | undefined, signal: AbortSignal): Promise<Token> {
    let given: unknown;
    try {
      given = await this.#ask({ signal, ...(rejected === undefined ? {} : { rejected: rejected.value }) });
    } catch (cause) {
      const quoted = [...this.#known].reduce<unknown>(redactError, cause);
      throw new CallerError("The accessToken function threw", { cause: quoted });
    }
    const alone = typeof given !== "object" || given === null;
    // Any property of an object may be asked for.
    const { token: text, expiresAt } = (alone ? { token: given } : given) as { token?: unknown; expiresAt?: unknown };
    const value = cleanToken(text);
    if (value === undefined) {
      const got = typeof text === "string" ? "an unusable text" : alone ? typeof given : "an object without `token`";
      throw new CallerError(`The accessToken function gave no token but ${got}`);
    }
    this.#known.add(value);
    const [oldest = value] = this.#known;
    if (this.#known.size > MOST_KNOWN) this.#known.delete(oldest);
    const expiresAtMs = alone ? NEVER : readExpiry(expiresAt);
    const renewAtMs = renewalOf(expiresAtMs, Date.now());
    const token: Token = { value, accepted: false, renewed: rejected !== undefined, expiresAtMs, renewAtMs };
    // What nobody waited for any more may have been overtaken by another.
    if (!signal.aborted) this.#current = token;
    return token;
  }
}
