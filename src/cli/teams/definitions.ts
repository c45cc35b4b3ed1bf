/** What HubSpot says of the properties of a type of object: asked of it, or as it was kept. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient, HttpError } from "../../index.js";
import { CommandError, EXIT } from "../failure.js";
import { readToken } from "../runs/connect.js";
import type { Terminal } from "../terminal.js";

/** Where answers come from. */
export interface AnswerSource {
  /** A folder of `<objectType>.json`; HubSpot is asked where there is none. */
  readonly folder?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** The version that is asked: what it says of properties is the same in all. */
const VERSION = "2026-03";

/** Reads an answer. Throws a `CommandError` where there is none. */
export async function readAnswer(
  objectType: string,
  { folder, baseUrl, tokenFile }: AnswerSource,
  terminal: Terminal,
): Promise<unknown> {
  if (folder !== undefined) return kept(join(folder, `${objectType}.json`));
  const accessToken = readToken(tokenFile, terminal);
  try {
    const { api } = createClient({ accessToken, ...(baseUrl !== undefined && { baseUrl }) });
    // The contract has the batches of this path alone; its GET is asked for as any other request.
    const get = api.GET as unknown as (
      path: string,
      options: object,
    ) => Promise<{ readonly data?: unknown; readonly response: Response }>;
    const { data, response } = await get(`/crm/properties/${VERSION}/{objectType}`, {
      params: { path: { objectType } },
    });
    if (response.ok) return data;
    throw refusal(objectType, response.status);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (error instanceof HttpError) throw refusal(objectType, error.status);
    throw new CommandError(`HubSpot can't be asked: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function refusal(objectType: string, status: number): CommandError {
  if (status === 401) return new CommandError("HubSpot refuses the token", { exitCode: EXIT.unauthorized });
  const why =
    status === 403 ? "the token lacks its scope" : status === 404 ? "there is no such type" : `it answers ${status}`;
  return new CommandError(`HubSpot does not tell the properties of ${objectType}: ${why}`);
}

async function kept(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new CommandError(`${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
