/** Until when HubSpot supports a version, and which versions are on their way out. */
import { type Contract, ContractError } from "./document.js";

/** How many newer versions make one old: with a version each half year and 18 months of support, its last half year. */
const SUCCESSORS = 2;

/**
 * What the methods of each version on its way out are marked with. A version is on its way out as soon as two others
 * outlive it: that depends on the contracts alone, so the same ones give the same code on any day.
 */
export function deprecations(contracts: readonly Contract[]): Map<string, string> {
  const ends = supportOf(contracts);
  const old = [...ends].filter(([, end]) => [...ends.values()].filter((other) => other > end).length >= SUCCESSORS);
  return new Map(old.map(([version, end]) => [version, `HubSpot stops supporting ${version} in ${monthOf(end)}.`]));
}

/** The first day without support by version, where the contracts name one. */
function supportOf(contracts: readonly Contract[]): Map<string, string> {
  const ends = new Map<string, string>();
  for (const { file, version, document } of contracts) {
    const end = document["x-version"]?.supportedUntil;
    if (end === undefined) continue;
    const known = ends.get(version);
    if (known !== undefined && known !== end) {
      throw new ContractError(file, ["x-version", "supportedUntil"], `another contract of ${version} says ${known}`);
    }
    ends.set(version, end);
  }
  return ends;
}

function monthOf(date: string): string {
  return new Date(date).toLocaleString("en", { month: "long", year: "numeric", timeZone: "UTC" });
}
