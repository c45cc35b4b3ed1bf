/** Guesses `x-batch` from schemas, for a reader to confirm. A guess errs on the side of sending less and claiming less. */
import type { Contract, JsonObject, Schema } from "../codegen/document.js";
import { schemaOf } from "../codegen/document.js";
import { hasField } from "../codegen/x-batch.js";

/** The verbs that leave the same behind however often they are sent; any other may be a create. */
const IDEMPOTENT = new Set(["archive", "delete", "purge", "read", "replace", "update", "upsert"]);

/** What CRM batches take, where nothing is documented. */
const BATCH_SIZE = 100;

/** What is known of an operation. */
export interface Known {
  readonly method: string;
  /** The last word of the path. */
  readonly verb: string;
  readonly input: string;
  readonly result: string | undefined;
  readonly maxItems: number | undefined;
  /** The body's fields beside its inputs. */
  readonly body: readonly string[];
}

/** A whole `x-batch`, without the mark that it was inferred. */
export function inferBatch(contract: Contract, { method, verb, input, result, maxItems, body }: Known): JsonObject {
  const inInput = (field: string): boolean => hasField(contract, input, field);
  const inResult = (field: string): boolean => hasField(contract, result, field);
  const idempotent = IDEMPOTENT.has(verb.split("-").at(-1) ?? verb);
  const trace = inInput("objectWriteTraceId") ? "objectWriteTraceId" : undefined;
  const named = identityOf(contract, input);
  // Where an answer to a relation has one end under a name of its own, that end has to be in a batch but once.
  const oneEnd = inInput("from.id") && inResult("fromObjectId");
  const identity = oneEnd ? ["from.id"] : idempotent ? named : [];
  // A create's own id is no key: the record gets another. What it relates is.
  const keys = oneEnd
    ? identity
    : idempotent || inInput("from.id")
      ? named.filter((field) => field !== "idProperty")
      : [];
  const [key = "", ...others] = keys;

  const match: JsonObject[] = [];
  if (result !== undefined) {
    if (trace !== undefined) match.push({ trace: true });
    if (key === "id" && inResult("properties") && (inInput("idProperty") || body.includes("idProperty"))) {
      match.push({ result: "properties[idProperty]", input: "id", when: "idProperty" });
    }
    const repeated = [key, oneEnd ? "fromObjectId" : `from.${key}`].find(inResult);
    if (others.length > 0 && keys.every(inResult)) match.push({ echo: keys });
    else if (key !== "" && others.length === 0 && repeated !== undefined) match.push({ result: repeated, input: key });
    const echo = scalarsOf(schemaOf(contract, input)).filter(inResult);
    if (match.length === 0 && echo.length > 0) match.push({ echo });
  }
  return {
    method,
    idempotent,
    ...(maxItems === undefined && { batchSize: BATCH_SIZE }),
    identity,
    recordId: ["objectId", "id"].filter(inResult),
    ...(trace !== undefined && { trace }),
    match,
    errors: {
      // An id that is one of several names no record by itself.
      ...(identity.length > 0 && others.length === 0 && !oneEnd && { ids: key }),
      ...(trace !== undefined && { [trace]: trace }),
    },
  };
}

/** The fields that say which record is meant. */
function identityOf(contract: Contract, input: string): string[] {
  const has = (field: string): boolean => hasField(contract, input, field);
  if (has("id")) return has("idProperty") ? ["id", "idProperty"] : ["id"];
  if (has("from.id")) return has("to.id") ? ["from.id", "to.id"] : ["from.id"];
  const { required = [] } = schemaOf(contract, input);
  const ids = [...required].sort().filter((field) => /(?:^i|I)d$/.test(field));
  if (ids.length > 0) return ids;
  return ["email", "name", "vid"].filter((field) => required.includes(field)).slice(0, 1);
}

/** The fields that an answer may repeat: texts, numbers and truth values, but for what HubSpot sets itself. */
function scalarsOf({ properties = {} }: Schema): string[] {
  return Object.keys(properties)
    .sort()
    .filter((name) => !/^(?:id|created|updated)$|At$/.test(name))
    .filter((name) => ["boolean", "integer", "number", "string"].includes(properties[name]?.type ?? ""));
}
