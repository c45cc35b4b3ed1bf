import { shapeOf } from "./answer.js";
import { type Answer, answerWith } from "./bodies.js";
import type { SandboxOperation, SandboxRead } from "./routes.js";

/** Requests of an account's day, where the sandbox has no limit. Source: HubSpot, usage guidelines: Enterprise. */
const DAY = 1_000_000;

/** What the sandbox knows of its account. */
export interface Account {
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly dailyLimit: number | undefined;
  readonly used: number;
}

/** Tells of the account, its token or its day: what of it the answer's sample has a field for, and the sample's for the rest. */
export async function answerAccount(
  read: SandboxRead,
  { portalId, scopes, dailyLimit, used }: Account,
): Promise<Answer> {
  const sample = await read.sample();
  const known = {
    portalId,
    hubId: portalId,
    scopes,
    usageLimit: dailyLimit ?? DAY,
    currentUsage: used,
    timeZone: "UTC",
  };
  const shown = shapeOf({ ...sample, ...known }, sample);
  return answerWith(200, read.isList ? { results: [shown] } : shown);
}

/** Whether a token with these scopes may do something that needs those. */
export function mayDo(
  { scopes, scopeSets = [scopes] }: Pick<SandboxOperation, "scopes" | "scopeSets">,
  granted: readonly string[],
): boolean {
  return scopeSets.some((set) => set.every((scope) => granted.includes(scope)));
}
