/** The bodies of refusals, in the shapes that HubSpot sends. */
import type { Refusal } from "./faults.js";
import { coin, correlationId, type Random } from "./random.js";
import type { Input, SandboxOperation } from "./routes.js";
import { textOf, valueAt } from "./store.js";

/** One answer, before it is put on a wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Which inputs of which operation were refused. */
export interface Refused {
  readonly operation: Pick<SandboxOperation, "errors" | "match" | "recordId" | "scopes">;
  readonly inputs: readonly Input[];
}

type Context = Record<string, readonly string[]>;

const json = { "content-type": "application/json;charset=utf-8" };
const page = { "content-type": "text/html; charset=UTF-8" };

/** What HubSpot says with a status, where the refusal does not say it itself. */
const usual: Readonly<Record<number, { category: string; message: string }>> = {
  400: {
    category: "VALIDATION_ERROR",
    message:
      'Property values were not valid: [{"isValid":false,"message":"Property \\"missing\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"missing"}]',
  },
  401: {
    category: "EXPIRED_AUTHENTICATION",
    message: "The OAuth token used to make this call expired 75 second(s) ago.",
  },
  403: {
    category: "MISSING_SCOPES",
    message: "This app hasn't been granted all required scopes to make this call.",
  },
  404: { category: "OBJECT_NOT_FOUND", message: "No object found" },
  409: { category: "CONFLICT", message: "The object already exists" },
  413: { category: "PAYLOAD_TOO_LARGE", message: "The request is too large" },
  414: { category: "URI_TOO_LONG", message: "The URI is too long" },
  423: { category: "LOCKED", message: "The object is locked" },
  477: { category: "MIGRATION_IN_PROGRESS", message: "The account is being moved to another data center" },
};
const expired = "EXPIRED_AUTHENTICATION";
const expiry: Context = { "expire time": ["2022-06-21T10:37:52.040Z"] };
const failure = { category: "INTERNAL_ERROR", message: "internal error" };

/** HubSpot's edge answers these itself, with a page. */
const fromEdge: ReadonlySet<number> = new Set([502, 504, 521, 522, 523, 524]);

/** An answer with a JSON body. */
export function answerWith(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...json, ...headers }, body: JSON.stringify(body) };
}

/** An answer with a page in place of JSON. */
export function htmlAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>\n`;
  return { status, headers: { ...page, ...headers }, body };
}

/** Refuses a whole request. */
export function refuse(refusal: Refusal, random: Random, refused?: Refused): Answer {
  const { status, headers = {}, body, subCategory } = refusal;
  if (body !== undefined) return { status, headers: { ...json, ...headers }, body };
  if (status === 429) return answerWith(429, rateLimitBody(refusal, random), headers);
  if (fromEdge.has(status) && refusal.message === undefined) return htmlAnswer(status, headers);

  const theirs = usual[status] ?? failure;
  const { category = theirs.category, message = theirs.message } = refusal;
  const naming = refused && names(refused, refusal.named ?? false);
  const context = { ...(category === expired && expiry), ...naming, ...refusal.context };
  const scopes = status === 403 && refused ? scopeErrors(refused.operation) : undefined;
  const errors = refusal.errors ?? scopes;
  const said = {
    status: "error",
    message,
    correlationId: correlationId(random),
    ...(Object.keys(context).length > 0 && { context }),
    ...(category !== null && { category }),
    ...(subCategory !== undefined && { subCategory }),
    ...(errors && { errors }),
    ...(scopes && { links: { scopes: "https://developers.hubspot.com/scopes" } }),
  };
  return answerWith(status, said, { ...(status === 477 && { "retry-after": "3600" }), ...headers });
}

/** One entry of an envelope's `errors`. */
export function standardError(refusal: Omit<Refusal, "status">, random: Random, refused: Refused): object {
  const { category = "VALIDATION_ERROR", message = usual[400]?.message, subCategory, errors, named = true } = refusal;
  const naming = named === false ? namesNothing(refused.operation, random) : names(refused, named);
  const context = { ...naming, ...refusal.context };
  return {
    status: "error",
    ...(coin(random) && { id: correlationId(random) }),
    category,
    ...(subCategory !== undefined && { subCategory }),
    message,
    context,
    // Described as required, and often left out.
    ...((errors || coin(random)) && { errors: errors ?? [] }),
    ...(coin(random) && { links: {} }),
  };
}

/** The inputs' values under the keys of the operation's `errors`, under one of them, or as `Refusal.named` says. */
export function names({ operation, inputs }: Refused, named: boolean | string): Context {
  if (named === false) return {};
  if (named === "coordinates") return { missingObjectPropertyValueCoordinates: inputs.map(coordinatesOf(operation)) };
  const { errors } = operation;
  const fields = named === true ? errors : { [named]: errors[named] ?? named };
  const context: Context = {};
  for (const [key, field] of Object.entries(fields)) {
    const values = inputs
      .map((input) => valueAt(input, field.split(".")))
      .flatMap((value) => (value == null ? [] : [textOf(value)]));
    if (values.length > 0) context[key] = [...new Set(values)];
  }
  return context;
}

/** `0-420 tenant_id:T7`: the type of object, and the property and value by which it was looked for. */
function coordinatesOf({ match, recordId }: Refused["operation"]): (input: Input) => string {
  return (input) => {
    const rule = match.find((one) => "when" in one && one.when !== undefined && input[one.when] != null);
    const [own = "id"] = recordId;
    if (rule === undefined || !("when" in rule) || rule.when === undefined) return `0-420 ${own}:${textOf(input[own])}`;
    return `0-420 ${textOf(input[rule.when])}:${textOf(valueAt(input, rule.input.split(".")))}`;
  };
}

/** HubSpot's errors that name no input have an empty context, or an empty name in it. */
function namesNothing({ errors }: Refused["operation"], random: Random): Context {
  const [key] = Object.keys(errors);
  return key !== undefined && coin(random) ? { [key]: [""] } : {};
}

function rateLimitBody({ policyName = "TEN_SECONDLY_ROLLING", message }: Refusal, random: Random): object {
  return {
    status: "error",
    message: message ?? `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: "RATE_LIMIT",
    correlationId: correlationId(random),
    policyName,
    ...(policyName === "DAILY"
      ? { requestId: correlationId(random) }
      : { groupName: "publicapi:private_app-api-calls-ten-secondly" }),
  };
}

/** What a 403 says of the scopes that are missing. */
export function scopeErrors({ scopes }: Pick<Refused["operation"], "scopes">): object[] {
  return [
    {
      message: "One or more of the following scopes are required.",
      context: { requiredGranularScopes: scopes },
    },
  ];
}
