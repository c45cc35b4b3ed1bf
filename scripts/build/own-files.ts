/**
 * Has each entry of a build keep a file of its own, which whatever imports it loads: a bundler that splits puts what several
 * entries share into a chunk, and leaves of an entry whose whole code is shared a file that only leads there.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Stands before the path of an entry until it is known from where it is imported. */
const ENTRY = "entry of the build: ";
const PLACES = new RegExp(`(?<=")${ENTRY}([^"]+)(?=")`, "g");

/** Builds into `folder` what `entries` name, by their paths from `root`: each import of one is left as it is. */
export function ownFiles(root: string, folder: string, entries: readonly string[]): Plugin {
  return {
    name: "own files",
    setup({ initialOptions, onResolve, onEnd }) {
      initialOptions.write = false;
      onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, kind }) => {
        const file = relative(root, resolve(resolveDir, path));
        const isImported = kind !== "entry-point" && entries.includes(file.replace(/\.js$/, ".ts"));
        return isImported ? { path: ENTRY + file, external: true } : undefined;
      });
      onEnd(({ outputFiles = [] }) => {
        for (const { path, text } of outputFiles) {
          const placed = text.replace(PLACES, (_, file: string) => {
            const to = relative(dirname(path), join(folder, file));
            return to.startsWith(".") ? to : `./${to}`;
          });
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, placed);
        }
      });
    },
  };
}
