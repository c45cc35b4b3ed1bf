import { type Contract, type JsonObject, schemaOf } from "../codegen/document.js";

/** What of `x-batch` is guessed where inputs are texts: a text is the required field of a result that identifies it. */
export function inferTexts(
  contract: Contract,
  result: string | undefined,
  lists: readonly string[],
  verb: string,
): JsonObject {
  const missing = lists.find((list) => /missing/i.test(list));
  if (missing !== undefined) return inferLists(missing, lists, verb);
  const { required = [], properties = {} } = result === undefined ? {} : schemaOf(contract, result);
  const ids = required.filter((field) => /(?:^i|I)d(?:String)?$/.test(field) && properties[field]?.type === "string");
  const own = ids.includes("id") || ids.length !== 1 ? "id" : (ids[0] ?? "id");
  const isShown = Object.hasOwn(properties, own);
  return {
    identity: [own],
    recordId: isShown && own === "id" ? ["id"] : [],
    text: own,
    match: isShown ? [{ result: own, input: own }] : [],
    errors: { ids: own },
  };
}

/** An answer that lists what is missing: its name says what the texts are, `recordIdsMissing` that each is a `recordId`. */
function inferLists(missing: string, lists: readonly string[], verb: string): JsonObject {
  const [, own = "id"] = /^(\w*?[iI]d)s/.exec(missing) ?? [];
  const done = /^(?:archive|delete|purge|remove)/.test(verb) ? "removed" : "added";
  const listed = lists.find((list) => list.toLowerCase().includes(done));
  return {
    // To be a member, or none, is not what can be done twice.
    idempotent: true,
    identity: [own],
    recordId: [],
    text: own,
    answer: { missing, ...(listed !== undefined && { [done]: listed }) },
    match: [],
    errors: { [missing]: own },
  };
}
