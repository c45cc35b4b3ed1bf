/** A team's repository as the toolkit works in it. */
import { resolve } from "node:path";
import { mistakeIn, type Output, printing } from "../../toolkit/toolkit.js";
import { type Workspace, workspaceOf } from "../../toolkit/workspace.js";
import { type OptionSpec, optionText, type Values } from "../command.js";
import { CommandError } from "../failure.js";
import { SHIPPED } from "../shipped.js";
import { give, say, type Terminal } from "../terminal.js";
import { type Config, readConfig } from "./config.js";

/** The option that all of a team's commands have. */
export const CONFIG: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: "string",
    value: "file",
    text: "the configuration (default: hubspot-batch.config.json, where there is one)",
  },
};

/** Runs what works in a team's repository; a mistake in what it is given is told in one line, with exit code 2. */
export async function inTeam(
  values: Values,
  terminal: Terminal,
  act: (workspace: Workspace, output: Output, config: Config) => Promise<number>,
): Promise<number> {
  const config = await readConfig(terminal.cwd, optionText(values, "config"));
  const { versions, operations, file } = config;
  const workspace = workspaceOf(
    {
      openapi: at(terminal, config.contracts),
      out: at(terminal, config.out),
      module: config.import,
      generate: "npx hubspot-batch generate",
      import: "npx hubspot-batch import",
    },
    config.extends && { folder: SHIPPED, choice: { versions, operations, file } },
  );
  const output = printing({
    log: (text: string) => give(terminal, text),
    error: (text: string) => say(terminal, text),
  });
  try {
    return await act(workspace, output, config);
  } catch (error) {
    throw new CommandError(mistakeIn(error), { cause: error });
  }
}

/** A path of the configuration, as seen from where the process is. */
export function at(terminal: Pick<Terminal, "cwd">, path: string): string {
  return terminal.cwd === process.cwd() ? path : resolve(terminal.cwd, path);
}
