/** Decides where the methods of an imported description will send tokens. */
import { type Contract, ContractError, type Json } from "../codegen/document.js";
import { arrayOf, objectIn } from "./select.js";
import type { Published } from "./source.js";

/** The server of every description that HubSpot publishes. */
const HUBSPOT = "https://api.hubapi.com";

/**
 * The server of a description, if it is HubSpot's, one that a contract here has already, or the one that was asked for:
 * whoever writes a description could else have the token of each caller.
 */
export function serverOf({ name, document }: Published, contracts: readonly Contract<Json>[], asked?: string): string {
  const at = ["servers", 0, "url"];
  const theirs = urlOf(arrayOf(document["servers"])[0]);
  const server = asked ?? theirs ?? HUBSPOT;
  const known = [
    HUBSPOT,
    ...contracts.map(({ document }) => urlOf(arrayOf(objectIn({ document }, "document")["servers"])[0])),
  ];
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== "https:" || `${url.username}${url.password}${url.search}${url.hash}` !== "") {
    throw new ContractError(name, at, "expected an https URL without user, query or fragment: see --server");
  }
  if (asked === undefined && !known.includes(server)) {
    throw new ContractError(name, at, `tokens would be sent to ${server}: if they may, say --server ${server}`);
  }
  return server.replace(/\/+$/, "");
}

function urlOf(server: Json | undefined): string | undefined {
  const { url } = objectIn({ server: server ?? null }, "server");
  return typeof url === "string" ? url.replace(/\/+$/, "") : undefined;
}
