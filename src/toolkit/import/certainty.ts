/** Says how sure a guess is, by what it was made of. */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
import { arrayOf } from "./select.js";

/** A guess by what a word or a shape always meant so far; by what it mostly does; by what is left. */
export type Certainty = "sure" | "likely" | "unsure";

/** How sure each part of a guessed `x-batch` is. */
export function certaintyOf(batch: JsonObject): Record<string, Certainty> {
  return Object.fromEntries(Object.entries(batch).map(([key, value]) => [key, ofPart(key, value)]));
}

function ofPart(key: string, value: Json): Certainty {
  switch (key) {
    case "identity":
      return ofIdentity(arrayOf(value).map(String));
    case "match":
      return ofMatch(arrayOf(value));
    case "errors":
      return isObject(value) && Object.keys(value).length === 0 ? "unsure" : "likely";
    case "idempotent":
      // What is taken for a create is read before it is sent again, which is never wrong.
      return value === false ? "sure" : "likely";
    case "batchSize":
      return "unsure";
    case "recordId":
    case "text":
    case "answer":
    case "empty":
      return "likely";
    default:
      return "sure";
  }
}

function ofIdentity(fields: readonly string[]): Certainty {
  if (fields.length === 0 || fields[0] === "id") return "sure";
  return fields.every((field) => /id$/i.test(field)) ? "likely" : "unsure";
}

/** As sure as the first way in which a result is found: the others are for when it does not tell. */
function ofMatch([first]: readonly Json[]): Certainty {
  if (!isObject(first) || first["echo"] !== undefined) return "unsure";
  if (first["trace"] === true || (first["result"] === "id" && first["input"] === "id")) return "sure";
  return "likely";
}
