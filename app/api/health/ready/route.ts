import { readRoute } from "@/app/_server/api-route";
import { json } from "@/app/_server/problem";
import { database } from "@/lib/database";
import { isReady } from "@/lib/health";

export const dynamic = "force-dynamic";

/** 200 when readers may be sent here, else 503. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(async () => {
  const ok = await isReady(database().db);
  return json({ ok }, { "cache-control": "no-store" }, ok ? 200 : 503);
}, null);
