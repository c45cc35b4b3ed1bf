/** Takes from a published description what operations answer. */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
import { clean } from "./clean.js";
import { follow, isText, jsonOf, objectIn } from "./select.js";

/** What a response is, in our words, until somebody finds better ones. */
const ANSWERS: Readonly<Record<string, string>> = {
  "204": "The batch was processed.",
  "207": "Some of the batch was processed, and some was not.",
};

/** The answers to a batch: HubSpot's own list of refusals is not complete, and often has no success. */
export function responsesFor(document: JsonObject, post: JsonObject, refusals: boolean): JsonObject {
  const declared = objectIn(post, "responses");
  const successes = Object.keys(declared).filter((status) => status.startsWith("2"));
  const answers = (successes.length > 0 ? successes : ["204"]).map((status): [string, Json] => {
    const json = jsonOf(follow(document, declared[status]));
    const schema = json && hasRecords(document, json["schema"]) ? json["schema"] : undefined;
    return [
      status,
      {
        description: ANSWERS[status] ?? "The whole batch was processed.",
        ...(schema !== undefined && { content: { "application/json": { schema: clean(schema) } } }),
      },
    ];
  });
  if (refusals) answers.push(["default", { $ref: "#/components/responses/Error" }]);
  return Object.fromEntries(answers);
}

/** Whether an answer tells of records, or lists texts: HubSpot declares results that are of no type or have no fields. */
function hasRecords(document: JsonObject, schema: Json | undefined): boolean {
  const fields = objectIn(follow(document, schema), "properties");
  const { results } = fields;
  const items = objectIn(results, "items");
  if (!isObject(results)) return Object.values(fields).some((list) => isText(document, list));
  return items["$ref"] !== undefined || Object.keys(objectIn(items, "properties")).length > 0;
}

/** The answer to a request that is refused as a whole, where the description has it by that name. */
export function errorResponse(document: JsonObject): JsonObject | undefined {
  const response = objectIn(objectIn(document, "components"), "responses")["Error"];
  const json = jsonOf(response);
  if (json?.["schema"] === undefined) return undefined;
  return {
    description: "The whole request was refused.",
    content: { "application/json": { schema: clean(json["schema"]) } },
  };
}
