import type { Halt } from "../outcome/halt.js";
import type { BatchMessage } from "../outcome/messages.js";
import type { MutableRequestCounts, Progress } from "../outcome/summary.js";
import type { Turn } from "../pace/pace.js";

/** The run that a request belongs to. Its signals abort with a `Halt`, each when the one before it does, or later. */
export interface RequestContext {
  /** Aborted when what was never sent shall not be sent any more. */
  readonly start: AbortSignal;
  /** Aborted when nothing shall be sent any more. */
  readonly send: AbortSignal;
  /** Aborted when what is in flight is given up too. */
  readonly cut: AbortSignal;
  readonly counts: MutableRequestCounts;
  /** What else made the request necessary; none where it is a batch's first. */
  readonly why?: "isolating" | "lookAlike";
  /** How many inputs the request has. */
  readonly size?: number;
  /** The batch that it is for, where somebody watches. */
  readonly batch?: BatchMessage;
  /** Called and awaited before each attempt, from 1, and what it gives when that is sent: if it throws, nothing is sent and the run ends. */
  readonly before?: ((attempt: number) => unknown) | undefined;
  /** Ends the run: nothing shall be sent any more. */
  halt(halt: Halt): void;
  /** Told why and until when the next attempt waits; gives what is to be called when it does no more. */
  wait(waiting: NonNullable<Progress["waiting"]>): () => void;
  /** Told of each attempt; left out where nobody looks at how HubSpot bears the load. */
  readonly load?: Load;
}

/** What looks at how HubSpot bears the load of a run. */
export interface Load {
  /** A request with a body so long was sent, in this turn, which no other has. */
  began(length: number, turn: Turn): void;
  /** It came to its end: answered, or refused or failed so that less should be sent. */
  ended(length: number, tookMs: number, how: "fine" | "congested", turn: Turn): void;
}
