/** Asks HubSpot what the token may do, before anything is written with it. */
import type { Operation, Read } from "../contract.js";
import { CallerError, HubSpotError, UnaccountedError } from "../outcome/errors.js";
import { HaltSwitch } from "../outcome/halt.js";
import { HttpError } from "../outcome/refusals.js";
import { readRateHeaders } from "../pace/headers.js";
import type { Quota, RateLimiter } from "../pace/pace.js";
import type { Tokens } from "../wire/token.js";
import type { Transport } from "../wire/transport.js";
import type { Answer } from "../wire/wire.js";
import { addressOf } from "./address.js";
import { objectIn } from "./object-in.js";

/** What a token may do, as plain data: no token is in it. */
export interface TokenCheck {
  /** Whether HubSpot takes the token and tells its scopes, and of the methods that were asked for none is known to lack one. */
  readonly ok: boolean;
  /** The account's id. */
  readonly portalId?: number;
  /** `STANDARD`, `DEVELOPER_TEST`, `SANDBOX` … */
  readonly accountType?: string;
  /** The time zone at whose midnight the account's day begins. */
  readonly timeZone?: string;
  /** The scopes that the token has; absent where HubSpot does not tell, as of OAuth's tokens. */
  readonly scopes?: readonly string[];
  /**
   * The methods that the token may not call, and the scopes they lack: all of these, or where `any`, one of them. Of several
   * sets of scopes that will do, it is the one that lacks fewest.
   */
  readonly lacking: readonly { readonly method: string; readonly scopes: readonly string[]; readonly any: boolean }[];
  /** Methods of which it is not known: HubSpot does not tell the scopes, or the contract does not (they depend on the object's type). */
  readonly unjudged: readonly string[];
  /** What may be sent in a window of time, as far as it is known. */
  readonly quota?: Quota;
  /** The account's day; absent where HubSpot does not tell. */
  readonly day?: { readonly left: number; readonly limit?: number; readonly resetsAt?: string };
  /** What HubSpot refused to tell, or did not answer: the account, else the scopes, else the day. */
  readonly error?: HubSpotError;
  /** What to do, where there is something to do. */
  readonly advice?: string;
}

/** What a check needs of its client. */
export interface CheckContext {
  readonly find: (method: string) => Promise<Operation> | undefined;
  readonly reads: (api: string) => Promise<Readonly<Record<string, Read>>>;
  readonly client: unknown;
  readonly transport: Transport;
  readonly tokens: Tokens;
  readonly limiter: RateLimiter;
}

type Told =
  | { readonly value: Readonly<Record<string, unknown>>; readonly answer: Answer; readonly error?: never }
  | { readonly error: HubSpotError };

/** Makes a question's body; its signal is aborted when the question is not asked any more. */
type BodyOf = (signal: AbortSignal) => Promise<object>;

const NO_SCOPES = "Look at the app's scopes in HubSpot: it does not tell them of this token, and no method was judged";

/** Checks the token against methods. Never rejects but for a part that can't be loaded. */
export async function checkToken(methods: readonly string[], context: CheckContext): Promise<TokenCheck> {
  const operations = await Promise.all(methods.flatMap((method) => context.find(method) ?? []));
  const { details, token, usage } = await context.reads("account");
  const ask = (read: Read | undefined, bodyOf?: BodyOf) => tell(read, bodyOf, context);
  // Alone, so that a token which is refused is refused but once.
  const account = await ask(details);
  if ("error" in account)
    return { ok: false, lacking: [], unjudged: [...methods], error: account.error, advice: adviceFor(account.error) };
  const [info, used] = await Promise.all([
    ask(token, async (signal) => ({ tokenKey: (await context.tokens.get(signal)).value })),
    ask(usage),
  ]);
  const scopes = "value" in info ? textsIn(info.value["scopes"]) : undefined;
  const error = [info, used].find((told) => "error" in told)?.error;
  const lacking = scopes === undefined ? [] : operations.flatMap((operation) => lackOf(operation, scopes));
  const unjudged = operations
    .filter((one) => scopes === undefined || one.scopes.length === 0)
    .map(({ method }) => method);
  const { portalId, accountType, timeZone } = account.value;
  const quota = context.limiter.quota?.() ?? readRateHeaders(account.answer.headers).quota;
  const day = dayOf(account.answer, used);
  return {
    ok: scopes !== undefined && lacking.length === 0,
    ...(typeof portalId === "number" && { portalId }),
    ...(typeof accountType === "string" && { accountType }),
    ...(typeof timeZone === "string" && { timeZone }),
    ...(scopes && { scopes }),
    lacking,
    unjudged,
    ...(quota && { quota }),
    ...(day && { day }),
    ...(error && { error }),
    ...(scopes === undefined && { advice: NO_SCOPES }),
    ...(lacking.length > 0 && { advice: `Grant the app ${scopesOf(lacking)}, and take its new token` }),
  };
}

/** Asks one question, which has its own switch: that HubSpot refuses one is no reason not to ask another. */
async function tell(
  read: Read | undefined,
  bodyOf: BodyOf | undefined,
  { client, transport }: CheckContext,
): Promise<Told> {
  if (read === undefined) return { error: new UnaccountedError("The contract does not say where this is asked") };
  const control = new HaltSwitch();
  const { start, send, cut } = control;
  const counts = { sent: 0, retried: 0, rateLimited: 0, isolating: 0, lookAlike: 0 };
  const context = { start, send, cut, counts, halt: control.halt.bind(control), wait: () => () => {} };
  try {
    const body = await bodyOf?.(start);
    const params = { path: {}, query: {} };
    const address = await addressOf((fetch) => read.send(client, { params }, { fetch }));
    const outgoing = { ...address, body: body && JSON.stringify(body) };
    const reply = await transport.exchange(outgoing, context, {
      idempotent: true,
      read: ({ text }: Answer) => objectIn(text),
    });
    if (reply.kind === "accepted") return { value: reply.value, answer: reply.answer };
    return { error: reply.error ?? new UnaccountedError("It was not asked") };
  } catch (thrown) {
    // An accessToken function that threw, for one.
    return {
      error: thrown instanceof HubSpotError ? thrown : new UnaccountedError("It was not asked", { cause: thrown }),
    };
  }
}

function textsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

function lackOf(
  { method, scopes, scopeSets = [scopes] }: Pick<Operation, "method" | "scopes" | "scopeSets">,
  granted: readonly string[],
): TokenCheck["lacking"] {
  const missing = scopeSets.map((set) => set.filter((scope) => !granted.includes(scope)));
  const fewest = Math.min(...missing.map(({ length }) => length));
  if (fewest === 0) return [];
  const nearest = missing.filter(({ length }) => length === fewest);
  const either = [...new Set(nearest.flat())];
  const any = fewest === 1 && either.length > 1;
  return [{ method, scopes: any ? either : (nearest[0] ?? []), any }];
}

/** The day as the answer's headers tell it, which is now; else as it was last counted. */
function dayOf({ headers }: Answer, used: Told): TokenCheck["day"] {
  const [limit] = "value" in used && Array.isArray(used.value["results"]) ? (used.value["results"] as unknown[]) : [];
  const { usageLimit, currentUsage, resetsAt } = (limit ?? {}) as Readonly<Record<string, unknown>>;
  const counted =
    typeof usageLimit === "number" && typeof currentUsage === "number" ? usageLimit - currentUsage : undefined;
  const left = readRateHeaders(headers).today ?? counted;
  if (left === undefined) return undefined;
  return {
    left: Math.max(left, 0),
    ...(typeof usageLimit === "number" && { limit: usageLimit }),
    ...(typeof resetsAt === "string" && { resetsAt }),
  };
}

/** Most scopes that an advice names. */
const MOST_NAMED = 5;

function scopesOf(lacking: TokenCheck["lacking"]): string {
  const names = [
    ...new Set(
      lacking.map(({ scopes, any }) => (any ? `one of ${scopes.slice(0, 2).join(", ")}, …` : scopes.join(", "))),
    ),
  ];
  return names.slice(0, MOST_NAMED).join("; ") + (names.length > MOST_NAMED ? "; and others (see `lacking`)" : "");
}

function adviceFor(error: HubSpotError): string {
  if (error instanceof CallerError) return "Look at the accessToken function: it gave no token";
  const status = error instanceof HttpError ? error.status : undefined;
  if (status === 401) return "Take a new token: HubSpot refuses this one, as expired, replaced or mistyped";
  if (status === 403) return "Take a token of an app that is installed in this account";
  if (status === 404) return "Look at `baseUrl`: what answers there does not tell of tokens";
  return "Try again later: nothing is known of the token";
}
