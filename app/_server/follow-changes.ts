/** Hears from Postgres which pages a change anywhere made stale: another app process, the worker, a command. */
import postgres from "postgres";
import { ANNOUNCE_CHANNEL, EVERYTHING } from "@/db/announce";
import { env } from "@/lib/env";
import { expireTags } from "./page-cache.mjs";

const RETRY_MS = 1_000;

/** Listens for the life of the process. Whatever was missed while it could not listen counts as everything. */
export function followChanges(): void {
  const url = env().DATABASE_URL;
  if (!url) return;
  // A connection of its own: one that listens can't be lent out, and drizzle changes its client's parsers.
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const listen = () =>
    sql
      .listen(
        ANNOUNCE_CHANNEL,
        (payload) => expireTags(tagsIn(payload)),
        () => expireTags([EVERYTHING]),
      )
      .catch(() => setTimeout(listen, RETRY_MS).unref());
  void listen();
}

function tagsIn(payload: string): string[] {
  try {
    const tags: unknown = JSON.parse(payload);
    if (Array.isArray(tags)) return tags.map(String);
  } catch {
    // Somebody else's message on our channel: to be safe, everything is stale.
  }
  return [EVERYTHING];
}
