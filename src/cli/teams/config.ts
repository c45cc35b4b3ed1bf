/** A team's configuration: where its contracts and its code stand, and what of the package's it takes. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { CommandError } from "../failure.js";

const text = z.string().min(1);

/** What a configuration may say; all of it may be left out. */
export const configSchema = z.strictObject({
  $schema: text.optional(),
  extends: z
    .literal("hubspot-batch")
    .optional()
    .describe("Takes the overlays and contracts of the package beside those of your own, without a copy of them."),
  contracts: text
    .default("openapi")
    .describe(
      "The folder of your contracts, as <version>/<api>.yaml, and of your overlays, as overlays/<name>.overlay.yaml.",
    ),
  out: text.default("src/hubspot").describe("The folder of generated code: nothing else may stand in it."),
  import: text.default("hubspot-batch").describe("Where generated code imports the library from."),
  versions: z
    .array(text)
    .min(1)
    .optional()
    .describe("The versions of the package's contracts that are taken: 2026-03 for one. Default: all."),
  operations: z
    .array(text)
    .optional()
    .describe("The package's operations that are taken: <api>.<verb>, or <api> for all of an API. Default: all."),
  types: z
    .strictObject({
      out: text.default("src/hubspot/portal.ts").describe("The file of a portal's types."),
      definitions: text
        .optional()
        .describe("A folder of <objectType>.json as HubSpot answers them, which are read in place of asking HubSpot."),
      names: z
        .record(text, text)
        .optional()
        .describe('How object types are called, where that is not their own name: { "2-123": "cars" }.'),
    })
    .optional()
    .describe("Where the types of a portal's properties stand."),
});

/** A configuration, with its defaults, and the file that it is of. */
export type Config = z.infer<typeof configSchema> & { readonly file: string };

const FILES = ["json", "mjs", "js"].map((ending) => `hubspot-batch.config.${ending}`);

/** Without a configuration, contracts are one's own, and repaired by the package's overlays. */
const NONE = { extends: "hubspot-batch", operations: [] } as const;

/** Reads the configuration of a folder, or the file that is named. Throws a `CommandError` where it can't be used. */
export async function readConfig(cwd: string, named?: string): Promise<Config> {
  const file = named ?? FILES.find((one) => existsSync(join(cwd, one)));
  if (file === undefined) return { ...configSchema.parse(NONE), file: "hubspot-batch.config.json" };
  const result = configSchema.safeParse(await contentOf(file, resolve(cwd, file)));
  if (result.success) return { ...result.data, file };
  const [issue] = result.error.issues;
  throw new CommandError(`${file}#${issue?.path.map((key) => `/${String(key)}`).join("") ?? ""}: ${issue?.message}`);
}

async function contentOf(file: string, path: string): Promise<unknown> {
  try {
    if (!file.endsWith(".json")) return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new CommandError(`${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** The schema of a configuration, for editors. */
export function configJsonSchema(): object {
  return { title: "hubspot-batch.config.json", ...z.toJSONSchema(configSchema, { io: "input" }) };
}
