/** Guesses `x-batch` from schemas, for a reader to confirm. A guess errs on the side of sending less and claiming less. */
import type { Contract, JsonObject, Schema } from "../codegen/document.js";
import { schemaOf } from "../codegen/document.js";
import { hasField } from "../codegen/x-batch.js";
import { inferTexts } from "./infer-texts.js";
import { guessKeys } from "./keys.js";

/** The verbs that leave the same behind however often they are sent; any other may be a create. */
const IDEMPOTENT = new Set(["archive", "delete", "purge", "read", "remove", "replace", "update", "upsert"]);

/** What CRM batches take, where nothing is documented. */
const BATCH_SIZE = 100;

/** What HubSpot makes of what it is given, and so does not come back as it was sent. */
const MADE = /^(?:id|created|updated)$|At$|slug|ur[il]$|link$|path$/i;

/** What is known of an operation. */
export interface Known {
  readonly method: string;
  /** The last word of the path. */
  readonly verb: string;
  /** The name of the schema of one input; nothing where inputs are texts. */
  readonly input: string | undefined;
  readonly result: string | undefined;
  /** The lists of texts that an answer has. */
  readonly lists: readonly string[];
  readonly maxItems: number | undefined;
  /** The body's fields beside its inputs. */
  readonly body: readonly string[];
}

/** A whole `x-batch`, without the mark that it was inferred. */
export function inferBatch(
  contract: Contract,
  { method, verb, input, result, lists, maxItems, body }: Known,
): JsonObject {
  const word = verb.split("-").at(-1) ?? verb;
  const named = IDEMPOTENT.has(word);
  const reads = word === "read" ? { reads: true } : {};
  const size = maxItems === undefined ? { batchSize: BATCH_SIZE } : {};
  if (input === undefined)
    return { method, idempotent: named, ...size, ...inferTexts(contract, result, lists, verb), ...reads };

  const inInput = (field: string): boolean => hasField(contract, input, field);
  const inResult = (field: string): boolean => hasField(contract, result, field);
  const { fields, results, isSetting } = guessKeys(contract, input, result);
  const idempotent = named || isSetting;
  const trace = inInput("objectWriteTraceId") ? "objectWriteTraceId" : undefined;
  // A create's own id is no key, for the record gets another; what is all that an answer has of an id is one.
  const isKeyed = idempotent || (results.size > 0 && results.size === fields.length && !inResult("id"));
  const identity = isKeyed ? [...fields] : [];
  const keys = identity.filter((field) => field !== "idProperty");
  const [key = ""] = keys;

  const match: JsonObject[] = [];
  if (result !== undefined) {
    if (trace !== undefined) match.push({ trace: true });
    if (key === "id" && inResult("properties") && (inInput("idProperty") || body.includes("idProperty")))
      match.push({ result: "properties[idProperty]", input: "id", when: "idProperty" });
    const shown = keys.flatMap((field) => results.get(field) ?? []);
    if (keys.length === 1 && shown.length === 1) match.push({ result: shown[0] ?? "", input: key });
    else if (keys.length > 1 && shown.length === keys.length) match.push({ result: shown, input: keys });
    const maps = ["properties"].filter((field) => !isKeyed && inInput(field) && inResult(field));
    const scalars = match.length === 0 ? scalarsOf(schemaOf(contract, input)).filter(inResult) : [];
    if (maps.length + scalars.length > 0) match.push({ echo: [...scalars, ...maps].sort() });
  }
  const isOfEnds = results.get(key) === "from.id";
  return {
    method,
    idempotent,
    ...size,
    identity,
    recordId: recordIdsOf(identity, inInput, inResult),
    ...(trace !== undefined && { trace }),
    match,
    errors: {
      ...(isOfEnds && { fromObjectId: key }),
      // An id that is one of several names no record by itself.
      ...(keys.length === 1 && !key.includes(".") && { ids: key }),
      ...(trace !== undefined && { [trace]: trace }),
    },
    ...(isOfEnds && { empty: ["NO_ASSOCIATIONS_FOUND"] }),
    ...reads,
  };
}

/** Where a result has its own id: an `objectId` that the input may give is of the record that it belongs to. */
function recordIdsOf(
  identity: readonly string[],
  inInput: (field: string) => boolean,
  inResult: (field: string) => boolean,
): string[] {
  const isOwn = identity.includes("objectId") || !inInput("objectId");
  return [...(isOwn ? ["objectId"] : []), "id"].filter(inResult);
}

/** The fields that an answer may repeat: texts, numbers and truth values, but for what HubSpot sets or makes itself. */
function scalarsOf({ properties = {} }: Schema): string[] {
  return Object.keys(properties)
    .sort()
    .filter((name) => !MADE.test(name))
    .filter((name) => ["boolean", "integer", "number", "string"].includes(properties[name]?.type ?? ""));
}
