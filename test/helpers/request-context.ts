import { type Halt, HaltSwitch } from "../../src/outcome/halt.js";
import type { RequestContext } from "../../src/wire/request-context.js";

/** A run of nothing but its signals. */
export function requestContext() {
  const control = new HaltSwitch();
  const halts: Halt[] = [];
  const waits: (string | undefined)[] = [];
  const context: RequestContext = {
    start: control.start,
    send: control.send,
    cut: control.cut,
    counts: { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 },
    halt: (halt) => {
      halts.push(halt);
      control.halt(halt);
    },
    wait: (waiting) => {
      waits.push(waiting.reason);
      return () => waits.push(undefined);
    },
  };
  return { context, halts, waits, control };
}
