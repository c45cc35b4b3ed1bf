/** Adds contracts and overlays that are lent to those of one's own, and takes of them what is asked for. */
import { type Contract, ContractError, isObject, type Json, type JsonObject } from "./document.js";
import type { Sources } from "./load.js";
import { repair } from "./repair.js";

/** What of the contracts that are lent becomes part of the code. */
export interface Choice {
  /** The versions; all, where none is named. */
  readonly versions?: readonly string[] | undefined;
  /** Methods and APIs: `contacts.upsert`, `contacts`; all, where the list is left out. */
  readonly operations?: readonly string[] | undefined;
  /** Where the choice is written, for messages. */
  readonly file: string;
}

/** One's own and what is lent: a contract of one's own stands for the one of the same version and API. */
export function extended(own: Sources, lent: Sources): Sources {
  const isOwn = ({ version, api }: Contract<Json>) =>
    own.contracts.some((one) => one.version === version && one.api === api);
  const others = lent.contracts.filter((contract) => !isOwn(contract)).map((one) => ({ ...one, isLent: true }));
  return {
    contracts: [...others, ...own.contracts].sort((one, other) => (one.file < other.file ? -1 : 1)),
    overlays: [...lent.overlays.map((one) => ({ ...one, isLent: true })), ...own.overlays],
  };
}

/** One's own, and of what is lent that which is chosen. Throws a `ContractError` where a name is none of an operation. */
export function chosenOf(sources: Sources, { versions, operations, file }: Choice): Sources {
  const missing = versions?.findIndex((one) => !sources.contracts.some(({ version }) => version === one)) ?? -1;
  if (missing >= 0) throw new ContractError(file, ["versions", missing], `there is no version ${versions?.[missing]}`);
  // Those of other versions are not even repaired.
  const contracts = sources.contracts.filter(
    ({ isLent, version }) => isLent !== true || versions === undefined || versions.includes(version),
  );
  const repaired = new Map(
    repair({ ...sources, contracts }).contracts.map((contract) => [contract.file, contract.document]),
  );
  const met = new Set<string>();
  const cut = contracts.flatMap((contract): Contract<Json>[] => {
    if (contract.isLent !== true) return [contract];
    if (operations === undefined) return [contract];
    const document = cutTo(contract.document, repaired.get(contract.file), operations, met);
    return document === undefined ? [] : [{ ...contract, document }];
  });
  const stray = operations?.findIndex((name) => !met.has(name) && !isOwn(name, sources, repaired)) ?? -1;
  if (stray >= 0)
    throw new ContractError(file, ["operations", stray], `${operations?.[stray]} is no operation, and no API`);
  // What a version asks of the account itself goes with whatever else there is of it.
  const isAside = (contract: Contract<Json>) =>
    contract.isLent === true && methodsOf(repaired.get(contract.file)).length === 0;
  const others = new Set(cut.filter((contract) => !isAside(contract)).map(({ version }) => version));
  return { ...sources, contracts: cut.filter((one) => !isAside(one) || others.has(one.version)) };
}

function isOwn(name: string, { contracts }: Sources, repaired: ReadonlyMap<string, Json>): boolean {
  return contracts.some(
    (contract) =>
      contract.isLent !== true && methodsOf(repaired.get(contract.file)).some(({ method }) => isNamed(method, name)),
  );
}

const isNamed = (method: string, name: string): boolean => name === method || name === method.split(".")[0];

interface Method {
  readonly path: string;
  readonly verb: string;
  readonly method: string;
  /** The operation by which its inputs are read back. */
  readonly read: string | undefined;
}

/** The batch operations of a document, once it is repaired. */
function methodsOf(document: Json | undefined): Method[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([verb, operation]) => {
      const { method, read } = objectAt(operation, "x-batch");
      const name = isObject(read) ? read["operation"] : undefined;
      return typeof method === "string"
        ? [{ path, verb, method, read: typeof name === "string" ? name : undefined }]
        : [];
    }),
  );
}

/** A contract with the operations that are named, and what reads them back; nothing where it has none of them. */
function cutTo(
  document: Json,
  repaired: Json | undefined,
  names: readonly string[],
  met: Set<string>,
): Json | undefined {
  const methods = methodsOf(repaired);
  if (methods.length === 0) return document;
  const objects = objectAt(repaired, "x-objects");
  const types = Object.keys(objectAt(objects, "apis"));
  const asked = (name: string, { method }: Method) => {
    const [api = "", verb] = name.split(".");
    const isAsked =
      isNamed(method, name) || (types.includes(api) && (verb ?? method.split(".")[1]) === method.split(".")[1]);
    if (isAsked) met.add(name);
    return isAsked;
  };
  const wanted = new Set(
    methods.filter((one) => names.filter((name) => asked(name, one)).length > 0).map(({ method }) => method),
  );
  if (wanted.size === 0) return undefined;
  for (const { method, read } of methods) if (wanted.has(method) && read !== undefined) wanted.add(read);
  const kept = structuredClone(document) as JsonObject; // It was cut from an object.
  const paths = objectAt(kept, "paths");
  for (const { path, verb, method } of methods) {
    const item = paths[path];
    if (wanted.has(method) || !isObject(item)) continue;
    delete item[verb];
    if (!Object.keys(item).some((key) => /^(?:get|post|put|patch|delete)$/.test(key))) delete paths[path];
  }
  const isType = (type: string) => names.some((name) => name.split(".")[0] === type);
  for (const part of ["apis", "unique"])
    for (const type of types) if (!isType(type)) delete objectAt(objectAt(kept, "x-objects"), part)[type];
  return kept;
}

function objectAt(value: Json | undefined, key: string): JsonObject {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : {};
}
