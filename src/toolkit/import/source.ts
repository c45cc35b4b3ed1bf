/** Reads a description that somebody else has published: a file, or an https URL. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ContractError, isObject, type JsonObject } from "../codegen/document.js";
import { parseFile } from "../codegen/load.js";

/** A published description, as it is. */
export interface Published {
  /** Its file name or URL, for messages. */
  readonly name: string;
  /** What its file is called, without the extension. */
  readonly stem: string;
  readonly document: JsonObject;
}

type Get = (url: URL) => Promise<Pick<Response, "status" | "url" | "text">>;

/** Reads a description. */
export async function readPublished(location: string, get: Get = (url) => fetch(url)): Promise<Published> {
  const url = URL.canParse(location) && /^https?:/i.test(location) ? new URL(location) : undefined;
  const name = url ? url.href : basename(location);
  const text = url ? await download(url, get) : await readLocal(location, name);
  return published(name, basename(url?.pathname ?? location), text);
}

/** A description's text, if it is OpenAPI 3.0. */
export function published(name: string, file: string, text: string): Published {
  if (/^\s*</.test(text)) throw new ContractError(name, [], "is HTML or XML, not JSON or YAML");
  const document = parseFile(name, text);
  if (!isObject(document)) throw new ContractError(name, [], "is no OpenAPI document");
  const version = document["openapi"] ?? document["swagger"];
  if (typeof version !== "string") throw new ContractError(name, [], "is no OpenAPI document");
  const key = document["openapi"] === undefined ? "swagger" : "openapi";
  if (!version.startsWith("3.0.")) throw new ContractError(name, [key], `expected OpenAPI 3.0, got ${version}`);
  if (!isObject(document["paths"])) throw new ContractError(name, ["paths"], "expected paths");
  return { name, stem: file.replace(/\.[^.]*$/, ""), document };
}

async function download(url: URL, get: Get): Promise<string> {
  if (url.protocol !== "https:") throw new ContractError(url.href, [], "expected https:");
  try {
    const response = await get(url);
    if (response.status !== 200) throw new ContractError(url.href, [], `answers ${response.status}`);
    if (response.url !== "" && !response.url.startsWith("https:")) {
      throw new ContractError(url.href, [], `leads to ${response.url}, which is not https:`);
    }
    return await response.text();
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw new ContractError(url.href, [], `can't be reached: ${reasonOf(error)}`);
  }
}

async function readLocal(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ContractError(name, [], `can't be read: ${reasonOf(error)}`);
  }
}

/** `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: { message?: unknown } };
  return String(cause?.message ?? message ?? error);
}
