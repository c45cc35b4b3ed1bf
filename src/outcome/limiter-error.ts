import { HubSpotError } from "./hubspot-error.js";
import { isToldBy } from "./told-by-name.js";

/** A rate limiter gives no turns any more: it failed, or knows that there are none. */
export class LimiterError extends HubSpotError {
  /** Whether a value is such an error, of another copy of this package too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isToldBy(value, this, LimiterError, "LimiterError");
  }

  /** Tells it apart from the others, whichever copy of this package made it. */
  override readonly name = "LimiterError";
  /** What a run that asks it halts with. */
  readonly reason: "unavailable" | "daily-limit" | "daily-reserve";

  constructor(message: string, options: ErrorOptions & { readonly reason?: LimiterError["reason"] } = {}) {
    super(message, options);
    this.reason = options.reason ?? "unavailable";
  }
}
