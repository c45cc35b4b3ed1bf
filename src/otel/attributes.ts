/**
 * What is told of runs, batches and requests, by the names of OpenTelemetry's semantic conventions that are stable
 * (opentelemetry.io/docs/specs/semconv), and where these have none, by names below `hubspot_batch`.
 */
import type { Attributes } from "@opentelemetry/api";
import type { BatchMessage, Counts, RequestMessage, RunMessage } from "../index.js";

/** What records came to, gravest first: what may have been written, and nobody knows, is worse than what was refused. */
const TROUBLE = ["unknown", "failed", "unsent"] as const;

/** All that records come to. */
export const STATUSES = ["succeeded", ...TROUBLE] as const;

/** How a request ended. */
export type RequestOutcome = "accepted" | "refused" | "rate-limited" | "failed" | "lost";

/** How a request ended: refused by a status of 400 to 499, failed by one above, lost without an answer that tells. */
export function outcomeOf({ result }: RequestMessage): RequestOutcome {
  if (result === undefined) return "lost";
  const { status } = result;
  if (status === 429) return "rate-limited";
  if (status >= 500) return "failed";
  return status >= 400 ? "refused" : "accepted";
}

/** What a run's span begins with. */
export function ofRun({ operation, apiVersion, batchSize }: RunMessage): Attributes {
  return {
    "hubspot_batch.operation": operation,
    "hubspot_batch.api_version": apiVersion,
    "hubspot_batch.batch_size": batchSize,
  };
}

/** What the span of a batch begins with. */
export function ofBatch({ run, size }: BatchMessage): Attributes {
  return { "hubspot_batch.operation": run.operation, ...ofSize(size) };
}

/** What a request's span begins with. */
export function ofRequest({ batch, size, attempt, why, server }: RequestMessage): Attributes {
  return {
    ...(batch && { "hubspot_batch.operation": batch.run.operation }),
    ...(why && { "hubspot_batch.request.reason": why === "isolating" ? "isolating" : "look_alike" }),
    ...ofSize(size),
    ...ofServer(server),
    ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
  };
}

/** How many records had which fate. */
export function ofCounts(counts: Counts): Attributes {
  return Object.fromEntries(STATUSES.map((status) => [`hubspot_batch.records.${status}`, counts[status]]));
}

/** The server, its port where that is none of its protocol's own. */
export function ofServer(server: string): Attributes {
  const { hostname, port } = new URL(server);
  return { "server.address": hostname, ...(port && { "server.port": Number(port) }) };
}

/** What is wrong with the end of a run: what halted it, or else the gravest fate. */
export function errorOfRun({ result }: RunMessage): string | undefined {
  if (result === undefined) return "_OTHER";
  return result.ok ? undefined : (result.halted ?? errorOfCounts(result.counts));
}

/** What is wrong with the end of a batch: the gravest fate. */
export function errorOfBatch({ result }: BatchMessage): string | undefined {
  return result === undefined ? "_OTHER" : errorOfCounts(result);
}

/** What is wrong with the end of a request: the status of its answer, or the name of its error. */
export function errorOfRequest(request: RequestMessage): string | undefined {
  const { result, error } = request;
  if (result === undefined) return error?.name ?? "_OTHER";
  return outcomeOf(request) === "accepted" ? undefined : String(result.status);
}

function errorOfCounts(counts: Counts): string | undefined {
  return TROUBLE.find((status) => counts[status] > 0);
}

/** By the conventions one is no batch. */
function ofSize(size: number | undefined): Attributes {
  return size !== undefined && size > 1 ? { "db.operation.batch.size": size } : {};
}
