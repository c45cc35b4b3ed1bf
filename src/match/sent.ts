import type { Look } from "./look.js";

/** What tells an input that was sent from the others of its batch. */
export interface Sent {
  /** The input's fields that tell it apart, as they were sent: the caller may change the input, or have it change itself. */
  readonly fields: object;
  /** Its JSON as sent; it is read only where an error names an input by a field that is none of these. */
  readonly json: string;
  /** What HubSpot's answer should show of it; of no values where the operation has no echo. */
  readonly look: Look;
  /** The trace id it is sent with, where the operation has trace ids. */
  readonly trace: string | undefined;
}
