/** What a reader should know of an import before merging it. */
import { batchOperations } from "../codegen/batch.js";
import type { JsonObject } from "../codegen/document.js";
import type { Imported } from "./import.js";

/** The page to read. */
export function reportOf({ contract, repaired, repairs, guesses, refused, leftOut }: Imported): string {
  const operations = batchOperations(repaired).map(({ batch, path }) => `${batch.method}  POST ${path}`);
  const healed = repairs.map(({ description, changed }) => {
    const places = changed[contract.file]?.length ?? 0;
    const [what = ""] = description.split(/(?<=\.)\s/);
    return `${what} (${places} ${places === 1 ? "place" : "places"})`;
  });
  const sections: (readonly [title: string, lines: readonly string[]])[] = [
    [`${contract.file}:`, operations],
    ["Repaired by overlays:", healed],
    [
      "Inferred, to be confirmed by removing `inferred` from x-batch:",
      guesses.map(({ path, batch }) => `${path}  ${compact(batch)}`),
    ],
    ["Can't be served, and left out:", refused.map(({ path, reason }) => `${path}: ${reason}`)],
    ["Not asked for (--all-batch takes these too):", leftOut],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}

/** A guess on one line: `idempotent: true, identity: [id]`. */
function compact(batch: JsonObject): string {
  return Object.entries(batch)
    .map(
      ([key, value]) =>
        `${key}: ${JSON.stringify(value).replaceAll('"', "").replaceAll(",", ", ").replaceAll(":", ": ")}`,
    )
    .join(", ");
}
