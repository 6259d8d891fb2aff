/** What /api/metrics gives, and to whom. */
import { createHash, timingSafeEqual } from "node:crypto";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { portalFigures } from "@/lib/metrics/portal";
import { processFigures } from "@/lib/metrics/process";
import { counted } from "@/lib/metrics/registry";
import { type Family, gauge, METRICS_TYPE, metricsText, sample } from "@/lib/metrics/text";
import { isThisMachine } from "./forwarding";
import { cacheHits, keptSize } from "./page-cache.mjs";
import { problem } from "./problem";

const MEGABYTE = 1024 * 1024;

/** Metrics for this machine, and for whoever has METRICS_TOKEN: they tell how busy the portal is, and with what. */
export async function metricsAnswer({ headers }: Pick<Request, "headers">, token?: string): Promise<Response> {
  if (!isThisMachine(headers) && !hasToken(headers, token)) return refusal(token);
  const families = [...counted(), ...cacheFamilies(), ...processFigures(), ...(await portalFigures(database().db))];
  return new Response(metricsText(families), {
    headers: { "content-type": METRICS_TYPE, "cache-control": "no-store" },
  });
}

function cacheFamilies(): Family[] {
  const { entries, bytes } = keptSize();
  const { hits, misses } = cacheHits();
  const maxBytes = env().PAGE_CACHE_MB * MEGABYTE;
  const counter = (name: string, help: string, value: number): Family => {
    return { name, help, type: "counter", samples: [sample(name, {}, value)] };
  };
  return [
    counter("gazette_cache_hits_total", "Pages, feeds and answers that were kept and true.", hits),
    counter("gazette_cache_misses_total", "Those that had to be made.", misses),
    gauge("gazette_cache_entries", "How many are kept.", entries),
    gauge("gazette_cache_bytes", "Memory that they take, about.", bytes),
    gauge("gazette_cache_max_bytes", "Memory that they may take.", maxBytes),
  ];
}

/** RFC 6750, 2.1. Hashes are as long as each other, and comparing them tells no time. */
function hasToken(headers: Headers, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function refusal(token: string | undefined): Response {
  const detail = token
    ? "This needs METRICS_TOKEN: Authorization: Bearer …"
    : "Only this machine itself may read metrics while METRICS_TOKEN is not set.";
  const authenticate: Record<string, string> = token ? { "www-authenticate": 'Bearer realm="Gazette metrics"' } : {};
  return problem(token ? 401 : 403, detail, {}, authenticate);
}
