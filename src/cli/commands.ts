/** The commands by name: a line each, and the rest where it is called. */
import type { Entry } from "./command.js";

/** Every command, in the order that help lists them. */
export const commands: readonly Entry[] = [
  {
    name: "operations",
    summary: "list what can be loaded",
    load: async () => (await import("./commands/operations.js")).operations,
  },
  {
    name: "completion",
    summary: "write what completes commands in bash, zsh or fish",
    load: async () => (await import("./commands/completion.js")).completion,
  },
];
