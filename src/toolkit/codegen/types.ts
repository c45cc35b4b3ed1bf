/** Emits a contract's TypeScript types, as openapi-typescript writes them. */
import type * as openapi from "openapi-typescript";
import type ts from "typescript";
import { requirePeer } from "../peer.js";
import { type Contract, isObject, type Json, type JsonObject } from "./document.js";
import { markTaken, TAKEN, type Taken } from "./taken.js";

/** The types of a contract, alphabetically, so that a reordered contract is no change. */
export async function emitTypes({ document }: Contract): Promise<string> {
  const { default: openapiTS, astToString } = requirePeer<typeof openapi>("openapi-typescript");
  const compiler = requirePeer<typeof ts>("typescript");
  const takenTypes = takenTypesOf(compiler);
  // It was read as JSON, and what of it matters here was checked then.
  const marked = markTaken(withoutNullExamples(document as Json) as JsonObject) as object;
  const nodes = await openapiTS(marked as openapi.OpenAPI3, {
    alphabetize: true,
    // A default says that a field may be left out; it is no promise that the field is there.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema) => takenTypes.get((schema as { readonly [TAKEN]?: unknown })[TAKEN]),
  });
  return astToString(nodes.map((node) => acceptUndefined(node, compiler)));
}

/** The types of what is taken in place of a text, the text among them. */
function takenTypesOf({ factory, SyntaxKind }: typeof ts): ReadonlyMap<unknown, ts.TypeNode> {
  const { StringKeyword, NumberKeyword, BooleanKeyword, UndefinedKeyword } = SyntaxKind;
  const date = factory.createTypeReferenceNode("Date");
  const members: Readonly<Record<Taken, readonly ts.TypeNode[]>> = {
    time: [factory.createKeywordTypeNode(StringKeyword), date],
    text: [
      ...([StringKeyword, NumberKeyword, BooleanKeyword] as const).map((kind) => factory.createKeywordTypeNode(kind)),
      date,
      factory.createKeywordTypeNode(UndefinedKeyword),
    ],
  };
  return new Map(Object.entries(members).map(([taken, types]) => [taken, factory.createUnionTypeNode(types)]));
}

/** What may be left out may also be undefined: JSON has neither, and `exactOptionalPropertyTypes` tells them apart. */
function acceptUndefined(node: ts.Node, compiler: typeof ts): ts.Node {
  if (!compiler.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
  const visit = (inner: ts.Node): ts.Node => {
    const visited = compiler.visitEachChild(inner, visit, undefined);
    if (!compiler.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited;
    if (visited.type.kind === compiler.SyntaxKind.NeverKeyword) return visited;
    const undefinable = compiler.factory.createUnionTypeNode([
      visited.type,
      compiler.factory.createKeywordTypeNode(compiler.SyntaxKind.UndefinedKeyword),
    ]);
    const { modifiers, name, questionToken } = visited;
    return compiler.factory.updatePropertySignature(visited, modifiers, name, questionToken, undefinable);
  };
  return visit(node);
}

/** HubSpot publishes `example: null` everywhere, which would be in every comment. */
function withoutNullExamples(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNullExamples);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key, child]) => key !== "example" || child !== null);
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutNullExamples(child)]));
}
