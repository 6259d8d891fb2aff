/** What lets operators see inside a server process: its console in the log, slow queries, traces. */
import { inProduction } from "@/lib/env";
import { takeOverConsole } from "@/lib/log/console";
import { log } from "@/lib/log/log";
import { watchSlowQueries } from "@/lib/log/slow-queries";
import { watchForAbsence } from "./away";

/** Once a process, before its first request. While developing, Next's own words stay as Next writes them. */
export async function watchServer({ traces }: { traces: boolean }): Promise<void> {
  if (inProduction()) takeOverConsole();
  watchSlowQueries();
  watchForAbsence();
  if (!traces) return;
  try {
    const { traceRequests } = await import("@/lib/log/tracing");
    await traceRequests();
    log().info("Traces are sent to OTEL_EXPORTER_OTLP_ENDPOINT.");
  } catch (err) {
    log().error({ err }, "Traces can't be sent. Were the packages of OpenTelemetry left out of the installation?");
  }
}
