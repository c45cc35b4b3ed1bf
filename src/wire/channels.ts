const NAMES = ["run", "batch", "request", "wait"].map((part) => `hubspot-batch:${part}`);

/** What has channels: Node, and what is made like it. */
interface Host {
  getBuiltinModule?(id: "node:diagnostics_channel"):
    | {
        tracingChannel(name: string): {
          readonly hasSubscribers?: boolean;
          readonly start: { readonly hasSubscribers: boolean };
        };
        hasSubscribers(name: string): boolean;
      }
    | undefined;
}

/** Makes what says whether anybody listens: where there is no Node, nobody can. */
export function watchOf(host: Host | undefined): () => boolean {
  const channels = host?.getBuiltinModule?.("node:diagnostics_channel");
  const traced = NAMES.map((name) => channels?.tracingChannel(name));
  return () =>
    // Bun's tracing channels do not say.
    traced.some((one) => one?.hasSubscribers ?? one?.start.hasSubscribers) ||
    NAMES.some((name) => channels?.hasSubscribers(name));
}

/** Its channels are held, for Node 20 loses who subscribes to one that was collected, and was made anew. */
export const isWatched = watchOf(globalThis.process);
