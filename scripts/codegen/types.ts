/** Emits a contract's TypeScript types, as openapi-typescript writes them. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
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
  return astToString(nodes);
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
