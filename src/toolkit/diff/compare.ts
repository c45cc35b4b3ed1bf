/** Compares descriptions, for the batch operations that they have. */
import { ContractError } from "../codegen/document.js";
import type { Published } from "../import/source.js";
import { type Change, changesOf } from "./changes.js";
import { findingsOf } from "./library.js";
import type { Side } from "./meaning.js";
import { type Normal, normalForm } from "./normal.js";
import { aligned, type Operations, operationsOf, withEndings, withKeys } from "./operations.js";

/** Descriptions that belong together, such as the contracts of a version. */
export interface Descriptions {
  readonly all: readonly Published[];
  /** Whether they are all that is wanted: what the other side has beyond them is no change to them. */
  readonly ours?: boolean;
}

export interface CompareOptions {
  /** Repairs a description as our contracts are repaired. */
  readonly repair: (description: Published) => Promise<Published>;
  /** Ends of paths; all batch operations unless given. */
  readonly endings?: readonly string[] | undefined;
}

/** What changed from the base to the revision, the worst first. */
export async function compare(
  base: Descriptions,
  revision: Descriptions,
  { repair, endings }: CompareOptions,
): Promise<Change[]> {
  const [from, to] = [counterparts(base, revision), counterparts(revision, base)];
  const before = withEndings(someOf(from), endings);
  const areOurs = base.ours === true && revision.ours === true;
  const after = aligned(before, withEndings(someOf(to), endings), areOurs);
  const scope = base.ours === revision.ours ? undefined : base.ours ? before : after;
  const scoped = (operations: Operations): Operations => (scope ? withKeys(operations, scope) : operations);
  const [one, other] = [scoped(before), scoped(after)];
  const [was, is] = [normalForm(one), normalForm(other)];

  const sideOf = async (operations: Operations, published: Normal, all: readonly Published[]): Promise<Side> => {
    const repaired = aligned(before, operationsOf(await Promise.all(all.map(repair))), areOurs);
    return { operations, published, repaired: normalForm(withKeys(repaired, operations)) };
  };
  if (JSON.stringify(was.document) === JSON.stringify(is.document)) {
    // Most revisions change nothing here, and the library takes most of a second to find that out.
    return changesOf(
      [],
      { operations: one, published: was, repaired: was },
      { operations: other, published: is, repaired: is },
    );
  }
  return changesOf(
    ...(await Promise.all([findingsOf(was.document, is.document), sideOf(one, was, from), sideOf(other, is, to)])),
  );
}

/** Ours that the other side says anything about, if they are held against what is not ours. */
function counterparts({ all, ours }: Descriptions, other: Descriptions): readonly Published[] {
  if (!ours || other.ours) return all;
  const theirs = operationsOf(other.all);
  const known = all.filter((one) => withKeys(aligned(theirs, operationsOf([one])), theirs).size > 0);
  if (known.length > 0) return known;
  throw new ContractError(nameOf(other.all), ["paths"], "no batch operation of ours");
}

function someOf(descriptions: readonly Published[]): Operations {
  const operations = operationsOf(descriptions);
  if (operations.size > 0) return operations;
  throw new ContractError(nameOf(descriptions), ["paths"], "no batch operation");
}

const nameOf = ([first]: readonly Published[]): string => first?.name ?? "";
