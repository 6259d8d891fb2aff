/** Traces as OpenTelemetry has them, where somebody wants them: https://opentelemetry.io/docs/languages/sdk-configuration/ */
import type { Attributes, Tracer } from "@opentelemetry/api";
import { type QueryDone, watchQueries } from "@/db/query-times";
import { queryName } from "./slow-queries";

const SERVICE = "gazette";
const FLUSH_TIMEOUT_MS = 2_000;

/**
 * Sends spans to OTEL_EXPORTER_OTLP_ENDPOINT from now on: those of Next (requests, renders, route handlers) and one for
 * each query within them. The packages are loaded here and nowhere else, so nobody else pays for them; they are optional,
 * so the build must not look for them.
 * @throws Error where they are not installed
 */
export async function traceRequests(): Promise<void> {
  const [api, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import(/* turbopackIgnore: true */ "@opentelemetry/api"),
    import(/* turbopackIgnore: true */ "@opentelemetry/sdk-trace-node"),
    import(/* turbopackIgnore: true */ "@opentelemetry/exporter-trace-otlp-http"),
    import(/* turbopackIgnore: true */ "@opentelemetry/resources"),
  ]);
  const named = resources.resourceFromAttributes({ "service.name": SERVICE });
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
  const given = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new NodeTracerProvider({
    resource: resources.defaultResource().merge(named).merge(given),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = api.trace.getTracer(SERVICE);
  watchQueries((done) => {
    // Only within a request that is traced: what the portal asks by itself would be a trace for each query.
    if (api.trace.getActiveSpan()?.isRecording()) noteQuery(tracer, api.SpanKind.CLIENT, done);
  });
  // What is not sent yet when it stops, as far as there is time. Next has listeners of its own that end the process.
  const flush = () => void Promise.race([provider.forceFlush(), timeout()]).catch(() => {});
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, flush);
}

/** https://opentelemetry.io/docs/specs/semconv/database/postgresql/ */
function noteQuery(tracer: Tracer, kind: number, { text, startedAt, ms, failed }: QueryDone): void {
  const attributes: Attributes = { "db.system.name": "postgresql", "db.query.text": text };
  const span = tracer.startSpan(queryName(text), { kind, startTime: startedAt, attributes });
  if (failed) span.setStatus({ code: 2 });
  span.end(startedAt + ms);
}

const timeout = () => new Promise<void>((resolve) => setTimeout(resolve, FLUSH_TIMEOUT_MS).unref());
