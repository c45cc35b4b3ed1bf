import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { BatchMessage, RequestMessage, RunMessage, Traced, WaitMessage } from "../index.js";
import { errorOfBatch, errorOfRequest, errorOfRun, ofBatch, ofCounts, ofRequest, ofRun } from "./attributes.js";
import type { Listener } from "./listen.js";

interface Open {
  readonly span: Span;
  /** The context that it is the active span of. */
  readonly context: Context;
}

/** Makes a span of each run, below it of each batch, and below that of each request. */
export class Spans implements Listener {
  readonly #tracer: Tracer;
  readonly #open = new Map<Traced, Open>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  readonly runStarted = (run: RunMessage): void => this.#start(run, run.operation, SpanKind.INTERNAL, ofRun(run));

  readonly batchStarted = (batch: BatchMessage): void =>
    this.#start(batch, `${batch.run.operation} batch`, SpanKind.INTERNAL, ofBatch(batch), batch.run);

  readonly requestStarted = (request: RequestMessage): void => {
    const { batch, method } = request;
    const name = batch === undefined ? `hubspot.api ${method}` : `${batch.run.operation} request`;
    this.#start(request, name, SpanKind.CLIENT, ofRequest(request), batch);
  };

  readonly runEnded = (run: RunMessage): void => {
    const { counts, requests } = run.result ?? {};
    this.#end(run, errorOfRun(run), {
      ...(counts && ofCounts(counts)),
      ...(requests && {
        "hubspot_batch.requests.sent": requests.sent,
        "hubspot_batch.requests.retried": requests.retried,
      }),
    });
  };

  readonly batchEnded = (batch: BatchMessage): void =>
    this.#end(batch, errorOfBatch(batch), batch.result && ofCounts(batch.result));

  readonly requestEnded = (request: RequestMessage): void => this.#end(request, errorOfRequest(request));

  readonly waits = ({ batch, reason, untilMs }: WaitMessage): void => {
    const until = new Date(untilMs);
    this.#open.get(batch)?.span.addEvent("hubspot_batch.wait", {
      "hubspot_batch.wait.reason": reason,
      // A limiter of the caller's may give what is no time: for ever, for one.
      ...(Number.isFinite(until.getTime()) && { "hubspot_batch.wait.until": until.toISOString() }),
    });
  };

  /** Ends what is open, for nothing more is heard of it. */
  end(): void {
    for (const { span } of this.#open.values()) span.end();
    this.#open.clear();
  }

  #start(message: Traced, name: string, kind: SpanKind, attributes: Attributes, parent?: Traced): void {
    const above = (parent && this.#open.get(parent)?.context) ?? context.active();
    const span = this.#tracer.startSpan(name, { kind, attributes }, above);
    const own = trace.setSpan(above, span);
    this.#open.set(message, { span, context: own });
    const { within } = message;
    message.within = (begin) => context.with(own, within ? () => within(begin) : begin);
  }

  #end(message: Traced, error: string | undefined, attributes: Attributes = {}): void {
    const span = this.#open.get(message)?.span;
    if (span === undefined) return;
    this.#open.delete(message);
    span.setAttributes(attributes);
    if (error !== undefined) span.setAttribute("error.type", error).setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
}
