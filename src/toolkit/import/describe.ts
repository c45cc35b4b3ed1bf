/** Puts `x-batch` on what is imported: what was confirmed stays, what overlays say needs no saying, the rest is guessed. */
import { type Contract, isObject, type Json, type JsonObject, nameOf } from "../codegen/document.js";
import type { Sources } from "../codegen/load.js";
import { readContract } from "../codegen/read-contract.js";
import { type Repair, repairOne } from "../codegen/repair.js";
import { camelOf } from "../codegen/typescript.js";
import { unversioned } from "../paths.js";
import { inferBatch } from "./infer.js";
import { follow, inputsOf, isText, jsonOf, objectIn, sendingIn } from "./select.js";
import { inOrder } from "./text.js";

/** What was guessed of one operation. */
export interface Guess {
  readonly path: string;
  readonly method: string;
  /** What of its `x-batch` is guessed; the rest was confirmed once, or an overlay says it. */
  readonly batch: JsonObject;
}

/** A contract as it is to be written, as it is once repaired, and what was done to it. */
export interface Described {
  readonly contract: Contract<Json>;
  readonly repaired: Contract;
  readonly repairs: readonly Repair[];
  readonly guesses: readonly Guess[];
}

/** A guess of these says nothing where the rest is known: they may be left out on purpose. */
const OPTIONAL = new Set(["batchSize", "empty", "text", "trace", "undeclared"]);

/** Where a contract is to stand: the contracts and overlays there are, and those to learn from, the closest first. */
export interface Surroundings {
  readonly sources: Sources;
  readonly lenders: readonly Contract<Json>[];
}

/** Describes every operation of a contract, whose verbs are given by their paths. */
export function describe(
  contract: Contract<Json>,
  verbs: ReadonlyMap<string, string>,
  around: Surroundings,
): Described {
  const lent = lendBatches(contract, around.lenders);
  // What it is repaired by takes no other contract; that no repair has expired does, and is looked at in the end.
  const overlays = around.sources.overlays.map((overlay) => ({ ...overlay, isLent: true }));
  const first = repairedBeside(lent, { contracts: [], overlays });
  const guesses: Guess[] = [];
  const described = mapPosts(lent, (post, path) => {
    if (!verbs.has(path)) return post;
    const confirmed = objectIn(post, "x-batch");
    const item = objectIn(objectIn(first.repaired.document as Json, "paths"), path);
    const known = objectIn(sendingIn(item).operation, "x-batch");
    const whole = guessOf(first.repaired, path, verbs.get(path) ?? "");
    const batch = Object.fromEntries(
      Object.entries(whole).filter(([key]) => known[key] === undefined && !(OPTIONAL.has(key) && known["match"])),
    );
    if (Object.keys(batch).length === 0) return post;
    guesses.push({ path, method: String(known["method"] ?? batch["method"]), batch });
    return { ...post, "x-batch": { inferred: true, ...confirmed, ...batch } };
  });
  // As it is written: repairs tell by place what they changed.
  const written = { ...described, document: inOrder(described.document) };
  return { contract: written, guesses, ...repairedBeside(written, around.sources) };
}

function repairedBeside(
  contract: Contract<Json>,
  { contracts, overlays }: Sources,
): Pick<Described, "repaired" | "repairs"> {
  const others = contracts.filter(({ file }) => file !== contract.file);
  const { contract: repaired, repairs } = repairOne(contract, { contracts: others, overlays });
  return { repaired: readContract(repaired), repairs };
}

/** A whole `x-batch` as it would be guessed, whatever the contract says. */
export function guessOf(contract: Contract, path: string, verb: string): JsonObject {
  // What of it is read here was checked when the contract was read.
  const document = contract.document as JsonObject;
  const { sending, operation: post = {} } = sendingIn(objectIn(document["paths"], path));
  const schema = follow(document, jsonOf(post["requestBody"])?.["schema"]);
  const properties = objectIn(schema, "properties");
  const inputs = objectIn({ inputs: inputsOf(document, sending, post) ?? null }, "inputs");
  const results = Object.values(objectIn(post, "responses")).flatMap((response) => {
    const answer = follow(document, jsonOf(response)?.["schema"]);
    return nameOf(refOf(objectIn(objectIn(objectIn(answer, "properties"), "results"), "items"))) ?? [];
  });
  const lists = Object.values(objectIn(post, "responses")).flatMap((response) =>
    Object.entries(objectIn(follow(document, jsonOf(response)?.["schema"]), "properties")).flatMap(([name, list]) =>
      isText(document, list) ? name : [],
    ),
  );
  return inferBatch(contract, {
    method: `${camelOf(contract.api)}.${verb}`,
    verb: path.split("/").at(-1) ?? verb,
    input: isText(document, inputs) ? undefined : (nameOf(refOf(objectIn(inputs, "items"))) ?? ""),
    result: results[0],
    lists,
    maxItems: typeof inputs["maxItems"] === "number" ? inputs["maxItems"] : undefined,
    body: Object.keys(properties).filter((name) => name !== "inputs"),
  });
}

/** Takes over what other versions say of the same operations, if somebody has confirmed it. */
function lendBatches(contract: Contract<Json>, lenders: readonly Contract<Json>[]): Contract<Json> {
  const confirmed = new Map<string, JsonObject>();
  for (const { api, version, document } of lenders) {
    if (api !== contract.api) continue;
    for (const [path, item] of Object.entries(objectIn(document, "paths"))) {
      const batch = objectIn(sendingIn(item).operation, "x-batch");
      const name = unversioned(path, version);
      if (Object.keys(batch).length > 0 && batch["inferred"] === undefined && !confirmed.has(name))
        confirmed.set(name, batch);
    }
  }
  return mapPosts(contract, (post, path) => {
    const { "x-batch": own, ...rest } = post;
    const batch =
      isObject(own) && own["inferred"] === undefined ? own : confirmed.get(unversioned(path, contract.version));
    return batch === undefined ? rest : { ...rest, "x-batch": structuredClone(batch) };
  });
}

/** A contract with its operations changed. */
function mapPosts(contract: Contract<Json>, change: (post: JsonObject, path: string) => JsonObject): Contract<Json> {
  const { document } = contract;
  const paths = Object.entries(objectIn(document, "paths")).map(([path, item]): [string, Json] => [
    path,
    changed(item, (operation) => change(operation, path)),
  ]);
  return { ...contract, document: { ...(isObject(document) && document), paths: Object.fromEntries(paths) } };
}

function changed(item: Json, change: (operation: JsonObject) => JsonObject): Json {
  const { sending, operation } = sendingIn(item);
  return isObject(item) && operation ? { ...item, [sending]: change(operation) } : item;
}

function refOf({ $ref }: JsonObject): string | undefined {
  return typeof $ref === "string" ? $ref : undefined;
}
