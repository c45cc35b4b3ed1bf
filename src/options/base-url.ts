import { expected } from "./expected.js";
import type { ClientOptions } from "./options.js";

const USABLE_URL = "an https: URL (http: only to a loopback address, or as `allowInsecure` says)";
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The server to speak to: `own` is the contract's. Throws a `TypeError` where the token would go over the net in the clear. */
export function baseUrlOf(own: string, { baseUrl = own, allowInsecure = false }: ClientOptions): string {
  if (typeof allowInsecure !== "boolean" && !(typeof allowInsecure === "string" && HOST.test(allowInsecure)))
    throw expected("allowInsecure", "a host, as `baseUrl` names it, or true", allowInsecure);
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` !== "") {
    throw new TypeError(
      "Expected `baseUrl` to be a URL without user, password, query or fragment, got one that has some",
    );
  }
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isTrusted(url.hostname, allowInsecure, own)))
    return url.href.replace(/\/+$/, "");
  if (typeof baseUrl !== "string") throw expected("baseUrl", USABLE_URL, baseUrl);
  // Never the text: what is no URL may have a password in it all the same, or be a token.
  const got = url === undefined ? "a text that is no URL" : `${url.protocol === "http:" ? "an http:" : "another"} URL`;
  throw new TypeError(`Expected \`baseUrl\` to be ${USABLE_URL}, got ${got}`);
}

/** Whether a token may go to a host unencrypted: this machine, or one that the caller vouches for, but never the contract's own. */
function isTrusted(host: string, allowed: string | boolean, own: string): boolean {
  if (LOOPBACK.test(host)) return true;
  return (
    !isOwn(host, new URL(own).hostname) && (allowed === true || (allowed !== false && allowed.toLowerCase() === host))
  );
}

/** Whether a host is the contract's own, in a region (`api-eu1` of `api`) or written with the root's dot too. */
function isOwn(host: string, own: string): boolean {
  const [name = "", ...domain] = host.replace(/\.$/, "").split(".");
  const [ownName = "", ...ownDomain] = own.split(".");
  return domain.join(".") === ownDomain.join(".") && (name === ownName || name.startsWith(`${ownName}-`));
}
