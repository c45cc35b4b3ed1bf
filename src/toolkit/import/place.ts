/** Where a contract stands among the others: its file, its dates, and whom it can learn from. */
import type { Contract, Json, JsonObject } from "../codegen/document.js";
import { isDate } from "./names.js";
import { objectIn } from "./select.js";

/** One API of one version. */
export interface Place {
  readonly version: string;
  readonly api: string;
}

/** The months for which HubSpot supports a version. Source: HubSpot, API versioning. */
const SUPPORTED_MONTHS = 18;

const collator = new Intl.Collator("en", { numeric: true });

/** The file of a contract, as it is or will be called. */
export function fileOf({ version, api }: Place, contracts: readonly Contract<Json>[]): string {
  return contracts.find((one) => one.version === version && one.api === api)?.file ?? `${version}/${api}.yaml`;
}

/** The contracts by how much they have in common with one: itself, its other versions, then other APIs; newest first. */
export function lendersFor({ version, api }: Place, contracts: readonly Contract<Json>[]): Contract<Json>[] {
  const distance = (one: Contract<Json>): number => (one.api !== api ? 2 : one.version !== version ? 1 : 0);
  return [...contracts].sort(
    (one, other) =>
      distance(one) - distance(other) ||
      Number(isDate(other.version)) - Number(isDate(one.version)) ||
      collator.compare(other.version, one.version),
  );
}

/** When the version was released and until when it is supported: as other contracts of it say, or from its first day. */
export function datesOf(
  { version }: Place,
  contracts: readonly Contract<Json>[],
  released: string | undefined,
): JsonObject | undefined {
  if (released !== undefined) {
    const end = new Date(released);
    const day = end.getUTCDate();
    end.setUTCMonth(end.getUTCMonth() + SUPPORTED_MONTHS);
    // A month without that day ends on its last, and not some days into the next.
    if (end.getUTCDate() !== day) end.setUTCDate(0);
    return { released, supportedUntil: end.toISOString().slice(0, 10) };
  }
  const [known] = contracts
    .filter((one) => one.version === version)
    .map(({ document }) => objectIn(document, "x-version"))
    .filter(({ supportedUntil }) => supportedUntil !== undefined);
  return known;
}
