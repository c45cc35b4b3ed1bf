import { HubSpotError } from "./hubspot-error.js";
import { isToldBy } from "./told-by-name.js";

/** A rate limiter gives no turns any more: it failed, or knows that there are none. */
export class LimiterError extends HubSpotError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, LimiterError, "LimiterError");
  }

  override readonly name = "LimiterError";
  /** What a run that asks it halts with. */
  readonly reason: "unavailable" | "daily-limit" | "daily-reserve";

  constructor(message: string, options: ErrorOptions & { readonly reason?: LimiterError["reason"] } = {}) {
    super(message, options);
    this.reason = options.reason ?? "unavailable";
  }
}
