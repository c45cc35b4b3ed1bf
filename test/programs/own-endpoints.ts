/** An endpoint that this package does not ship: `npm run codegen` made its table of our own contract. */
import { bindClient, type Fetch, withStatus } from "../../src/index.js";
import { contract } from "../fixtures/contract.js";

const createClient = bindClient(contract, "v1");

export async function archiveContacts(ids: readonly string[], accessToken: string, fetch: Fetch): Promise<string[]> {
  const hubspot = createClient({ accessToken, fetch });
  const report = await hubspot.contacts.archive(ids.map((id) => ({ id })));
  return withStatus(report, "failed", "unknown", "unsent").map(({ input }) => input.id);
}
