/** The operations that can be called, by name and version, as the shipped contracts have them. */
import { contract, type DefaultVersion, type Operation, type Signature } from "../index.js";
import { closest, hint } from "../options/closest.js";
import { CommandError } from "./failure.js";

const byDefault: string = "2026-03" satisfies DefaultVersion;

/** The versions there are, the default first: an older one may stand before it. */
export const versions: readonly string[] = [
  byDefault,
  ...Object.keys(contract.versions).filter((version) => version !== byDefault),
];

/** An operation as a list shows it. */
export interface Listed {
  /** `api.verb`. */
  readonly method: string;
  readonly signature: Signature;
}

/** One version's operations. Throws a `CommandError` where there is no such version. */
export function listOperations(version: string = versions[0] ?? ""): Listed[] {
  const { signatures } = versionOf(version);
  return Object.entries(signatures).flatMap(([api, verbs]) =>
    Object.entries(verbs).map(([verb, signature]) => ({ method: `${api}.${verb}`, signature })),
  );
}

/** Loads an operation by its name. Throws a `CommandError` where there is none. */
export async function findOperation(method: string, version: string = versions[0] ?? ""): Promise<Operation> {
  const names = listOperations(version).map((listed) => listed.method);
  const [api = "", verb = ""] = method.split(".");
  if (!names.includes(method)) {
    const verbs = names.filter((name) => name.startsWith(`${api}.`)).map((name) => name.slice(api.length + 1));
    const near = closest(verb, verbs);
    const meant =
      verbs.length === 0
        ? hint(method, names)
        : near === undefined
          ? `: ${api} has ${verbs.join(", ")}`
          : `: did you mean \`${api}.${near}\`?`;
    throw new CommandError(`${version} has no operation \`${method}\`${meant}\nSee hubspot-batch operations`);
  }
  const { operations } = await versionOf(version).load();
  const table = (await operations[api]?.()) as Readonly<Record<string, Operation>>;
  return table[verb] as Operation; // The table has each of its signatures' verbs.
}

/** Operations that examples are of. */
export interface Shown {
  /** One whose rows need nothing but columns that are called as its fields. */
  readonly plain: { readonly method: string; readonly api: string };
  /** One of records that a property of theirs tells apart, and the words that say so of a file. */
  readonly keyed: { readonly method: string; readonly api: string; readonly words: string };
}

/** Finds, among the upserts of the default version, two that are unlike each other. */
export async function operationsToShow(): Promise<Shown> {
  const upserts = listOperations().filter(
    ({ method, signature }) => method.endsWith(".upsert") && !signature.path.includes("{"),
  );
  const all = await Promise.all(upserts.map(({ method }) => findOperation(method)));
  const keyed = all.find(({ read }) => read?.unique !== undefined);
  const plain = all.find(({ identity }) => identity.join() !== keyed?.identity.join());
  if (keyed === undefined || plain === undefined) throw new Error("the contract has no upserts to show");
  const [id, by] = keyed.identity;
  const unique = keyed.read?.unique;
  const nameOf = ({ method }: Operation) => ({ method, api: method.split(".")[0] ?? "" });
  return {
    plain: nameOf(plain),
    keyed: { ...nameOf(keyed), words: `--map ${id}=${unique}${by === undefined ? "" : ` --set ${by}=${unique}`}` },
  };
}

interface LoadableVersion {
  readonly signatures: Readonly<Record<string, Readonly<Record<string, Signature>>>>;
  load(): Promise<{ readonly operations: Readonly<Record<string, () => Promise<object>>> }>;
}

function versionOf(version: string): LoadableVersion {
  // By name, each version is like the others.
  const table = contract.versions as object as Readonly<Record<string, LoadableVersion>>;
  const found = Object.hasOwn(table, version) ? table[version] : undefined;
  if (found === undefined)
    throw new CommandError(
      `there is no version \`${version}\`${hint(version, versions) || `: --api-version is one of ${versions.join(", ")}`}`,
    );
  return found;
}
