import { readRoute } from "@/app/_server/api-route";
import { json } from "@/app/_server/problem";

export const dynamic = "force-dynamic";

/** 200 while the process answers at all: whoever gets nothing may start it anew. Asks nobody else. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readRoute(
  async () => json({ ok: true }, { "cache-control": "no-store" }),
  null,
);
