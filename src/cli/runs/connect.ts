/** A client for where a run goes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type BatchRun, createClient, HttpError, type TokenCheck } from "../../index.js";
import { CommandError, EXIT } from "../failure.js";
import type { Row } from "../rows/row.js";
import { say, type Terminal } from "../terminal.js";
import type { Manner } from "./manner.js";
import type { Settings } from "./settings.js";

/** Calls a method by its name, with rows. */
export type Call = (
  rows: Iterable<Row> | AsyncIterable<Row>,
  options: object,
) => BatchRun<Row, { readonly id?: unknown }>;

/** A client that methods are called of by name. */
export interface Connected {
  call(method: string): Call;
  check(method: string): Promise<TokenCheck>;
}

/** Makes the client. Throws a `CommandError` where there is no token, or an option is wrong. */
export async function connect(
  settings: Pick<Settings, "apiVersion" | "target" | "faults">,
  { quota, reserve, tokenFile }: Manner,
  terminal: Terminal,
): Promise<Connected> {
  const { apiVersion, target, faults } = settings;
  const isSandbox = target === "sandbox";
  const options = {
    apiVersion,
    accessToken: isSandbox ? "sandbox" : readToken(tokenFile, terminal),
    ...(quota && { quota }),
    ...(reserve && { reserve }),
    ...(isSandbox && { fetch: await sandboxFetch(faults) }),
    ...(!isSandbox && target !== "production" && { baseUrl: target }),
  };
  return clientOf(options);
}

/** Makes a client of options that are no types here. */
export function clientOf(options: object): Connected {
  let client: Readonly<Record<string, Readonly<Record<string, Call>>>> & Pick<Connected, "check">;
  try {
    // By name, each method is like the others.
    client = createClient(options) as object as typeof client;
  } catch (error) {
    if (error instanceof TypeError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
  return {
    call(method) {
      const [api = "", verb = ""] = method.split(".");
      const found = client[api]?.[verb];
      if (found === undefined) throw new CommandError(`there is no operation \`${method}\``);
      return found;
    },
    check: (method) => client.check(method),
  };
}

/** The token: never an argument, which every user of the machine can read. */
export function readToken(file: string | undefined, { env, cwd }: Terminal): string {
  let token = env["HUBSPOT_ACCESS_TOKEN"];
  if (file !== undefined)
    try {
      token = readFileSync(resolve(cwd, file), "utf8");
    } catch (error) {
      throw new CommandError(`--token-file ${file}: ${(error as NodeJS.ErrnoException).code ?? "it can't be read"}`, {
        exitCode: EXIT.unauthorized,
        cause: error,
      });
    }
  token = token?.trim();
  if (token === undefined || token === "")
    throw new CommandError(
      "there is no token: set HUBSPOT_ACCESS_TOKEN, or give --token-file; --target sandbox needs none",
      { exitCode: EXIT.unauthorized },
    );
  return token;
}

async function sandboxFetch(faults: readonly object[] = []): Promise<unknown> {
  const { createSandbox } = await import("../../sandbox/sandbox.js");
  const given = faults.map((fault) => {
    const { when, ...others } = fault as { when?: Readonly<Record<string, unknown>> };
    return when === undefined ? others : { ...others, when: (input: object) => has(input, when) };
  });
  try {
    // What is no fault is refused by the sandbox, in its own words.
    return createSandbox({ faults: given as never }).fetch;
  } catch (error) {
    throw new CommandError(`--faults: ${(error as Error).message}`, { cause: error });
  }
}

/** Whether an input has all that a fault asks of it. */
function has(input: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return input === wanted;
  return (
    typeof input === "object" &&
    input !== null &&
    Object.entries(wanted).every(([name, value]) => has((input as Readonly<Record<string, unknown>>)[name], value))
  );
}

/**
 * Asks what the account is called: by its number in HubSpot, or where that isn't told, by where it is and a hash of the
 * token. Throws a `CommandError` where the token is refused, or nothing answers: then nothing is sent.
 */
export async function accountOf(
  connected: Connected,
  settings: Pick<Settings, "operation" | "target">,
  manner: Manner,
  terminal: Terminal,
): Promise<string> {
  const { target, operation } = settings;
  const { portalId, error, advice, lacking } = await connected.check(operation);
  if (lacking.length > 0 && advice !== undefined) say(terminal, `The token lacks scopes. ${advice}.`);
  if (target === "sandbox") return "sandbox";
  if (portalId !== undefined) return target === "production" ? `portal ${portalId}` : `portal ${portalId} at ${target}`;
  const status = error instanceof HttpError ? error.status : undefined;
  if (status === 401) throw new CommandError(`${advice}.`, { exitCode: EXIT.unauthorized });
  if (status === undefined || status < 400 || status >= 500)
    throw new CommandError(
      `HubSpot can't be asked: ${error?.message ?? "it did not say whose the token is"}. Nothing was sent.`,
    );
  const hash = createHash("sha256").update(readToken(manner.tokenFile, terminal)).digest("hex").slice(0, 12);
  say(terminal, `HubSpot does not say whose the token is (${status}): the run goes by the token itself.`);
  return `token ${hash} at ${target}`;
}
