/** Whether anybody listens: where there is no Node, nobody can. */
export function isWatched(): boolean {
  const channels = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");
  return ["run", "batch", "request", "wait"].some((part) => {
    const name = `hubspot-batch:${part}`;
    const { hasSubscribers, start } = channels?.tracingChannel(name) ?? {};
    // Bun's tracing channels do not say.
    return (hasSubscribers ?? start?.hasSubscribers) || channels?.hasSubscribers(name);
  });
}
