/** Reads a description that somebody else has published: a file, or an https URL. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ContractError, isObject, type JsonObject } from "../codegen/document.js";
import { decodeFile, parseFile } from "../codegen/load.js";
import { withOwnKinds } from "./kinds.js";
import { lower } from "./lower.js";

/** A published description, as it is. */
export interface Published {
  /** Its file name or URL, for messages. */
  readonly name: string;
  /** What its file is called, without the extension. */
  readonly stem: string;
  readonly document: JsonObject;
  /** By the pointer of a part that was put there for the document to be read, the pointer of what it was made of. */
  readonly origins?: ReadonlyMap<string, string> | undefined;
}

type Get = (url: URL) => Promise<Pick<Response, "status" | "headers" | "body">>;

/** Every redirect is looked at before it is followed, so that none leads through a connection that anyone can change. */
const getOne: Get = (url) => fetch(url, { redirect: "manual" });

/** As many as a browser follows. */
const MAX_REDIRECTS = 20;

/** Several times the largest description that HubSpot publishes; what is larger is something else. */
const MAX_BYTES = 50_000_000;

/** Reads a description. */
export async function readPublished(location: string, get: Get = getOne): Promise<Published> {
  const url = URL.canParse(location) && /^https?:/i.test(location) ? new URL(location) : undefined;
  const name = url ? nameOf(url) : basename(location);
  const bytes = url ? await download(url, name, get) : await readLocal(location, name);
  if (bytes.length > MAX_BYTES)
    throw new ContractError(name, [], `has more than ${MAX_BYTES / 1e6} MB, which no description has`);
  return published(name, basename(url?.pathname ?? location), decodeFile(name, bytes));
}

/** A URL as it is shown: without what may be a password. */
function nameOf(url: URL): string {
  const shown = new URL(url);
  shown.username = shown.password = "";
  return shown.href;
}

/** A description's text, if it is OpenAPI 3.0 or 3.1, as 3.0. */
export function published(name: string, file: string, text: string): Published {
  if (/^\s*</.test(text)) throw new ContractError(name, [], "is HTML or XML, not JSON or YAML");
  const document = parseFile(name, text);
  if (!isObject(document)) throw new ContractError(name, [], "is no OpenAPI document");
  const version = document["openapi"] ?? document["swagger"];
  if (typeof version !== "string") throw new ContractError(name, [], "is no OpenAPI document");
  const key = document["openapi"] === undefined ? "swagger" : "openapi";
  if (!/^3\.[01]\./.test(version)) throw new ContractError(name, [key], `expected OpenAPI 3.0 or 3.1, got ${version}`);
  if (!isObject(document["paths"])) throw new ContractError(name, ["paths"], "expected paths");
  const lowered = version.startsWith("3.1.") ? lower(document) : document;
  return { name, stem: file.replace(/\.[^.]*$/, ""), document: withOwnKinds(lowered) };
}

async function download(start: URL, name: string, get: Get): Promise<Uint8Array> {
  if (start.protocol !== "https:") throw new ContractError(name, [], "expected https:");
  let url = start;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await get(url);
      if (response.status === 200) return await beginningOf(response.body);
      const location = response.headers.get("location");
      if (location === null || response.status < 300 || response.status > 399 || !URL.canParse(location, url.href)) {
        throw new ContractError(name, [], `answers ${response.status}`);
      }
      url = new URL(location, url);
      if (url.protocol !== "https:") throw new ContractError(name, [], `leads to ${nameOf(url)}, which is not https:`);
    }
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw new ContractError(name, [], `can't be reached: ${reasonOf(error)}`);
  }
  throw new ContractError(name, [], `leads on and on: expected at most ${MAX_REDIRECTS} redirects`);
}

/** An answer's bytes, of one without an end as many as tell that it is too large: what else comes of it is not waited for. */
async function beginningOf(body: Response["body"]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MAX_BYTES) break;
  }
  return Buffer.concat(pieces);
}

async function readLocal(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ContractError(name, [], `can't be read: ${reasonOf(error)}`);
  }
}

/** `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: { message?: unknown } };
  return String(cause?.message ?? message ?? error);
}
