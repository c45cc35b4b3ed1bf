/** Writes a contract as YAML, in an order that does not depend on how HubSpot happened to print it. */
import type * as yaml from "yaml";
import { isObject, type Json } from "../codegen/document.js";
import { NAMED } from "../codegen/walk.js";
import { requirePeer } from "../peer.js";

/** Keywords in the order in which they read best; others follow by name. */
const ORDER = [
  ...["openapi", "info", "x-version", "x-objects", "servers", "paths", "components"],
  ...["operationId", "summary", "x-batch", "x-read", "security", "parameters", "requestBody", "responses"],
  ...["securitySchemes", "schemas"],
  ...["$ref", "name", "in", "type", "title", "format", "nullable", "description", "version", "required", "enum"],
  ...["schema", "properties", "additionalProperties", "items"],
  ...[
    "inferred",
    "evidence",
    "method",
    "idempotent",
    "batchSize",
    "identity",
    "recordId",
    "trace",
    "match",
    "errors",
    "read",
    "reads",
  ],
  ...["result", "input", "when", "operation", "by", "names", "absent"],
];
const RANK = new Map(ORDER.map((key, index) => [key, index]));

/** Lists whose order means nothing. */
const SETS = new Set(["enum", "required"]);

/** Names that fit into so many characters stand on one line. */
const LINE = 100;

/** The contract's text. */
export function textOf(contract: Json, file: string): string {
  if (file.endsWith(".json")) return `${JSON.stringify(inOrder(contract), null, 2)}\n`;
  const { Document, isScalar, visit } = requirePeer<typeof yaml>("yaml");
  const document = new Document(inOrder(contract));
  visit(document, {
    Seq(_, node) {
      const texts = node.items.map((item) => (isScalar(item) ? String(item.value) : undefined));
      node.flow = texts.every((text) => text !== undefined) && texts.join(", ").length <= LINE;
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

/** The same, as it is written: what has no order of its own by rank, then by name. */
export function inOrder(value: Json, key = "", named = false): Json {
  if (Array.isArray(value)) {
    const elements = value.map((element) => inOrder(element));
    return SETS.has(key) ? elements.sort() : elements;
  }
  if (!isObject(value)) return value;
  const rank = (name: string): number => (named ? 0 : (RANK.get(name) ?? ORDER.length));
  const names = Object.keys(value).sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => [name, inOrder(value[name] ?? null, named ? "" : name, !named && NAMED.has(name))]),
  );
}
