/** The commands by name: a line each, and the rest where it is called. */
import type { Entry } from "./command.js";

/** Every command, in the order that help lists them. */
export const commands: readonly Entry[] = [
  {
    name: "load",
    summary: "write a file's rows to HubSpot",
    load: async () => (await import("./commands/load.js")).load,
  },
  {
    name: "plan",
    summary: "say what a load would do, and send nothing",
    load: async () => (await import("./commands/plan.js")).plan,
  },
  {
    name: "resume",
    summary: "go on with a run that was stopped, halted or killed",
    load: async () => (await import("./commands/resume.js")).resume,
  },
  {
    name: "retry",
    summary: "send some rows of a run again",
    load: async () => (await import("./commands/retry.js")).retry,
  },
  {
    name: "runs",
    summary: "list the runs there are",
    load: async () => (await import("./commands/runs.js")).runs,
  },
  {
    name: "report",
    summary: "tell what became of a run, and write its files again",
    load: async () => (await import("./commands/report.js")).report,
  },
  {
    name: "doctor",
    summary: "ask what the token may do, before a load",
    load: async () => (await import("./commands/doctor.js")).doctor,
  },
  {
    name: "operations",
    summary: "list what can be loaded",
    load: async () => (await import("./commands/operations.js")).operations,
  },
  {
    name: "fields",
    summary: "list what the rows of an operation may have",
    load: async () => (await import("./commands/fields.js")).fields,
  },
  {
    name: "template",
    summary: "write the header of a file, or a mapping",
    load: async () => (await import("./commands/template.js")).template,
  },
  {
    name: "import",
    summary: "make a contract of a published description",
    load: async () => (await import("./commands/import.js")).importCommand,
  },
  {
    name: "generate",
    summary: "write typed code from contracts, or check that it is up to date",
    load: async () => (await import("./commands/generate.js")).generate,
  },
  {
    name: "diff",
    summary: "say what changed between two descriptions",
    load: async () => (await import("./commands/diff.js")).diff,
  },
  {
    name: "check",
    summary: "say whether what is published still agrees with your contracts",
    load: async () => (await import("./commands/check.js")).check,
  },
  {
    name: "types",
    summary: "write the types of a portal's properties",
    load: async () => (await import("./commands/types.js")).types,
  },
  {
    name: "completion",
    summary: "write what completes commands in bash, zsh or fish",
    load: async () => (await import("./commands/completion.js")).completion,
  },
];
