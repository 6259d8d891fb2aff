import type { Instrumentation } from "next";

/** A page that could not be rendered: nobody need wait for it any more. Next logs the error itself. */
export const onRequestError: Instrumentation.onRequestError = async (_error, request) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { endRender } = await import("./app/_server/page-cache.mjs");
  endRender(request.path);
};

/** What a server process does once, before its first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { settleIncoming } = await import("./app/_server/incoming");
  const { env } = await import("./lib/env");
  const { limitPages } = await import("./app/_server/page-cache.mjs");
  const { TRUST_PROXY, SITE_URL, HSTS, PAGE_CACHE_MB, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  const { beginLog } = await import("./lib/log/log");
  beginLog({ name: "web" });
  const { watchServer } = await import("./app/_server/watching");
  await watchServer({ traces: OTEL_EXPORTER_OTLP_ENDPOINT !== undefined });
  limitPages(PAGE_CACHE_MB);
  settleIncoming({
    trustProxy: TRUST_PROXY === "on",
    policies: process.env.NODE_ENV === "production",
    httpsFor: SITE_URL.startsWith("https:") && HSTS !== "off" ? HSTS : null,
  });
  const { database } = await import("./lib/database");
  const { refreshSite } = await import("./lib/site");
  const { followChanges } = await import("./app/_server/follow-changes");
  try {
    await refreshSite(database().db);
  } catch {
    // Read once there is a database: follow-changes.ts.
  }
  followChanges();
}
