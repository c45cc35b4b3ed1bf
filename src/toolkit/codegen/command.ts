/** `codegen`: brings generated files up to date, or says that they are not. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { migrationsOf } from "../diff/migrations.js";
import { assertPeers, GENERATING } from "../peer.js";
import { type Command, type Output, telling } from "../toolkit.js";
import { someOf, type Workspace, workspaceOf } from "../workspace.js";
import { bannerOf, generateOf } from "./generate.js";
import { listIn } from "./list.js";
import { differences, write } from "./output.js";
import { readContract } from "./read-contract.js";
import { repair } from "./repair.js";
import { assertTells, type Trial } from "./trial.js";

/**
 * Writes generated/ from openapi/, or checks that it is up to date.
 *
 *     --openapi <folder>   where the contracts are (openapi)
 *     --out <folder>       where the generated files go (generated)
 *     --import <module>    where they import the `Contract` type from (../src/contract.js)
 *     --list <file>        a page whose list of methods is to be up to date (none)
 *     --migrations <folder>  where a page for each two versions goes, of what changes from one to the other (none)
 *     --check              write nothing; exit 1 where a file is missing, drifted or extra
 *
 * A contract or an overlay that can't be used: one line, exit 2, and nothing is written. With a `trial` that is one, too,
 * whose operations would leave every outcome unknown.
 */
export const codegenWith = (trial?: Trial): Command =>
  telling(async (args, output) => {
    const { values: options } = parseArgs({
      args: [...args],
      options: {
        openapi: { type: "string", default: "openapi" },
        out: { type: "string", default: "generated" },
        import: { type: "string", default: "../src/contract.js" },
        list: { type: "string" },
        migrations: { type: "string" },
        check: { type: "boolean", default: false },
      },
    });
    return bringUpToDate(
      workspaceOf({ openapi: options.openapi, out: options.out, module: options.import }),
      { ...options, trial },
      output,
    );
  });

/** Brings a workspace's generated files up to date, or says with 1 that they are not. */
export async function bringUpToDate(
  workspace: Workspace,
  {
    check,
    list = "",
    migrations,
    trial,
  }: {
    readonly check: boolean;
    readonly list?: string | undefined;
    readonly migrations?: string | undefined;
    readonly trial?: Trial | undefined;
  },
  { error }: Pick<Output, "error">,
): Promise<number> {
  assertPeers(GENERATING);
  const sources = someOf(workspace, await workspace.chosen());
  // Once for all that is made of them: it takes as long as the rest together.
  const repaired = repair(sources);
  const contracts = repaired.contracts.map(readContract);
  const files = await generateOf({ ...repaired, contracts }, workspace.module, workspace.generate);
  if (trial !== undefined) await assertTells(contracts, trial);
  const folders: [folder: string, files: ReadonlyMap<string, string>][] = [[workspace.out, files]];
  if (migrations !== undefined) {
    const banner = bannerOf(workspace.generate);
    folders.push([migrations, await migrationsOf(sources.contracts, repaired.contracts, banner)]);
  }
  const page = list === "" ? "" : await readFile(list, "utf8");
  const listed = list === "" ? "" : listIn(page, contracts, list);
  if (!check) {
    for (const [folder, texts] of folders) await write(texts, folder);
    if (listed !== page) await writeFile(list, listed);
    return 0;
  }
  const found = (await Promise.all(folders.map(([folder, texts]) => differences(texts, folder)))).flat();
  if (listed !== page) found.push(`drifted ${list}`);
  if (found.length === 0) return 0;
  error([...found, `Run \`${workspace.generate}\`, and commit what it changes.`].join("\n"));
  return 1;
}
