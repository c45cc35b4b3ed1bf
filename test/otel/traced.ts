/** Runs as a program with OpenTelemetry's SDK sees them. */
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { instrumentHubSpotBatch } from "../../src/otel/otel.js";

/** Collects when it is asked to: an exporter that does so at intervals would keep fake timers going for ever. */
class OnDemand extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** Sets up the SDK with what it keeps in memory, and instruments. */
export function instrument() {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const reader = new OnDemand();
  const meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const end = instrumentHubSpotBatch({ tracerProvider, meterProvider });
  return {
    tracer: tracerProvider.getTracer("test"),
    end,
    /** The spans that have ended, by name. */
    named: (name: string) => spans.getFinishedSpans().filter((span) => span.name === name),
    all: () => spans.getFinishedSpans(),
    /** What was measured, as `[attributes, value]`. */
    measured: async (name: string) => {
      const { resourceMetrics } = await reader.collect();
      const metrics = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
      const points = metrics.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];
      return points.map(({ attributes, value }) => [attributes, value] as const);
    },
    /** Leaves nothing behind. */
    undo: async () => {
      end();
      context.disable();
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
    },
  };
}

/** The span that a span is below. */
export function parentOf(span: ReadableSpan | undefined, spans: readonly ReadableSpan[]): ReadableSpan | undefined {
  return spans.find((one) => one.spanContext().spanId === span?.parentSpanContext?.spanId);
}
