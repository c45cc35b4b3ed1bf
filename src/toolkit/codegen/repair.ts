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
export function repair(sources: Sources): { contracts: Contract<Json>[]; repairs: Repair[] } {
  const steps = stepsOf(sources);
  const all = sources.contracts.map((contract) => applyAll(steps, contract));
  const repairs = steps.flatMap((step, index) => {
    const changed = all.flatMap(({ contract, changed: { [index]: pointers = [] } }): [string, string[]][] =>
      pointers.length > 0 ? [[contract.file, pointers]] : [],
    );
    if (changed.length > 0) return [repairOf(step, Object.fromEntries(changed))];
    if (step.isLent) return [];
    throw expired(step);
  });
  return { contracts: all.map(({ contract }) => contract), repairs };
}

/** The same of one contract; of those beside it no more are looked at than show that no action has expired. */
export function repairOne(
  contract: Contract<Json>,
  { contracts, overlays }: Sources,
): { contract: Contract<Json>; repairs: Repair[] } {
  const steps = stepsOf({ contracts: [...contracts, contract], overlays });
  const { contract: repaired, changed } = applyAll(steps, contract);
  let idle = steps.filter((step, index) => !step.isLent && changed[index]?.length === 0);
  for (const other of contracts) {
    if (idle.length === 0) break;
    const theirs = applyAll(steps, other).changed;
    idle = idle.filter((step) => theirs[steps.indexOf(step)]?.length === 0);
  }
  const [first] = idle;
  if (first !== undefined) throw expired(first);
  const repairs = steps.flatMap((step, index) => {
    const { [index]: pointers = [] } = changed;
    return pointers.length > 0 ? [repairOf(step, { [contract.file]: pointers })] : [];
  });
  return { contract: repaired, repairs };
}

/** An action of an overlay, and the contract that it speaks of, where it does not speak of all. */
interface Step {
  readonly overlay: string;
  readonly index: number;
  readonly action: Action;
  readonly targets: jsonPath.JSONPathQuery;
  readonly only: string | undefined;
  readonly isLent: boolean;
}

function stepsOf({ contracts, overlays }: Sources): Step[] {
  const { compile } = requirePeer<typeof jsonPath>("json-p3");
  return overlays.flatMap(({ file, document, isLent = false }) => {
    const { actions, extends: base } = read(overlay, document, file);
    const only = base && posix.join(posix.dirname(file), base);
    if (contracts.every((contract) => only !== undefined && contract.file !== only)) {
      if (isLent) return [];
      throw new ContractError(file, ["extends"], `${base} is no contract here`);
    }
    return actions.map((action, index): Step => {
      const targets = attempt(file, ["actions", index, "target"], () => compile(action.target));
      return { overlay: file, index, action, targets, only, isLent };
    });
  });
}

/** Applies the steps to a copy of a contract, and gives the pointers of what each of them changed. */
function applyAll(steps: readonly Step[], contract: Contract<Json>): { contract: Contract<Json>; changed: string[][] } {
  // Through text rather than structuredClone, which would keep what YAML aliases share: a change here would show there.
  const document = JSON.parse(JSON.stringify(contract.document)) as Json;
  const changed = steps.map(({ overlay, index, action, targets, only = contract.file }) => {
    if (only !== contract.file) return [];
    const pointers = attempt(overlay, ["actions", index, "target"], () => apply(document, targets, action));
    // Sorted, so that a contract whose keys HubSpot has reordered is no change.
    return pointers.sort(collator.compare);
  });
  return { contract: { ...contract, document }, changed };
}

function repairOf({ overlay, index, action }: Step, changed: Repair["changed"]): Repair {
  return { overlay, action: index, description: action.description, changed };
}

function expired({ overlay, index, action }: Step): ContractError {
  const problem = `has expired, for it changes no contract: ${action.description}`;
  return new ContractError(overlay, ["actions", index], problem);
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
