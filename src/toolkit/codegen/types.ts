/** Emits a contract's TypeScript types, as openapi-typescript writes them. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { Contract } from "./document.js";

/** The types of a contract, alphabetically, so that a reordered contract is no change. */
export async function emitTypes({ document }: Contract): Promise<string> {
  // What of it matters here was checked when the contract was read.
  const nodes = await openapiTS(withoutNullExamples(document) as OpenAPI3, {
    alphabetize: true,
    // A default says that a field may be left out; it is no promise that the field is there.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
  });
  return astToString(nodes.map(acceptUndefined));
}

/** What may be left out may also be undefined: JSON has neither, and `exactOptionalPropertyTypes` tells them apart. */
function acceptUndefined(node: ts.Node): ts.Node {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
  const visit = (inner: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(inner, visit, undefined);
    if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited;
    if (visited.type.kind === ts.SyntaxKind.NeverKeyword) return visited;
    const undefinable = ts.factory.createUnionTypeNode([
      visited.type,
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
    ]);
    const { modifiers, name, questionToken } = visited;
    return ts.factory.updatePropertySignature(visited, modifiers, name, questionToken, undefinable);
  };
  return visit(node);
}

/** HubSpot publishes `example: null` everywhere, which would be in every comment. */
function withoutNullExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullExamples);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => key !== "example" || child !== null)
      .map(([key, child]) => [key, withoutNullExamples(child)]),
  );
}
