import { contract } from "../generated/lazy.js";
import type { Versions } from "../generated/operations.js";
import { bindClient, type ChosenClient } from "./client.js";
import type { VersionChoice } from "./options/api-version.js";

/** The API versions this package speaks. */
export type ApiVersion = keyof Versions;

/** The version a client speaks unless told otherwise; it stays for a major version of this package. */
type DefaultVersion = "2026-03";

/** Makes a client for HubSpot's batch endpoints. Throws a `TypeError` where an option is wrong. */
export const createClient = bindClient(contract, "2026-03" satisfies DefaultVersion);

/** The client of one API version, or of one for each API: `Client<{ default: "2026-03"; listings: "v3" }>`. */
export type Client<V extends VersionChoice<Versions> = DefaultVersion> = ChosenClient<Versions, V, DefaultVersion>;

/** The names of a version's methods, as `api.verb`. */
export type BatchMethodName<V extends ApiVersion = DefaultVersion> = {
  [Api in keyof Versions[V]["operations"] & string]: `${Api}.${keyof Versions[V]["operations"][Api] & string}`;
}[keyof Versions[V]["operations"] & string];

type Part<
  Name extends string,
  V extends ApiVersion,
  What extends "input" | "record",
> = Name extends `${infer Api}.${infer Verb}`
  ? Versions[V]["operations"] extends Record<Api, Record<Verb, Record<What, infer Type>>>
    ? Type
    : never
  : never;

/** One input of a method: `BatchInput<"api.verb", "v3">`. */
export type BatchInput<Name extends BatchMethodName<V>, V extends ApiVersion = DefaultVersion> = Part<Name, V, "input">;

/** What HubSpot returns for one input of a method. */
export type BatchRecord<Name extends BatchMethodName<V>, V extends ApiVersion = DefaultVersion> = Part<
  Name,
  V,
  "record"
>;

export type * from "../generated/2026-03/names.js";
export { type BatchMethod, type BoundClient, bindClient } from "./client.js";
export type { Contract } from "./contract.js";
export type { CallOptions, ClientOptions, ComingRequest, IsolateOptions, Mapping } from "./options/options.js";
export { createRateLimiter } from "./options/rate-limiter.js";
export type { StandardError } from "./outcome/envelope.js";
export {
  CallerError,
  HttpError,
  HubSpotError,
  type InputIssue,
  InvalidInputError,
  LimiterError,
  NetworkError,
  RefusedError,
  TimeoutError,
  UnaccountedError,
  UnexpectedResponseError,
} from "./outcome/errors.js";
export { formatReport } from "./outcome/format.js";
export {
  type HaltReason,
  type MatchedBy,
  type Outcome,
  type OutcomeStatus,
  type Resend,
  withStatus,
} from "./outcome/outcome.js";
export { exitCode, mergeReports, type Resendable, resendable } from "./outcome/passes.js";
export { type BatchResponse, type ResponseError, toBatchResponse } from "./outcome/response.js";
export {
  assertSucceeded,
  BatchFailedError,
  type BatchReport,
  type BatchSummary,
  type Counts,
  type MergedError,
  type Progress,
  type RequestCounts,
} from "./outcome/summary.js";
export type { Hold, Quota, RateLimiter, Reserve, Turn, TurnEnd, Wait } from "./pace/pace.js";
export type { BatchRun } from "./run/batch-run.js";
export type { ExpiringToken } from "./wire/expiry.js";
export type { TokenFunction } from "./wire/token.js";
export type { Fetch } from "./wire/wire.js";
