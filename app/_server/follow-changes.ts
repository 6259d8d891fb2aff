/** Hears from Postgres which pages a change anywhere made stale: another app process, the worker, a command. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { ANNOUNCE_CHANNEL, EVERYTHING, HEARD_CHANNEL, sayHeard } from "@/db/announce";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { expireTags } from "./page-cache.mjs";

const RETRY_MS = 1_000;
/** Only while no connection listens does it take this long; when it listens again, everything counts as changed. */
const HEAR_LIMIT_MS = 1_000;

/** Who waits for which word of their own. On globalThis: actions and the start of the server are bundled apart. */
const KEY = Symbol.for("gazette.heard");
const waiting = ((globalThis as { [KEY]?: Map<string, () => void> })[KEY] ??= new Map<string, () => void>());

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
      .then(() => sql.listen(HEARD_CHANNEL, (word) => waiting.get(word)?.()))
      .catch(() => setTimeout(listen, RETRY_MS).unref());
  void listen();
}

/**
 * Resolves when this process has heard of every change that was committed before the call. Postgres hands on
 * notifications in the order of their commits: https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function heardChanges(): Promise<void> {
  const word = randomUUID();
  await new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, HEAR_LIMIT_MS);
    waiting.set(word, () => {
      clearTimeout(limit);
      resolve();
    });
    // Without a database nothing can be read either, and what was committed stays so.
    sayHeard(database().db, word).catch(waiting.get(word));
  });
  waiting.delete(word);
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
