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
  /** The same, without reading all that is known. */
  chosen(): Promise<Sources>;
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
  const sources = async (choice?: Choice) => {
    const own = await loadAny(places.openapi);
    return lent === undefined ? own : extended(own, asWritten(await loadAny(lent.folder, versionsOf(own, choice))));
  };
  const choose = (all: Sources) => (lent === undefined ? all : chosenOf(all, lent.choice));
  return {
    ...{ generate: "npm run codegen", import: "npm run spec:import --", ...places },
    sources: () => sources(),
    choose,
    chosen: async () => choose(await sources(lent?.choice)),
  };
}

/** Sources under the names that they are written by: what is lent is packed as JSON, beside descriptions that are much alike. */
function asWritten({ contracts, overlays }: Sources): Sources {
  const named = <T extends { readonly file: string }>(one: T): T => ({
    ...one,
    file: one.file.replace(/\.json$/, ".yaml"),
  });
  return { contracts: contracts.map(named), overlays: overlays.map(named) };
}

/** The versions whose contracts may be chosen; `undefined` where all may. What is of the account goes with one's own. */
function versionsOf(own: Sources, { versions, operations }: Partial<Choice> = {}): readonly string[] | undefined {
  if (versions !== undefined || operations?.length !== 0) return versions;
  return [...new Set(own.contracts.map(({ version }) => version))];
}

/** Sources of a workspace, where there are some. */
export function someOf(workspace: Pick<Workspace, "openapi">, sources: Sources): Sources {
  if (sources.contracts.length === 0) throw new ContractError(workspace.openapi, [], "no contracts");
  return sources;
}
