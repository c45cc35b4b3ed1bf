import { contract } from "../generated/lazy.js";
import type { Versions } from "../generated/operations.js";
import { bindClient, type ChosenClient } from "./client.js";
import type { VersionChoice } from "./options/api-version.js";
import type { NoPortal } from "./options/portal.js";
import type { BatchMethod } from "./run/method.js";

/** The API versions this package speaks. */
export type ApiVersion = keyof Versions;

/** The version a client speaks unless told otherwise; it stays for a major version of this package. */
export type DefaultVersion = "2026-03";

/** Makes a client for HubSpot's batch endpoints. Throws a `TypeError` where an option is wrong. */
export const createClient = bindClient(contract, "2026-03" satisfies DefaultVersion);

/** The client of one API version, or of one for each API: `Client<{ default: "2026-03"; listings: "v3" }>`. */
export type Client<
  V extends VersionChoice<Versions> = DefaultVersion,
  Properties extends object = NoPortal,
> = ChosenClient<Versions, V, DefaultVersion, Properties>;

/** The names of a version's methods, as `api.verb`. */
export type BatchMethodName<V extends ApiVersion = DefaultVersion> = {
  [Api in keyof Versions[V]["operations"] & string]: `${Api}.${keyof Versions[V]["operations"][Api] & string}`;
}[keyof Versions[V]["operations"] & string];

/** What a method takes or gives for one input. */
export type Part<
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

/** One input of a method of any client, one of your own table too: `InputOf<typeof hubspot, "contacts.upsert">`. */
export type InputOf<C, Name extends string> = OfMethod<C, Name, "input">;

/** What HubSpot returns for one input of a method of any client. */
export type RecordOf<C, Name extends string> = OfMethod<C, Name, "record">;

/** What a client's method takes or gives for one input. */
export type OfMethod<
  C,
  Name extends string,
  What extends "input" | "record",
> = Name extends `${infer Api}.${infer Verb}`
  ? C extends { readonly [A in Api]: { readonly [V in Verb]: BatchMethod<infer T> } }
    ? T[What]
    : never
  : never;

/** What HubSpot returns for one input of a method. */
export type BatchRecord<Name extends BatchMethodName<V>, V extends ApiVersion = DefaultVersion> = Part<
  Name,
  V,
  "record"
>;

export type * from "../generated/2026-03/names.js";
export { contract } from "../generated/lazy.js";
export type { Versions } from "../generated/operations.js";
export {
  type BatchMethods,
  type BoundClient,
  bindClient,
  type ChosenClient,
  type CreateClient,
  type Known as KnownVersion,
  type MethodName,
} from "./client.js";
export type {
  ApiLoaders,
  BatchBody,
  // As generated code imports it; and as people read it.
  Bound,
  Bound as BoundOperations,
  Connecting,
  Connection,
  Contract,
  ContractTypes,
  Free as FreeParameters,
  Gathers as GatheredResults,
  InputSchema,
  LazyContract,
  LazyVersion,
  Links as OperationLinks,
  Listed as ListedItems,
  ManyVersions,
  MatchRule,
  Operation,
  Operations,
  OperationTypes,
  Read as ReadRequest,
  ReadBack,
  Reads,
  Reads as ReadRequests,
  ReadTypes,
  SchemaIssue,
  SendInit,
  Signature,
  Values as ParameterValues,
  Version,
  VersionTypes,
} from "./contract.js";
export type {
  ApiOf,
  ChosenTypes,
  DefaultOf as DefaultVersionOf,
  VersionChoice,
  VersionPerApi,
  VersionsWith,
} from "./options/api-version.js";
export type { CallOptions, ClientOptions, ComingRequest, IsolateOptions, Mapping } from "./options/options.js";
export type {
  NameIn as PropertyName,
  NoPortal,
  ObjectProperties,
  OfPortal,
  Portal,
  PortalBody,
  PortalInput,
  PortalRecord,
} from "./options/portal.js";
export { createRateLimiter } from "./options/rate-limiter.js";
export type { Context as ErrorContext, ErrorBody, ErrorDetail, StandardError } from "./outcome/envelope.js";
export {
  CallerError,
  HubSpotError,
  type InputIssue,
  InvalidInputError,
  LimiterError,
  UnaccountedError,
} from "./outcome/errors.js";
export type { Fault } from "./outcome/faults.js";
export { formatReport } from "./outcome/format.js";
export { NetworkError, TimeoutError, UnexpectedResponseError } from "./outcome/lost-errors.js";
export { type MergeOptions, mergeSummaries } from "./outcome/merge-summaries.js";
export type {
  BatchMessage,
  ChannelMessages,
  RequestMessage,
  RequestResult,
  RunMessage,
  RunResult,
  SettledPlace,
  Traced,
  WaitMessage,
} from "./outcome/messages.js";
export type { MissingIds } from "./outcome/missing-ids.js";
export {
  type Failed as FailedFate,
  type Fate,
  type HaltReason,
  type MatchedBy,
  type Outcome,
  type OutcomeStatus,
  type Resend,
  type Succeeded as SucceededFate,
  type Unknown as UnknownFate,
  type Unsent as UnsentFate,
  type WithoutId,
  withStatus,
} from "./outcome/outcome.js";
export { exitCode, mergeReports, type Resendable, resendable } from "./outcome/passes.js";
export type { RefusalError } from "./outcome/refusals.js";
export { HttpError, RefusedError } from "./outcome/refusals.js";
export {
  type BatchResponse,
  type ResponseError,
  type ResponseErrorDetail,
  toBatchResponse,
} from "./outcome/response.js";
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
export type { BatchRun, StopOptions } from "./run/batch-run.js";
export type { TokenCheck } from "./run/check-token.js";
export type {
  DateLike,
  Held as HeldFields,
  KnownFields,
  Method as UnsentMethod,
  NameOf as FieldName,
  ReadOnly as ReadOnlyInput,
  ValueOf as FieldValue,
} from "./run/known-fields.js";
export type {
  BatchMethod,
  BodyOf as CallBody,
  Given as GivenInputs,
  Needs as CallNeeds,
  OptionName,
  Options as MethodOptions,
  OwnRow,
  QueryOf as CallQuery,
  RunOf as MethodRun,
  Taken as TakenInputs,
  TakenOptions,
} from "./run/method.js";
export type { Resolvable, ResolveOptions } from "./run/resolve.js";
export type { RetryOptions } from "./wire/backoff.js";
export type { ExpiringToken } from "./wire/expiry.js";
export type { TokenFunction } from "./wire/token.js";
export type { Fetch } from "./wire/wire.js";
