/** Where contracts and generated code stand, and what else is known beside them: a folder of this repository, or a team's. */

import { ContractError } from "./codegen/document.js";
import { type Choice, chosenOf, extended } from "./codegen/extend.js";
import { loadAny, type Sources } from "./codegen/load.js";

/** Where commands work. */
export interface Workspace {
  /** The folder of contracts and overlays. */
  readonly openapi: string;
  /** The folder of generated files. */
  readonly out: string;
  /** Where generated files import the `Contract` type from. */
  readonly module: string;
  /** What brings generated files up to date, as messages name it. */
  readonly generate: string;
  /** What takes in a description, likewise. */
  readonly import: string;
  /** All that is known: of one's own, and what is lent. */
  sources(): Promise<Sources>;
  /** What of it code is made of. */
  choose(sources: Sources): Sources;
}

/** Contracts and overlays that a workspace borrows, and what of the contracts becomes part of it. */
export interface Lent {
  readonly folder: string;
  readonly choice: Choice;
}

/** Makes a workspace of folders. */
export function workspaceOf(
  places: Pick<Workspace, "openapi" | "out" | "module"> & Partial<Pick<Workspace, "generate" | "import">>,
  lent?: Lent,
): Workspace {
  return {
    ...{ generate: "npm run codegen", import: "npm run spec:import --", ...places },
    sources: async () => {
      const own = await loadAny(places.openapi);
      return lent === undefined ? own : extended(own, await loadAny(lent.folder));
    },
    choose: (sources) => (lent === undefined ? sources : chosenOf(sources, lent.choice)),
  };
}

/** The sources of a workspace that has some. */
export async function someOf(workspace: Workspace): Promise<Sources> {
  const sources = await workspace.sources();
  if (sources.contracts.length === 0) throw new ContractError(workspace.openapi, [], "no contracts");
  return sources;
}
