/** Emits a contract's TypeScript types, as openapi-typescript writes them. */
import type * as openapi from "openapi-typescript";
import type ts from "typescript";
import { requirePeer } from "../peer.js";
import type { Contract } from "./document.js";

/** The types of a contract, alphabetically, so that a reordered contract is no change. */
export async function emitTypes({ document }: Contract): Promise<string> {
  const { default: openapiTS, astToString } = requirePeer<typeof openapi>("openapi-typescript");
  const compiler = requirePeer<typeof ts>("typescript");
  // What of it matters here was checked when the contract was read.
  const nodes = await openapiTS(withoutNullExamples(document) as openapi.OpenAPI3, {
    alphabetize: true,
    // A default says that a field may be left out; it is no promise that the field is there.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
  });
  return astToString(nodes.map((node) => acceptUndefined(node, compiler)));
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
function withoutNullExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullExamples);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => key !== "example" || child !== null)
      .map(([key, child]) => [key, withoutNullExamples(child)]),
  );
}
