/** What stands in the package beside the command. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the contracts and overlays that the package has. */
export const SHIPPED = folderOf("../contracts", "../../openapi");

/** The folder of the repaired descriptions. */
export const REPAIRED = folderOf("../openapi", "../../generated");

/** What is packed stands beside the built command; the repository has it by another name, as it is written. */
function folderOf(packed: string, own: string): string {
  const [first, second] = [packed, own].map((path) => fileURLToPath(new URL(path, import.meta.url))) as [
    string,
    string,
  ]; // As many as were given.
  return existsSync(first) ? first : second;
}
