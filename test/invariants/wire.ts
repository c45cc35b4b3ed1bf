/** Runs against answers written by hand, in a time of their own. */
import type { CallOptions, ClientOptions } from "../../src/options/options.js";
import type { BatchReport } from "../../src/outcome/summary.js";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.js";
import { type Clock, inVirtualTime } from "./clock.js";
import { loaded, type Sent, type Subject } from "./subjects.js";

/** One request as HubSpot sees it. */
export interface Seen {
  readonly inputs: readonly Sent[];
  /** When it came, in ms since the start. */
  readonly atMs: number;
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface Wire {
  readonly seen: readonly Seen[];
  readonly clock: Clock;
  /** Answers as HubSpot does when all is well. */
  write(request: Seen): Promise<Response>;
}

export type Answering = (request: Seen, wire: Wire) => Response | Promise<Response>;

export interface Asked {
  readonly inputs?: number | readonly object[];
  readonly client?: ClientOptions;
  readonly call?: CallOptions;
}

/** Runs some inputs, and gives back what was sent and what came of it. */
export async function ask(
  subject: Subject,
  answer: Answering,
  { inputs = 3, client = {}, call = {} }: Asked = {},
): Promise<{ report: BatchReport<object, Record<string, unknown>>; seen: readonly Seen[] }> {
  await loaded;
  return inVirtualTime(
    () => 0.5,
    async (clock) => {
      // Most answers are written by hand.
      let sandbox: Sandbox | undefined;
      const seen: Seen[] = [];
      const write = ({ url, inputs }: Seen) => {
        sandbox ??= createSandbox({ contract: subject.contract });
        return sandbox.fetch(url, {
          method: "POST",
          headers: { authorization: "Bearer any" },
          body: JSON.stringify({ inputs }),
        });
      };
      const { method, preload } = subject.bind({
        accessToken: "first-token",
        ...client,
        fetch: async (url, init) => {
          const request: Seen = {
            inputs: (JSON.parse(String(init.body)) as { inputs: Sent[] }).inputs,
            atMs: clock.now,
            url,
            token: String(new Headers(init.headers).get("authorization")),
            // The engine always sends one.
            signal: init.signal as AbortSignal,
          };
          seen.push(request);
          // Answers come late.
          await clock.wait(5);
          return answer(request, { seen, clock, write });
        },
      });
      await clock.real(preload());
      const list =
        typeof inputs === "number" ? Array.from({ length: inputs }, (_, seq) => subject.make(seq, seq, seq)) : inputs;
      // A subject's records are objects of HubSpot's.
      const report = (await method(list, call)) as BatchReport<object, Record<string, unknown>>;
      return { report, seen };
    },
  );
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

/** What `fetch` throws when a connection is lost. */
export function lost(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
