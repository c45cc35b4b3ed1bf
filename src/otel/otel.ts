/** What runs tell on their channels, as OpenTelemetry's traces and metrics. */
import { type MeterProvider, metrics, type TracerProvider, trace } from "@opentelemetry/api";
import { listen } from "./listen.js";
import { Measures } from "./measures.js";
import { Spans } from "./spans.js";

/** The name of the tracer, and of the meter. */
const SCOPE = "hubspot-batch";

/** Where spans and metrics go. */
export interface InstrumentationOptions {
  /** Makes the spans. Default: the one that is registered globally when each span begins; without one there are none. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Makes the metrics. Default: the one that is registered globally at this call; without one there are none. */
  readonly meterProvider?: MeterProvider | undefined;
}

/**
 * Makes spans and metrics of all clients' runs and requests that begin from now on in this process, until the function that
 * it gives is called. Call it once, when your SDK has started. A run's span is below the one that is active where the run is
 * first awaited, or iterated; below it are its batches, below these their requests, and what instrumentation of HTTP makes.
 * Nothing tells of a token or of what is in a record. Throws a `TypeError` where an option is no provider.
 */
export function instrumentHubSpotBatch(options: InstrumentationOptions = {}): () => void {
  const { tracerProvider = trace, meterProvider = metrics } = options;
  if (typeof tracerProvider?.getTracer !== "function")
    throw new TypeError("Expected `tracerProvider` to be a TracerProvider, which has a `getTracer`");
  if (typeof meterProvider?.getMeter !== "function")
    throw new TypeError("Expected `meterProvider` to be a MeterProvider, which has a `getMeter`");
  const hearing = [new Spans(tracerProvider.getTracer(SCOPE)), new Measures(meterProvider.getMeter(SCOPE))].map(
    (one) => ({ one, stop: listen(one) }),
  );
  return () => {
    for (const { one, stop } of hearing.splice(0)) {
      stop();
      one.end();
    }
  };
}
