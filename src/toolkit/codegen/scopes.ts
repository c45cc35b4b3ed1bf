import type { PathOperation } from "./document.js";

/** The scopes of a request. */
export interface Scopes {
  /** All that are named. */
  readonly scopes: readonly string[];
  /** The sets of them of which one will do; nothing where there is but one. */
  readonly scopeSets: readonly (readonly string[])[] | undefined;
}

/** The scopes that a request's `security` names. A set that it has once for each kind of app is one. */
export function scopesOf({ security = [] }: Pick<PathOperation, "security">): Scopes {
  const ways = security.map((way) => [...new Set(Object.values(way).flat())].sort());
  const sets = [...new Map(ways.map((way) => [way.join(" "), way])).values()];
  return { scopes: [...new Set(sets.flat())], scopeSets: sets.length > 1 ? sets : undefined };
}

/** What is needed, for people. */
export function scopesIn({ scopes, scopeSets = [scopes] }: Scopes): string {
  const quoted = (set: readonly string[]) => set.map((scope) => `\`${scope}\``);
  if (scopeSets.length > 1 && scopeSets.every(({ length }) => length === 1))
    return `one of ${quoted(scopes).join(", ")}`;
  return scopeSets.map((set) => quoted(set).join(" with ")).join(", or ");
}
