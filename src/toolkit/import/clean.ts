/** Takes from a published description what a contract is made of: no prose, no examples, no noise. */
import { isObject, type Json, type JsonObject } from "../codegen/document.js";
import { rewrite } from "../codegen/walk.js";

/** Prose is HubSpot's, and not ours to publish; the rest says nothing of what may be sent or answered. */
const DROPPED = new Set([
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "explode",
  "externalDocs",
  "style",
  "summary",
  "tags",
  "title",
  "xml",
]);

/** A part of a description without all that. */
export function clean(value: Json): Json {
  return rewrite(value, (key, child, owner) => {
    if (DROPPED.has(key) || key.startsWith("x-")) return undefined;
    // OpenAPI 3.0 ignores what stands beside a reference.
    if (owner["$ref"] !== undefined && key !== "$ref") return undefined;
    // A default of null is HubSpot's way of saying that there is none.
    if (key === "default" && child === null) return undefined;
    return child;
  });
}

/** The scopes that an operation needs, each alternative once: HubSpot repeats them for every kind of app. */
export function securityOf(security: Json | undefined): { oauth2: string[] }[] {
  const alternatives = new Map<string, string[]>();
  for (const [scheme, scopes] of (Array.isArray(security) ? security : []).flatMap((one) =>
    Object.entries(isObject(one) ? one : {}),
  )) {
    if (scheme.includes("legacy") || !Array.isArray(scopes)) continue;
    const names = scopes.map(String).sort();
    if (names.length > 0) alternatives.set(names.join(" "), names);
  }
  return [...alternatives].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, scopes]) => ({ oauth2: scopes }));
}

/** The security scheme that these requirements name, with its scopes. */
export function schemesOf(requirements: readonly { oauth2: string[] }[]): JsonObject {
  const scopes = [...new Set(requirements.flatMap(({ oauth2 }) => oauth2))].sort();
  if (scopes.length === 0) return {};
  return {
    oauth2: {
      type: "oauth2",
      flows: {
        authorizationCode: {
          authorizationUrl: "https://app.hubspot.com/oauth/authorize",
          tokenUrl: "https://api.hubapi.com/oauth/v1/token",
          scopes: Object.fromEntries(scopes.map((scope) => [scope, ""])),
        },
      },
    },
  };
}
