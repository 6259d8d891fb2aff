import { readRoute } from "@/app/_server/api-route";
import { json } from "@/app/_server/problem";
import { database } from "@/lib/database";
import { healthOf, workerPart } from "@/lib/health";

export const dynamic = "force-dynamic";

/** 200 when the portal can serve, else 503; each part says how it is. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async () => {
  const { ok, parts } = await healthOf(database().db);
  // Without migrations nothing says much about the rest.
  if (ok) parts.worker = await workerPart(database().db);
  return json({ ok, parts }, { "cache-control": "no-store" }, ok ? 200 : 503);
}, null);
