import type { HubSpotError } from "./errors.js";
import type { HaltReason } from "./outcome.js";

/** Why a run ends early. */
export interface Halt {
  readonly reason: HaltReason;
  readonly error?: HubSpotError;
}

/** How far a halt reaches: nothing new is begun (1), nothing is sent any more (2), what is in flight is given up too (3). */
export type Reach = 1 | 2 | 3;

/** How far each reaches by itself: all that HubSpot, or want of a token, ends has nothing sent any more. */
const REACH: Partial<Record<HaltReason, Reach>> = {
  stopped: 1,
  "source-failed": 1,
  "callback-failed": 1,
  aborted: 3,
  "timed-out": 3,
};

/** The ways in which a run can be told to end; its signals abort with the `Halt`. */
export class HaltSwitch {
  readonly #start = crowdedController();
  readonly #send = crowdedController();
  readonly #cut = crowdedController();
  #first: Halt | undefined;

  /** The first halt; the reason that the run gives. */
  get halted(): Halt | undefined {
    return this.#first;
  }

  /** Aborted when nothing new shall be begun. */
  get start(): AbortSignal {
    return this.#start.signal;
  }

  /** Aborted when nothing shall be sent any more. */
  get send(): AbortSignal {
    return this.#send.signal;
  }

  /** Aborted when what is in flight is given up too. */
  get cut(): AbortSignal {
    return this.#cut.signal;
  }

  halt(halt: Halt, reach: Reach = REACH[halt.reason] ?? 2): void {
    this.#first ??= halt;
    this.#start.abort(halt);
    if (reach >= 2) this.#send.abort(halt);
    if (reach >= 3) this.#cut.abort(halt);
  }
}

/** Past ten listeners on a signal Node warns of a leak; a run's have one for each request in flight. */
function crowdedController(): AbortController {
  const controller = new AbortController();
  globalThis.process?.getBuiltinModule?.("node:events").setMaxListeners(0, controller.signal);
  return controller;
}
