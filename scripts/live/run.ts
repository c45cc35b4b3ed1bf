/** A smoke test against HubSpot itself, in an account made for tests: with records of its own, which it archives again. */
import { Leftovers } from "./leftovers.js";
import { type Hubspot, METHODS, openClient, STEPS } from "./steps.js";

/** What it is told by its environment. */
type Environment = Readonly<Partial<Record<"CI" | "HUBSPOT_TEST_TOKEN" | "HUBSPOT_TEST_URL", string>>>;

/** The accounts whose records nobody misses. */
const FOR_TESTS = ["DEVELOPER_TEST", "SANDBOX"];

/**
 * Runs it, and gives the exit code: 0 where all is as it should be, 1 where a step failed, 2 where it can't begin. The token
 * is that of a private app of the account (`HUBSPOT_TEST_TOKEN`: not the variable of a client's own token, which may be that
 * of an account at work); `HUBSPOT_TEST_URL` is another server than HubSpot's.
 */
export async function runLive(
  { CI: ci, HUBSPOT_TEST_TOKEN: accessToken, HUBSPOT_TEST_URL: baseUrl }: Environment,
  { log, error }: Pick<Console, "log" | "error">,
): Promise<number> {
  const refuse = (why: string): number => {
    error(`test:live: ${why}`);
    return 2;
  };
  if (ci !== undefined && ci !== "" && ci !== "false")
    return refuse("it is not for CI, where it would share an account");
  if (accessToken === undefined || accessToken === "")
    return refuse("HUBSPOT_TEST_TOKEN is not set: expected the token of a private app of a developer's test account");
  const hubspot = openClient(accessToken, baseUrl);
  const { portalId, accountType, lacking, error: refused, advice } = await hubspot.check(...METHODS);
  if (refused !== undefined) return refuse(`HubSpot does not tell of the account: ${refused.message}`);
  if (accountType === undefined || !FOR_TESTS.includes(accountType))
    return refuse(`expected an account of type ${FOR_TESTS.join(" or ")}, got ${portalId} of type ${accountType}`);
  if (lacking.length > 0) return refuse(advice ?? "the token lacks scopes");
  log(`account ${portalId}, ${accountType}`);
  return (await runSteps(hubspot, log)) ? 0 : 1;
}

/** Runs the steps to the first that fails, and archives in any case what they have made. */
async function runSteps(hubspot: Hubspot, log: (line: string) => void): Promise<boolean> {
  const attempt = async (name: string, run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      log(`ok      ${name}`);
      return true;
    } catch (thrown) {
      log(`FAILED  ${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      return false;
    }
  };
  const leftovers = new Leftovers(hubspot);
  let ok = true;
  for (const [name, run] of STEPS) ok &&= await attempt(name, () => run(hubspot, leftovers));
  const isClean = await attempt("archives all that it made", () => leftovers.archive());
  return ok && isClean;
}
