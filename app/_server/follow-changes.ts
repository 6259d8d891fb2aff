/** Hears from Postgres which pages a change anywhere made stale: another app process, the worker, a command. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { ANNOUNCE_CHANNEL, EVERYTHING, HEARD_CHANNEL, sayHeard } from "@/db/announce";
import { backoff } from "@/db/client";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { expireTags } from "./page-cache.mjs";

const RETRY_MS = 1_000;
/** Hearing one's own word takes a millisecond. When it takes this long, the connection that listens is gone. */
const HEAR_LIMIT_MS = 1_000;
/** A connection can die without a word (a failover, a forgetful firewall): so often it is tried. */
const TRIAL_INTERVAL_MS = 5_000;

/** Who waits for which word of their own. On globalThis: actions and the start of the server are bundled apart. */
const KEY = Symbol.for("gazette.heard");
const waiting = ((globalThis as { [KEY]?: Map<string, () => void> })[KEY] ??= new Map<string, () => void>());

/** Listens for the life of the process. Whatever was missed while it could not listen counts as everything. */
export function followChanges(): void {
  const url = env().DATABASE_URL;
  if (!url) return;
  let listener = listenAt(url);
  const trial = async () => {
    if (!(await heardChanges())) {
      listener.stop();
      listener = listenAt(url);
    }
    setTimeout(trial, TRIAL_INTERVAL_MS).unref();
  };
  setTimeout(trial, TRIAL_INTERVAL_MS).unref();
}

function listenAt(url: string): { stop: () => void } {
  // A connection of its own: one that listens can't be lent out, and drizzle changes its client's parsers.
  const sql = postgres(url, { max: 1, backoff, onnotice: () => {} });
  let stopped = false;
  const listen = async () => {
    try {
      await sql.listen(
        ANNOUNCE_CHANNEL,
        (payload) => expireTags(tagsIn(payload)),
        () => expireTags([EVERYTHING]),
      );
      await sql.listen(HEARD_CHANNEL, (word) => waiting.get(word)?.());
    } catch {
      if (!stopped) setTimeout(listen, RETRY_MS).unref();
    }
  };
  void listen();
  return {
    stop() {
      stopped = true;
      void sql.end({ timeout: 0 }).catch(() => {});
    },
  };
}

/**
 * Resolves when this process has heard of every change that was committed before the call; false when it does not
 * hear at all: every page then counts as changed. Postgres hands on notifications in the order of their commits:
 * https://www.postgresql.org/docs/current/sql-notify.html
 */
export async function heardChanges(): Promise<boolean> {
  const word = randomUUID();
  const heard = await new Promise<boolean>((resolve) => {
    const limit = setTimeout(() => resolve(false), HEAR_LIMIT_MS);
    waiting.set(word, () => {
      clearTimeout(limit);
      resolve(true);
    });
    // Without a database the limit tells.
    sayHeard(database().db, word).catch(() => {});
  });
  waiting.delete(word);
  if (!heard) expireTags([EVERYTHING]);
  return heard;
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
