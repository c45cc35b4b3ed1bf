/** Writes files that are seen whole or not at all, whoever looks and whoever is stopped in between. */
import { link, rename, unlink, writeFile } from "node:fs/promises";

/** What of a disk it takes. */
export interface Disk {
  /** Makes a file, and writes to it; rejects with `EEXIST` where there is one. */
  write(path: string, text: string): Promise<unknown>;
  /** Gives a file another name besides; rejects with `EEXIST` where there is such a file. */
  link(path: string, name: string): Promise<unknown>;
  remove(path: string): Promise<unknown>;
}

const disk: Disk = { write: (path, text) => writeFile(path, text, { flag: "wx" }), link, remove: unlink };

/**
 * Makes a file; rejects with `EEXIST` where there is one. It is written under another name first, which `mark` makes it:
 * one that is made and then written is empty for a moment, which lasts as long as its process is held up.
 */
export async function createWhole(
  path: string,
  text: string,
  mark: string,
  { write, link, remove }: Disk = disk,
): Promise<void> {
  const draft = `${path}.${mark}`;
  try {
    await write(draft, text);
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") throw error;
      // A disk without links, as memory sticks are.
      return write(path, text);
    });
  } finally {
    await remove(draft).catch(() => {});
  }
}

/** Writes a file, in the place of the one that is there. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text, { flush: true });
  await rename(`${path}.part`, path);
}
