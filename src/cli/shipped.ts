/** What stands in the package beside the command. */
import { fileURLToPath } from "node:url";

/** The folder of the contracts and overlays that the package has. */
export const SHIPPED = fileURLToPath(new URL("../../openapi", import.meta.url));
