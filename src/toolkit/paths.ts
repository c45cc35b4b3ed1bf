/** Paths of endpoints: which part of them is a version, and what stands in for their parameters. */

/** What versions are called; an API may have another in its path than the one it is part of. */
const VERSION = /^(?:v\d+|\d{4}-\d\d)(?:-\w+)?$/;

/** Whether a segment of a path says of which version it is. */
export const isVersion = (segment: string): boolean => VERSION.test(segment);

/** A path without its version, wherever that stands in it: the same for all versions of an endpoint. */
export function unversioned(path: string, version?: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== version && !isVersion(segment))
    .join("/");
}

/** A path with values for its parameters. */
export function filledPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? "");
}
