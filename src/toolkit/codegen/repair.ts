/** Applies OpenAPI Overlays 1.0, and keeps account: an action that changes nothing in any contract has expired. */
import { posix } from "node:path";
import type * as jsonPath from "json-p3";
import * as z from "zod";
import { requirePeer } from "../peer.js";
import { pointerTo } from "../pointer.js";
import { type Contract, ContractError, isObject, type Json, type JsonObject, type Location, read } from "./document.js";
import type { Sources } from "./load.js";

const json = z.custom<Json>((value) => value !== undefined);
const action = z
  .strictObject({
    description: z.string().min(1),
    target: z.string(),
    update: json.optional(),
    remove: z.literal(true).optional(),
  })
  .refine(({ update, remove }) => (update === undefined) !== (remove === undefined), "expected update or remove");
const overlay = z.strictObject({
  overlay: z.string().regex(/^1\.0\./, "expected Overlay 1.0"),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  extends: z.string().optional(),
  actions: z.array(action).min(1),
});

const collator = new Intl.Collator("en", { numeric: true });

type Action = z.infer<typeof action>;

/** What one action changed: contract → JSON pointers. */
export interface Repair {
  readonly overlay: string;
  readonly action: number;
  readonly description: string;
  readonly changed: Readonly<Record<string, readonly string[]>>;
}

/** Applies every overlay to the contracts that it speaks of, on copies. */
export function repair({ contracts, overlays }: Sources): { contracts: Contract<Json>[]; repairs: Repair[] } {
  // Through text rather than structuredClone, which would keep what YAML aliases share: a change here would show there.
  const repaired = contracts.map(
    (contract): Contract<Json> => ({
      ...contract,
      document: JSON.parse(JSON.stringify(contract.document)) as Json,
    }),
  );
  const repairs: Repair[] = [];
  const { compile } = requirePeer<typeof jsonPath>("json-p3");
  for (const { file, document, isLent } of overlays) {
    const { actions, extends: base } = read(overlay, document, file);
    const only = base && posix.join(posix.dirname(file), base);
    const subjects = repaired.filter((contract) => only === undefined || contract.file === only);
    if (subjects.length === 0 && isLent) continue;
    if (subjects.length === 0) throw new ContractError(file, ["extends"], `${base} is no contract here`);
    for (const [index, action] of actions.entries()) {
      const at = ["actions", index];
      const changed: Record<string, string[]> = {};
      const targets = attempt(file, [...at, "target"], () => compile(action.target));
      for (const subject of subjects) {
        const pointers = attempt(file, [...at, "target"], () => apply(subject.document, targets, action));
        // Sorted, so that a contract whose keys HubSpot has reordered is no change.
        if (pointers.length > 0) changed[subject.file] = pointers.sort(collator.compare);
      }
      if (Object.keys(changed).length === 0) {
        if (isLent) continue;
        throw new ContractError(file, at, `has expired, for it changes no contract: ${action.description}`);
      }
      repairs.push({ overlay: file, action: index, description: action.description, changed });
    }
  }
  return { contracts: repaired, repairs };
}

/** Applies one action to a document, in place, and gives the pointers of what it changed. */
export function apply(
  document: Json,
  targets: jsonPath.JSONPathQuery,
  { update, remove }: Pick<Action, "update" | "remove">,
): string[] {
  // By pointer, because a path may select a node twice.
  const found = new Map([...targets.query(document)].map(({ location }) => [pointerTo("", ...location), location]));
  const changed: string[] = [];
  // Last first, or removing an element would move those behind it.
  for (const at of [...found.values()].reverse()) {
    if (remove) changed.unshift(removeAt(document, at));
    else if (update !== undefined) changed.unshift(...mergeAt(document, at, update));
  }
  return changed;
}

function removeAt(document: Json, at: Location): string {
  const parent = valueAt(document, at.slice(0, -1));
  const key = at.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent) && key !== undefined) delete parent[String(key)];
  else throw new TypeError("the root can't be removed");
  return pointerTo("", ...at);
}

/** An update is merged into an object, and appended to an array. */
function mergeAt(document: Json, at: Location, update: Json): string[] {
  const target = valueAt(document, at);
  if (Array.isArray(target)) return [pointerTo("", ...at, target.push(copy(update)) - 1)];
  if (!isObject(target) || !isObject(update)) throw new TypeError(`${pointerTo("", ...at)} can't take this update`);
  return merge(target, update, at);
}

function merge(target: JsonObject, update: JsonObject, at: Location): string[] {
  return Object.entries(update).flatMap(([key, value]) => {
    const here = [...at, key];
    const old = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(old) && isObject(value)) return merge(old, value, here);
    if (Array.isArray(old) && Array.isArray(value)) {
      return value.map((element) => pointerTo("", ...here, old.push(copy(element)) - 1));
    }
    if (old !== undefined && (typeof old === "object" || typeof value === "object") && old !== null && value !== null) {
      throw new TypeError(`${pointerTo("", ...here)} can't take this update`);
    }
    if (old === value) return [];
    target[key] = copy(value);
    return [pointerTo("", ...here)];
  });
}

function valueAt(document: Json, at: Location): Json | undefined {
  return at.reduce<Json | undefined>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[String(key)] : undefined),
    document,
  );
}

const copy = (value: Json): Json => structuredClone(value);

function attempt<T>(file: string, at: Location, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new ContractError(file, at, error instanceof Error ? error.message : String(error));
  }
}
