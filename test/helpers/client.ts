import { bindClient } from "../../src/client.js";
import type { ClientOptions } from "../../src/options/options.js";
import { contract } from "../fixtures/contract.js";
import { TOKEN } from "./token.js";

const createFixtureClient = bindClient(contract);

/** A client of the tests' own contract. */
export function clientOf(options: Omit<ClientOptions, "apiVersion">) {
  return createFixtureClient({ accessToken: TOKEN, ...options, apiVersion: "v1" });
}
