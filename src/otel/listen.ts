import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { BatchMessage, RequestMessage, RunMessage, WaitMessage } from "../index.js";

/** What hears of runs. */
export interface Listener {
  readonly runStarted?: (run: RunMessage) => void;
  readonly runEnded?: (run: RunMessage) => void;
  readonly batchStarted?: (batch: BatchMessage) => void;
  readonly batchEnded?: (batch: BatchMessage) => void;
  readonly requestStarted?: (request: RequestMessage) => void;
  readonly requestEnded?: (request: RequestMessage) => void;
  readonly waits?: (wait: WaitMessage) => void;
}

/** The channels, by what hears of them. */
const CHANNELS: Readonly<Record<keyof Listener, string>> = {
  runStarted: "tracing:hubspot-batch:run:start",
  runEnded: "tracing:hubspot-batch:run:asyncEnd",
  batchStarted: "tracing:hubspot-batch:batch:start",
  batchEnded: "tracing:hubspot-batch:batch:asyncEnd",
  requestStarted: "tracing:hubspot-batch:request:start",
  requestEnded: "tracing:hubspot-batch:request:asyncEnd",
  waits: "hubspot-batch:wait",
};

/** Tells a listener what is told on the channels, until the function that it gives is called. */
export function listen(listener: Listener): () => void {
  const undo = Object.entries(CHANNELS).map(([name, channel]) => {
    // What is told on each is `ChannelMessages`.
    const hear = (message: unknown) => listener[name as keyof Listener]?.(message as never);
    subscribe(channel, hear);
    return () => void unsubscribe(channel, hear);
  });
  return () => {
    for (const one of undo) one();
  };
}
