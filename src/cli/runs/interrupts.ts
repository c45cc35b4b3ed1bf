/** What a person is told who interrupts a pass, and what becomes of it. */
import { say, type Terminal } from "../terminal.js";

/** Interruptions of one pass. */
export interface Interrupts {
  /** Calls back, with how often by then, until what it gives is called: while rows are sent. */
  whileSending(act: (nth: number) => void): () => void;
  /** Heeds none any more. */
  end(): void;
}

/** Heeds interruptions from when rows are sent; `still` has nothing written over what is said of them. */
export function heedInterrupts(run: string, terminal: Terminal, still: () => void): Interrupts {
  let send: ((nth: number) => void) | undefined;
  let nth = 0;
  let end = () => {};
  const heed = () => {
    still();
    if (send === undefined) {
      say(terminal, `The files are being written. Once more leaves that to: hubspot-batch report ${run}`);
      end();
      return;
    }
    nth++;
    say(
      terminal,
      nth === 1
        ? "Stopping: what is in flight is waited for. Once more cuts it."
        : "Cut: what was in flight may be written or not.",
      `Go on: hubspot-batch resume ${run}`,
    );
    send(nth);
  };
  return {
    whileSending(act) {
      send = act;
      end = terminal.onInterrupt(heed);
      return () => {
        send = undefined;
      };
    },
    end: () => end(),
  };
}
