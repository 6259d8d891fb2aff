import { readRoute } from "@/app/_server/api-route";
import { metricsAnswer } from "@/app/_server/metrics";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

/** Prometheus text, for this machine and whoever has METRICS_TOKEN. docs/watching.md lists what is in it. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(
  (request) => metricsAnswer(request, env().METRICS_TOKEN),
  null,
);
