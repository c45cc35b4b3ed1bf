/** Packages that few need and that are large: whoever needs them has them in a project, which is looked into first. */
import { createRequire } from "node:module";
import { join } from "node:path";

/** The versions that are known to do. */
const VERSIONS: Readonly<Record<string, string>> = {
  "@redocly/cli": "2.77.0",
  "json-p3": "2.3.1",
  "openapi-typescript": "7.13.0",
  typescript: "5.9.3",
  yaml: "2.9.1",
};

/** What it takes to make code of contracts. */
export const GENERATING = ["openapi-typescript", "typescript", "yaml", "json-p3"];

/** What it takes to compare descriptions. */
export const COMPARING = ["@redocly/cli", "yaml", "json-p3"];

/** A package is not there; the message says how it comes there. */
export class PeerError extends Error {
  override readonly name = "PeerError";

  constructor(name: string, needed: readonly string[]) {
    const all = needed.map((one) => `${one}@${VERSIONS[one] ?? "latest"}`).join(" ");
    super(`${name} is not installed here: npm install --save-dev ${all}`);
  }
}

/** Throws a `PeerError` that tells of all that a command needs, where one of them is not there. */
export function assertPeers(needed: readonly string[]): void {
  for (const name of needed) findPeer(name, `${name}/package.json`, needed);
}

/** Requires a package of the project in whose folder this is called. */
export function requirePeer<T>(name: string): T {
  return createRequire(findPeer(name))(name) as T; // What it is, its caller knows.
}

/** The path of a package's module. */
export function resolvePeer(name: string, path: string): string {
  return createRequire(findPeer(name, path)).resolve(path);
}

/** From where a package is found: the project's folder, else this package's. */
function findPeer(name: string, path = name, needed: readonly string[] = [name]): string {
  for (const from of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      createRequire(from).resolve(path);
      return from;
    } catch {
      // It is not to be found from there.
    }
  }
  throw new PeerError(name, needed);
}
