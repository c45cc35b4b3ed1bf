import { hint } from "../../options/closest.js";
import { type Command, optionText } from "../command.js";
import { CommandError } from "../failure.js";
import { continueRun } from "../runs/continue-run.js";
import type { RowFate } from "../runs/ledger.js";
import { HOW, readManner } from "../runs/manner.js";

/** Which fates each status stands for. */
const STATUSES: Readonly<Record<string, readonly RowFate[]>> = {
  failed: ["failed", "refused-before"],
  unknown: ["unknown", "sending"],
  unsent: ["unsent", "waiting"],
};

/** `retry`: sends some rows of a run again. */
export const retry: Command = {
  usage: "<run | last> --status unknown,unsent",
  about:
    "Sends the rows of a run again that have one of these statuses, and no others: of unknown, unsent and failed. A create whose answer was lost is written twice if it was written: look before unknown rows of such a run are sent again.",
  options: {
    status: { type: "string", value: "unknown,unsent", text: "the statuses: unknown, unsent, failed" },
    ...HOW,
  },
  examples: () => [
    ["hubspot-batch retry last --status unknown,unsent", "what was lost on the way, or not reached"],
    ["hubspot-batch retry last --status failed", "what was refused, once HubSpot has the property it lacked"],
  ],
  positionals: [1, 1],
  run({ values, positionals: [name] }, terminal) {
    const names = (optionText(values, "status") ?? "").split(",").map((one) => one.trim());
    const fates = new Set(
      names.flatMap((status) => {
        const found = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
        if (found === undefined)
          throw new CommandError(
            `--status is some of ${Object.keys(STATUSES).join(", ")}, got \`${status}\`${hint(status, Object.keys(STATUSES))}`,
          );
        return found;
      }),
    );
    return continueRun("retry", name, readManner(values), (fate) => fates.has(fate), terminal);
  },
};
